package dev.drover.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Runs several command lines in one process, as the build does once to learn what to put into the AOT cache. They come on standard
 * input, one word a line, an empty line behind each command. It ends with the first exit code that is not fine.
 */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        var out = new PrintWriter(System.out, true);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var command = new ArrayList<String>();
        for (String word = in.readLine(); word != null; word = in.readLine()) {
            if (!word.isEmpty()) {
                command.add(word);
                continue;
            }
            int code = Main.run(command.toArray(String[]::new), out, new PrintWriter(System.err, true));
            if (code != ExitCode.FINE) {
                System.exit(code);
            }
            command.clear();
        }
        System.exit(ExitCode.FINE);
    }
}
