package dev.drover.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Programs of this machine, run to their end. Never through a shell unless the command says so. */
final class Commands {

    /** What a program left: both of its streams together, and its status. */
    record Output(int status, String text) {
        boolean ok() {
            return status == 0;
        }
    }

    private Commands() {}

    static Output run(List<String> command, String input) {
        var text = new StringBuilder();
        int status = lines(command, input, line -> text.append(line).append('\n'));
        return new Output(status, text.toString());
    }

    /** The output of a program that has to succeed; a {@link LabException} with that output where it does not. */
    static String must(List<String> command, String input) {
        var output = run(command, input);
        if (!output.ok()) {
            throw new LabException("%s failed with status %d: %s"
                    .formatted(
                            command.getFirst(), output.status(), output.text().strip()));
        }
        return output.text();
    }

    static String must(String... command) {
        return must(List.of(command), "");
    }

    /** Runs a program, gives each line that it prints to {@code each}, and answers its status. */
    static int lines(List<String> command, String input, Consumer<String> each) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedWithoutReading) {
                // its status and output say why
            }
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.lines().forEach(each);
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new LabException(command.getFirst() + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(command.getFirst() + " was interrupted", e);
        }
    }
}
