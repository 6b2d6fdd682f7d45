package dev.drover.cli;

import dev.drover.lab.Image;
import dev.drover.lab.Lab;
import dev.drover.lab.LabException;
import dev.drover.lab.LabNetwork;
import dev.drover.lab.LabSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drover lab up}. */
@Command(name = "up", description = "Boots nodes n1 to nN and waits until they are ready; running ones are left alone.")
final class LabUpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "N", defaultValue = "3", description = "How many nodes (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Mixin
    private LabOptions options;

    @Option(names = "--net", paramLabel = "A.B.C", description = "The /24 of the lab (default: 10.88.0 if it is free).")
    private Optional<String> network = Optional.empty();

    @Option(
            names = "--packages",
            split = "[, ]+",
            paramLabel = "PACKAGE",
            description = "Debian packages to have from the start.")
    private List<String> packages = List.of();

    @Option(names = "--suite", defaultValue = "bookworm", description = "The Debian suite (default: ${DEFAULT-VALUE}).")
    private String suite;

    @Option(
            names = "--image",
            paramLabel = "debian|busybox",
            defaultValue = "debian",
            description = "What the nodes are (default: ${DEFAULT-VALUE}).")
    private String image;

    @Option(names = "--root", paramLabel = "DIR", description = "Any root file system instead.")
    private Optional<Path> root = Optional.empty();

    @Option(
            names = "--init",
            paramLabel = "PATH",
            defaultValue = "/sbin/init",
            description = "Its process 1 (default: ${DEFAULT-VALUE}).")
    private String init;

    @Option(names = "--disk", paramLabel = "SIZE", description = "A disk of this size, such as 64M, that can fill up.")
    private Optional<String> disk = Optional.empty();

    @Option(names = "--no-nat", description = "No way out for the nodes.")
    private boolean closed;

    @Option(names = "--owner", paramLabel = "PID", description = "When that process is gone, so is the lab.")
    private Optional<Long> owner = Optional.empty();

    @Override
    public Integer call() {
        var lab = Lab.up(
                new LabSpec(
                        options.name(),
                        nodes,
                        network.map(LabNetwork::new),
                        image(),
                        packages,
                        disk,
                        !closed,
                        owner.map(OptionalLong::of).orElse(OptionalLong.empty())),
                event -> spec.commandLine().getErr().println(event.text()));
        spec.commandLine().getOut().println(lab.inventory());
        return ExitCode.FINE;
    }

    private Image image() {
        if (root.isPresent()) {
            return new Image.Root(root.get(), init);
        }
        return switch (image) {
            case "debian" -> new Image.Debian(suite);
            case "busybox" -> Image.BUSYBOX;
            default -> throw new LabException("there is no image '" + image + "': debian or busybox");
        };
    }
}
