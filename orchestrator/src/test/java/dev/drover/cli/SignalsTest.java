package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own that gets real signals. The playbook waits for files, so that nothing depends on how fast it is. */
@Timeout(60)
class SignalsTest {

    @TempDir
    Path directory;

    @Test
    void theFirstFinishesWhatRunsAndCleansUp() throws Exception {
        var program = started();
        try (var lines = program.inputReader()) {
            awaitLine(lines, "TASK [runs]");
            signal(program, "TERM");
            awaitLine(lines, "interrupted: finishing what runs");
            Files.createFile(directory.resolve("go"));

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(lines.lines())
                    .anyMatch(line -> line.contains("TASK [cleans up]"))
                    .anyMatch(line -> line.matches("localhost +: ok=2 .*"))
                    .noneMatch(line -> line.contains("TASK [never]"));
        }
    }

    @Test
    void theSecondStopsAtOnce() throws Exception {
        var program = started();
        try (var lines = program.inputReader()) {
            awaitLine(lines, "TASK [runs]");
            signal(program, "INT");
            awaitLine(lines, "interrupted: finishing what runs");
            signal(program, "INT");

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
        } finally {
            Files.createFile(directory.resolve("go"));
        }
    }

    private Process started() throws IOException {
        var playbook = Files.writeString(directory.resolve("site.yml"), """
                - hosts: localhost
                  gather_facts: false
                  tasks:
                    - block:
                        - {name: runs, command: "sh -c 'until [ -e %1$s/go ]; do sleep 0.1; done'"}
                        - {name: never, command: "true"}
                      always:
                        - {name: cleans up, debug: {msg: clean}}
                """.formatted(directory));
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.drover.cli.Main",
                        "run",
                        playbook.toString())
                .redirectErrorStream(true);
        program.environment().remove("ANSIBLE_CONFIG");
        return program.start();
    }

    private static void awaitLine(BufferedReader lines, String text) throws IOException {
        for (String line = lines.readLine(); ; line = lines.readLine()) {
            assertThat(line).as("the output ended before \"" + text + "\"").isNotNull();
            if (line.contains(text)) {
                return;
            }
        }
    }

    private static void signal(Process program, String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(program.pid())).inheritIO();
        assertThat(kill.start().waitFor()).isZero();
    }
}
