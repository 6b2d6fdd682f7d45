package dev.drover.cli;

import dev.drover.template.Cases;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code drover template --batch}: a file of cases, each answered in one line. */
final class TemplateBatch {

    private TemplateBatch() {}

    static int run(Path file, boolean strict, PrintWriter out) throws IOException {
        var config = RunSettings.configuration();
        var cases = new Cases(
                folder -> new ControllerHost((message, origin) -> {}, Decryption.NONE, config, strict, folder), strict);
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    out.print(cases.answer(line) + "\n");
                }
            }
        }
        out.flush();
        return ExitCode.FINE;
    }
}
