package dev.drover.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text of anybody's as lines that may be printed. Colours stay; whatever else would move a terminal's cursor, change its title or begin
 * a section in a forge's log does not, nor does what makes a line read otherwise than it is.
 */
final class PrintableText {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    /** Sequences with an end of their own: commands of a terminal, titles and links. */
    private static final Pattern SEQUENCE = Pattern.compile(
            "[\u001b]\\[[0-?]*[ -/]*[@-~]|\u009b[0-?]*[ -/]*[@-~]|[\u001b][\\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)");

    private static final Pattern BREAK = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029\u000b\f]");

    private PrintableText() {}

    static List<String> lines(String text) {
        if (isPlain(text)) {
            return List.of(text);
        }
        var lines = new ArrayList<String>();
        for (var line : BREAK.split(text, -1)) {
            lines.add(line(line));
        }
        return lines;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpecial(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpecial(char c) {
        return Character.isISOControl(c) && c != '\t'
                || c >= '\u2028' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
    }

    private static String line(String line) {
        var text = new StringBuilder(line.length());
        var colour = COLOUR.matcher(line);
        var sequence = SEQUENCE.matcher(line);
        boolean coloured = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!isSpecial(c)) {
                text.append(c);
            } else if (colour.region(i, line.length()).lookingAt()) {
                text.append(colour.group());
                coloured = !colour.group().matches("\u001b\\[0*m");
                i = colour.end() - 1;
            } else if (sequence.region(i, line.length()).lookingAt()) {
                i = sequence.end() - 1;
            }
        }
        return coloured ? text.append("\u001b[0m").toString() : text.toString();
    }
}
