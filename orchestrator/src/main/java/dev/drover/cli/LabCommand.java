package dev.drover.cli;

import dev.drover.lab.Lab;
import dev.drover.lab.LabProgress;
import dev.drover.lab.NodeName;
import dev.drover.lab.Prerequisites;
import dev.drover.lab.Slowness;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drover lab}: throwaway nodes on this machine. */
@Command(
        name = "lab",
        description =
                "Throwaway nodes on this machine: try a playbook on real systems, and leave no trace. Needs root.",
        mixinStandardHelpOptions = true,
        subcommands = LabUpCommand.class,
        synopsisSubcommandLabel = "COMMAND")
final class LabCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what about the lab? One of: up, down, list, ssh, exec, …");
    }

    private LabProgress progress() {
        return event -> spec.commandLine().getErr().println(event.text());
    }

    @Command(description = "Ends the lab, or some of its nodes for good; nothing is left behind.")
    int down(@Mixin LabOptions options, @Parameters(paramLabel = "NODE", arity = "0..*") List<String> nodes) {
        if (nodes == null) {
            Lab.down(options.name());
        } else {
            options.lab().remove(named(nodes));
        }
        return ExitCode.FINE;
    }

    @Command(description = "The nodes: address, state, memory, processes.")
    int list(@Mixin LabOptions options) {
        for (var state : options.lab().states()) {
            var memory = state.memory().isPresent() ? (state.memory().getAsLong() >> 20) + " MB" : "-";
            spec.commandLine()
                    .getOut()
                    .println("%-5s %-15s %-4s %7s %4d processes"
                            .formatted(
                                    state.node(),
                                    state.address(),
                                    state.runs() ? "up" : "off",
                                    memory,
                                    state.processes()));
        }
        return ExitCode.FINE;
    }

    @Command(description = "Logs in as deploy, or runs a command so.")
    int ssh(
            @Mixin LabOptions options,
            @Parameters(index = "0", paramLabel = "NODE") String node,
            @Parameters(index = "1..*", paramLabel = "CMD", arity = "0..*") List<String> command) {
        return here(options.lab().ssh(NodeName.of(node), command == null ? List.of() : command));
    }

    @Command(description = "Runs a command as root, without ssh: works while the node is cut off.")
    int exec(
            @Mixin LabOptions options,
            @Parameters(index = "0", paramLabel = "NODE") String node,
            @Parameters(index = "1..*", paramLabel = "CMD", arity = "1..*") List<String> command) {
        return here(options.lab().entering(NodeName.of(node), command));
    }

    @Command(description = "A new disk and a fresh boot; same address and host key.")
    int reset(@Mixin LabOptions options, @Parameters(paramLabel = "NODE") String node) {
        options.lab().reset(NodeName.of(node), progress());
        return ExitCode.FINE;
    }

    @Command(description = "A power cut: the disk stays, 'up' boots it again.")
    int stop(@Mixin LabOptions options, @Parameters(paramLabel = "NODE", arity = "1..*") List<String> nodes) {
        options.lab().stop(named(nodes));
        return ExitCode.FINE;
    }

    @Command(description = "Pulls a node's cable: silence, no reset of connections.")
    int partition(@Mixin LabOptions options, @Parameters(paramLabel = "NODE") String node) {
        options.lab().partition(NodeName.of(node));
        return ExitCode.FINE;
    }

    @Command(description = "Undoes 'partition' and 'slow'.")
    int heal(@Mixin LabOptions options, @Parameters(paramLabel = "NODE") String node) {
        options.lab().heal(NodeName.of(node));
        return ExitCode.FINE;
    }

    @Command(description = "Adds milliseconds to every packet towards these nodes, or all, until 'heal'.")
    int slow(
            @Mixin LabOptions options,
            @Option(
                            names = "--loss",
                            paramLabel = "PERCENT",
                            defaultValue = "0",
                            description = "So many of these packets are lost.")
                    double loss,
            @Option(
                            names = "--rate",
                            paramLabel = "KBIT",
                            defaultValue = "0",
                            description = "So many kilobits a second go through; 0 for no limit.")
                    int rate,
            @Parameters(index = "0", paramLabel = "MS") int millis,
            @Parameters(index = "1..*", paramLabel = "NODE", arity = "0..*") List<String> nodes) {
        var lab = options.lab();
        var slowness = new Slowness(Duration.ofMillis(millis), loss, rate);
        (nodes == null ? lab.nodes() : named(nodes)).forEach(node -> lab.slow(node, slowness));
        return ExitCode.FINE;
    }

    @Command(description = "Installs the Debian packages that a lab needs and that are missing here.")
    int install() {
        Prerequisites.install(Prerequisites.missing(), spec.commandLine().getErr()::println);
        return ExitCode.FINE;
    }

    private static List<NodeName> named(List<String> nodes) {
        return nodes.stream().map(NodeName::of).toList();
    }

    /** Runs it on this terminal, and answers its status. */
    private static int here(List<String> command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new dev.drover.lab.LabException(command.getFirst() + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }
}
