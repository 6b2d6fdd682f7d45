package dev.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However a lab ends, nothing of it is left. */
@ExtendWith(LabPossible.class)
class LabEndTest {

    private final LabName name =
            new LabName("e" + Long.toString(ProcessHandle.current().pid(), 36));
    private final LabSpec spec = LabSpec.of(name, 2).of(Image.BUSYBOX);

    @AfterEach
    void tidy() {
        Lab.down(name);
    }

    @Test
    void downLeavesNothing() {
        Lab.up(spec, LabProgress.SILENT);
        assertThat(left()).isNotEmpty();

        Lab.down(name);

        assertThat(left()).isEmpty();
    }

    @Test
    void whatAKilledPredecessorLeftIsCleanedUp() throws Exception {
        var predecessor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.drover.cli.Main",
                        "lab",
                        "up",
                        "2",
                        "--image=busybox",
                        "--name=" + name)
                .redirectErrorStream(true)
                .start();
        try (var lines = predecessor.inputReader()) {
            for (String line = lines.readLine(); line != null && !line.contains("n1: booting"); ) {
                line = lines.readLine();
            }
            predecessor.destroyForcibly().waitFor();
        }
        assertThat(left()).isNotEmpty();

        Lab.down(name);

        assertThat(left()).isEmpty();
    }

    @Test
    void goesWithItsOwner() throws IOException {
        var owner = new ProcessBuilder("sleep", "1000").start();
        Lab.up(spec.ownedBy(owner.pid()), LabProgress.SILENT);

        owner.destroyForcibly();

        await(() -> left().isEmpty());
    }

    private static void await(BooleanSupplier condition) {
        var end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Cgroups.pause(50);
        }
    }

    /** Cgroups (with processes), links, files, rules and mounts of the lab. */
    private List<String> left() {
        var left = new java.util.ArrayList<String>();
        Cgroups.of(name).found().forEach(group -> left.add(group.toString()));
        try (var links = Files.list(Path.of("/sys/class/net"))) {
            links.map(link -> link.getFileName().toString())
                    .filter(link -> link.equals(name.bridge()) || link.startsWith(name + "-"))
                    .forEach(left::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (Files.exists(Lab.directory(name))) {
            left.add(Lab.directory(name).toString());
        }
        Disk.read(Path.of("/proc/self/mountinfo"))
                .lines()
                .filter(mount -> mount.contains("/" + name + "/"))
                .forEach(left::add);
        Commands.must("nft", "list", "tables")
                .lines()
                .filter(table -> table.endsWith(" " + name.table()))
                .forEach(left::add);
        return left;
    }
}
