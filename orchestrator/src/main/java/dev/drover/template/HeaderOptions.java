package dev.drover.template;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Origin;

/** The {@code #jinja2:} line that a template may begin with, and the template behind it. */
record HeaderOptions(String settings, String body, int lines, boolean closed) {

    static final String MARK = "#jinja2:";

    static HeaderOptions split(String text) {
        if (!text.startsWith(MARK)) {
            return new HeaderOptions("", text, 0, true);
        }
        int end = text.indexOf('\n');
        return end < 0
                ? new HeaderOptions(text.substring(MARK.length()), "", 1, false)
                : new HeaderOptions(text.substring(MARK.length(), end), text.substring(end + 1), 1, true);
    }

    TemplateOptions options(TemplateOptions from) {
        var options = from;
        if (lines > 0 && !closed) {
            throw wrong("a missing end of line");
        }
        if (settings.isBlank()) {
            return options;
        }
        for (var pair : settings.split(",")) {
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw wrong(pair);
            }
            options = with(
                    options,
                    pair.substring(0, colon).strip(),
                    pair.substring(colon + 1).strip());
        }
        if (options.variableStart().equals(options.blockStart())
                || options.variableStart().equals(options.commentStart())
                || options.blockStart().equals(options.commentStart())) {
            throw wrong("the same start of blocks, variables or comments");
        }
        return options;
    }

    private static TemplateOptions with(TemplateOptions o, String key, String value) {
        return switch (key) {
            case "trim_blocks" -> o.withTrimBlocks(flag(value));
            case "lstrip_blocks" -> o.withLstripBlocks(flag(value));
            case "block_start_string" -> o.withBlocks(text(value), o.blockEnd());
            case "block_end_string" -> o.withBlocks(o.blockStart(), text(value));
            case "variable_start_string" -> o.withVariables(text(value), o.variableEnd());
            case "variable_end_string" -> o.withVariables(o.variableStart(), text(value));
            case "comment_start_string" -> o.withComments(text(value), o.commentEnd());
            case "comment_end_string" -> o.withComments(o.commentStart(), text(value));
            case "line_statement_prefix" -> o.withLineStatement(text(value));
            case "line_comment_prefix" -> o.withLineComment(text(value));
            case "newline_sequence" -> o.withNewline(text(value));
            case "keep_trailing_newline" -> o;
            default -> throw wrong(key);
        };
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "True" -> true;
            case "False" -> false;
            default -> throw wrong(value);
        };
    }

    private static String text(String value) {
        if (value.length() >= 2 && (value.charAt(0) == '\'' || value.charAt(0) == '"')) {
            return value.substring(1, value.length() - 1).replace("\\n", "\n").replace("\\r", "\r");
        }
        return value;
    }

    private static TemplateException wrong(String what) {
        return new TemplateException(
                Kind.SYNTAX, "Syntax error in template: '" + what + "' in the #jinja2: line", Origin.NONE);
    }
}
