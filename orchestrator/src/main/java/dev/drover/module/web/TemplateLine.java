package dev.drover.module.web;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The line of a template that a line of its result came from. Templates keep no record of it, so it is found by what both have in common: the text around
 * expressions, and the neighbours.
 *
 * @param number from 1
 */
record TemplateLine(int number, String text) {

    private static final Pattern STATEMENT = Pattern.compile("\\{%.*?%}|\\{#.*?#}");
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{.*?}}");
    private static final int NEIGHBOURS = 3;

    /** @param line of the result, from 1 */
    static Optional<TemplateLine> of(String template, String result, int line) {
        var written = template.lines().toList();
        var made = result.lines().toList();
        if (line < 1 || line > made.size()) {
            return Optional.empty();
        }
        int best = -1;
        int most = 0;
        for (int i = 0; i < written.size(); i++) {
            int same = likeness(written.get(i), made.get(line - 1));
            if (same == 0) {
                continue;
            }
            int score = 4 * same + around(written, i, made, line - 1);
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(new TemplateLine(best + 1, written.get(best)));
    }

    /** How alike the lines before and behind are. Lines that are statements only leave no trace, and are stepped over. */
    private static int around(List<String> written, int at, List<String> made, int line) {
        int score = 0;
        for (int step : new int[] {-1, 1}) {
            int from = at + step;
            for (int k = 1; k <= NEIGHBOURS; k++) {
                while (from >= 0 && from < written.size() && leavesNothing(written.get(from))) {
                    from += step;
                }
                int other = line + k * step;
                if (from < 0 || from >= written.size() || other < 0 || other >= made.size()) {
                    break;
                }
                score += likeness(written.get(from), made.get(other));
                from += step;
            }
        }
        return score;
    }

    private static boolean leavesNothing(String written) {
        return !written.isBlank() && STATEMENT.matcher(written).replaceAll("").isBlank();
    }

    /** 0 where the line can't be made of the template's; else how much of it is written there. */
    private static int likeness(String written, String made) {
        var text = STATEMENT.matcher(written).replaceAll("");
        var pattern = new StringBuilder();
        var expressions = EXPRESSION.matcher(text);
        int from = 0;
        int literal = 1;
        while (expressions.find()) {
            literal += text.substring(from, expressions.start()).strip().length();
            pattern.append(Pattern.quote(text.substring(from, expressions.start())))
                    .append(".*");
            from = expressions.end();
        }
        literal += text.substring(from).strip().length();
        pattern.append(Pattern.quote(text.substring(from).stripTrailing())).append("\\s*");
        return made.matches(pattern.toString()) ? literal : 0;
    }
}
