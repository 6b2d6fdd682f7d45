package dev.drover.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code drover run} in this JVM, for tests of other packages.
 *
 * @param code the exit code
 * @param text all that was printed
 */
public record DroverRun(int code, String text) {

    /** Runs {@code drover run} with these arguments. Not two at once: standard output is captured. */
    public static DroverRun of(List<String> arguments) {
        var all = new ArrayList<>(List.of("run"));
        all.addAll(arguments);
        return command(all);
    }

    /** Runs any command of the program. */
    public static DroverRun command(List<String> all) {
        var bytes = new ByteArrayOutputStream();
        var standard = System.out;
        var captured = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try {
            System.setOut(captured);
            var writer = new PrintWriter(captured, true, StandardCharsets.UTF_8);
            int code = Main.run(all.toArray(String[]::new), writer, writer);
            return new DroverRun(code, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standard);
        }
    }
}
