package dev.drover.report;

import dev.drover.value.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Problems as a compiler prints them: what is wrong, where, the line itself with a caret, how to go on. */
public final class ProblemText {

    private final Terminal terminal;
    private final Map<String, String> texts;

    public ProblemText(Terminal terminal) {
        this(terminal, Map.of());
    }

    /** @param texts what problems may be in that is no file, by the names that stand for files in their places */
    public ProblemText(Terminal terminal, Map<String, String> texts) {
        this.terminal = terminal;
        this.texts = Map.copyOf(texts);
    }

    public String of(List<Problem> problems) {
        var text = new StringBuilder();
        problems.forEach(problem -> text.append(of(problem)).append('\n'));
        return text.toString();
    }

    private String of(Problem problem) {
        var code = problem.code().map(known -> "[" + known.text() + "]").orElse("");
        var head = problem.isError() ? terminal.red("error" + code) : terminal.yellow("warning" + code);
        var text = new StringBuilder(head + ": " + terminal.bold(problem.message()) + "\n");
        var origin = problem.origin();
        var hint = problem.hint();
        if (origin.known()) {
            text.append("  ")
                    .append(terminal.cyan("-->"))
                    .append(' ')
                    .append(shortened(origin.toString()))
                    .append('\n');
            var line = line(origin.file(), origin.line());
            if (line.isPresent()) {
                String number = Integer.toString(origin.line());
                String margin = " ".repeat(number.length());
                String shown = line.get().replace('\t', ' ');
                int column = Math.max(1, Math.min(origin.column(), shown.length() + 1));
                text.append(margin).append(" |\n");
                text.append(number).append(" | ").append(shown).append('\n');
                text.append(margin)
                        .append(" | ")
                        .append(" ".repeat(column - 1))
                        .append(terminal.red("^"))
                        .append(hint.map(what -> " " + what).orElse(""))
                        .append('\n');
                return text.toString();
            }
        }
        hint.ifPresent(what -> text.append("  ").append(what).append('\n'));
        return text.toString();
    }

    /** Files below the current directory by their relative names. */
    private static String shortened(String origin) {
        String here = Path.of("").toAbsolutePath() + "/";
        return origin.startsWith(here) ? origin.substring(here.length()) : origin;
    }

    private Optional<String> line(String file, int number) {
        if (number < 1) {
            return Optional.empty();
        }
        if (texts.containsKey(file)) {
            return texts.get(file).lines().skip(number - 1L).findFirst();
        }
        try (var lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
            return lines.skip(number - 1L).findFirst();
        } catch (IOException | InvalidPathException | java.io.UncheckedIOException e) {
            return Optional.empty(); // not a file, or no text: the place alone must do
        }
    }
}
