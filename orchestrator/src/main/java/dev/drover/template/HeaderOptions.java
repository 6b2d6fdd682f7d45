package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The {@code #jinja2:} line that a template may begin with, and the template behind it.
 *
 * @param origin where the template begins
 */
record HeaderOptions(String settings, String body, int lines, boolean closed, Origin origin) {

    static final String MARK = "#jinja2:";

    private static final Set<String> NEWLINES = Set.of("\n", "\r\n", "\r");

    static HeaderOptions split(String text, Origin origin) {
        if (!text.startsWith(MARK)) {
            return new HeaderOptions("", text, 0, true, origin);
        }
        int end = text.indexOf('\n');
        return end < 0
                ? new HeaderOptions(text.substring(MARK.length()), "", 1, false, origin)
                : new HeaderOptions(text.substring(MARK.length(), end), text.substring(end + 1), 1, true, origin);
    }

    /** What the header says, for those who only look: values that only older versions took count as well. */
    TemplateOptions options(TemplateOptions from) {
        return options(from, problem -> {});
    }

    /** @param host hears of values that only older versions took, or wants them refused */
    TemplateOptions options(TemplateOptions from, TemplateHost host) {
        return options(from, problem -> {
            if (host.strict()) {
                throw wrong(problem);
            }
            host.warn(problem, origin);
        });
    }

    private TemplateOptions options(TemplateOptions from, Consumer<String> doubtful) {
        if (lines == 0) {
            return from;
        }
        if (!closed) {
            throw wrong("the #jinja2: line has no line behind it");
        }
        var options = from;
        for (var pair : pairs()) {
            if (pair.isBlank()) {
                throw wrong("an empty pair in the #jinja2: line");
            }
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw wrong("'" + pair.strip() + "' in the #jinja2: line has no colon");
            }
            options = with(
                    options,
                    pair.substring(0, colon).strip(),
                    pair.substring(colon + 1).strip(),
                    doubtful);
        }
        if (options.variableStart().equals(options.blockStart())
                || options.variableStart().equals(options.commentStart())
                || options.blockStart().equals(options.commentStart())) {
            throw wrong("Block, variable and comment start strings must be different.");
        }
        return options;
    }

    private List<String> pairs() {
        return new ArrayList<>(List.of(settings.split(",", -1)));
    }

    private TemplateOptions with(TemplateOptions o, String key, String value, Consumer<String> doubtful) {
        return switch (key) {
            case "trim_blocks" -> o.withTrimBlocks(flag(key, value, doubtful));
            case "lstrip_blocks" -> o.withLstripBlocks(flag(key, value, doubtful));
            case "block_start_string" -> o.withBlocks(text(key, value), o.blockEnd());
            case "block_end_string" -> o.withBlocks(o.blockStart(), text(key, value));
            case "variable_start_string" -> o.withVariables(text(key, value), o.variableEnd());
            case "variable_end_string" -> o.withVariables(o.variableStart(), text(key, value));
            case "comment_start_string" -> o.withComments(text(key, value), o.commentEnd());
            case "comment_end_string" -> o.withComments(o.commentStart(), text(key, value));
            case "line_statement_prefix" -> o.withLineStatement(textOrNone(key, value));
            case "line_comment_prefix" -> o.withLineComment(textOrNone(key, value));
            case "newline_sequence" -> {
                String newline = text(key, value);
                if (!NEWLINES.contains(newline)) {
                    throw wrong("newline_sequence in the #jinja2: line is none of '\\n', '\\r\\n', '\\r'");
                }
                yield o.withNewline(newline);
            }
            case "keep_trailing_newline" -> {
                flag(key, value, doubtful); // Ansible keeps it whatever is said
                yield o;
            }
            default -> throw wrong("Invalid '#jinja2:' override key '" + key + "'.");
        };
    }

    private boolean flag(String key, String value, Consumer<String> doubtful) {
        return switch (value) {
            case "True" -> true;
            case "False" -> false;
            case "\"True\"", "'True'", "\"False\"", "'False'" -> {
                doubtful.accept(key + " in the #jinja2: line is text, not True or False");
                yield true; // as any text was
            }
            default -> throw wrong(key + " in the #jinja2: line is neither True nor False, but " + value);
        };
    }

    private String textOrNone(String key, String value) {
        return value.equals("None") ? "" : text(key, value);
    }

    private String text(String key, String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '\'' || value.charAt(0) == '"')
                && value.charAt(value.length() - 1) == value.charAt(0);
        if (!quoted) {
            throw wrong(key + " in the #jinja2: line is no text in quotation marks: " + value);
        }
        var text = new StringBuilder();
        int end = value.length() - 1;
        for (int at = 1; at < end; ) {
            char c = value.charAt(at++);
            if (c == '\\' && at < end) {
                at = StringEscapes.append(value, at, text);
            } else {
                text.append(c);
            }
        }
        if (text.isEmpty()) {
            throw wrong(key + " in the #jinja2: line is empty");
        }
        return text.toString();
    }

    private TemplateException wrong(String what) {
        return new TemplateException(Kind.SYNTAX, "Syntax error in template: " + what, origin);
    }
}
