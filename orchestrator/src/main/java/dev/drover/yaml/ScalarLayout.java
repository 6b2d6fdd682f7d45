package dev.drover.yaml;

import dev.drover.value.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Finds the place of a character of a scalar in its file, whatever style the scalar is written in.
 *
 * <p>Nothing of it is kept when a file is loaded: it is worked out from the file's lines when something is to be shown there.
 */
public final class ScalarLayout {

    private enum Style {
        PLAIN,
        SINGLE,
        DOUBLE,
        LITERAL,
        FOLDED
    }

    private final List<String> lines;
    private final String text;
    private final Style style;
    private final int indent;
    private int line;
    private int column;
    private int at;

    private ScalarLayout(List<String> lines, String text, Style style, int line, int column, int indent) {
        this.lines = lines;
        this.text = text;
        this.style = style;
        this.line = line;
        this.column = column;
        this.indent = indent;
    }

    /**
     * The place of a character.
     *
     * @param lines those of the file
     * @param start where the scalar's text begins, as documents have it: behind a quotation mark, on the first line below {@code |} that is not blank
     * @param text the scalar's value
     * @param at which of its characters
     * @return nothing where the text does not stand there
     */
    public static Optional<Origin> place(List<String> lines, Origin start, String text, int at) {
        int line = start.line() - 1;
        int column = start.column() - 1;
        if (line < 0 || line >= lines.size() || column > lines.get(line).length()) {
            return Optional.empty();
        }
        var style = style(lines, line, column);
        int first = style == Style.LITERAL || style == Style.FOLDED ? header(lines, line) + 1 : line;
        int begin = first == line ? column : Math.min(column, lines.get(first).length());
        var layout = new ScalarLayout(lines, text, style, first, begin, column);
        return layout.walk(at)
                ? Optional.of(new Origin(start.file(), layout.line + 1, layout.column + 1))
                : Optional.empty();
    }

    private static Style style(List<String> lines, int line, int column) {
        String before = lines.get(line).substring(0, column);
        if (before.isBlank() && header(lines, line) >= 0) {
            String head = withoutComment(lines.get(header(lines, line)));
            return head.substring(head.lastIndexOf(' ') + 1).contains("|") ? Style.LITERAL : Style.FOLDED;
        }
        return before.endsWith("'") ? Style.SINGLE : before.endsWith("\"") ? Style.DOUBLE : Style.PLAIN;
    }

    /** The line above that ends in the mark of a block scalar, with nothing but blank lines between; -1: none. */
    private static int header(List<String> lines, int line) {
        int above = line - 1;
        while (above >= 0 && lines.get(above).isBlank()) {
            above--;
        }
        return above >= 0 && withoutComment(lines.get(above)).matches("(?:.*[\\s:-])?[|>][-+0-9]*") ? above : -1;
    }

    private static String withoutComment(String line) {
        return line.replaceFirst("\\s+#.*$", "").stripTrailing();
    }

    /** Goes on to a character of the text; false where text and file don't agree. */
    private boolean walk(int target) {
        while (at < target && at < text.length()) {
            boolean agrees = isLineEnd() ? lineBreak() : character();
            if (!agrees) {
                return false;
            }
        }
        if (isLineEnd() && at < text.length() && text.charAt(at) != '\n' && style != Style.LITERAL) {
            lineBreak();
        }
        return true;
    }

    private String current() {
        return lines.get(line);
    }

    private boolean isFlow() {
        return style != Style.LITERAL && style != Style.FOLDED;
    }

    private boolean isLineEnd() {
        return column >= current().length()
                || isFlow() && current().substring(column).isBlank();
    }

    private boolean lineBreak() {
        if (line + 1 >= lines.size()) {
            at = text.length();
            return true;
        }
        if (style == Style.LITERAL) {
            if (text.charAt(at) != '\n') {
                return false;
            }
            at++;
            to(line + 1);
            return true;
        }
        int next = line + 1;
        while (next < lines.size() - 1 && lines.get(next).isBlank()) {
            next++;
        }
        int breaks = next - line;
        if (text.charAt(at) == ' ' && breaks == 1) {
            at++;
        } else {
            // blank lines are newlines; of lines that are indented further the break itself is one too
            int left = breaks;
            while (left > 0 && at < text.length() && text.charAt(at) == '\n') {
                at++;
                left--;
            }
            if (left == breaks) {
                return false;
            }
        }
        to(next);
        return true;
    }

    private void to(int next) {
        line = next;
        int blanks = current().length() - current().stripLeading().length();
        column = isFlow() ? blanks : Math.min(indent, current().length());
    }

    private boolean character() {
        char c = current().charAt(column);
        if (style == Style.SINGLE && current().startsWith("''", column)) {
            column++;
        } else if (style == Style.DOUBLE && c == '\\') {
            return escape();
        }
        if (text.charAt(at) != c) {
            return false;
        }
        at++;
        column++;
        return true;
    }

    private boolean escape() {
        if (column + 1 >= current().length()) {
            if (line + 1 >= lines.size()) {
                return false;
            }
            to(line + 1); // the line goes on below
            return true;
        }
        int digits = switch (current().charAt(column + 1)) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        at += digits == 8 ? Character.charCount(text.codePointAt(at)) : 1;
        column += 2 + digits;
        return true;
    }
}
