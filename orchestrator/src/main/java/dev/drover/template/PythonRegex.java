package dev.drover.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression in Python's syntax. */
public record PythonRegex(String text) {

    /** Fails where the expression can't be one. */
    public PythonRegex {
        translate(text);
    }

    /** @throws IllegalArgumentException with the reason, where it is none */
    public static PythonRegex parse(String text) {
        return new PythonRegex(text);
    }

    public Pattern pattern() {
        return translate(text);
    }

    /** The pattern of another text with the same meaning: the same in another encoding. */
    public Pattern of(String other) {
        return translate(other);
    }

    /** As Java writes it: named groups, the very end, the end before a last newline. */
    private static Pattern translate(String python) {
        var java = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < python.length(); i++) {
            char c = python.charAt(i);
            if (c == '\\' && i + 1 < python.length()) {
                char next = python.charAt(++i);
                java.append(next == 'Z' && !inClass ? "\\z" : "\\" + next);
            } else if (inClass) {
                inClass = c != ']';
                java.append(c == '[' || c == '&' && python.startsWith("&&", i) ? "\\" + c : String.valueOf(c));
            } else if (c == '[') {
                inClass = true;
                java.append(c);
                if (python.startsWith("[]", i) || python.startsWith("[^]", i)) {
                    java.append(python.charAt(i + 1) == '^' ? "^\\]" : "\\]");
                    i += python.charAt(i + 1) == '^' ? 2 : 1;
                }
            } else if (python.startsWith("(?P<", i)) {
                int end = python.indexOf('>', i);
                java.append("(?<")
                        .append(name(python.substring(i + 4, Math.max(end, i + 4))))
                        .append('>');
                i = Math.max(end, i + 3);
            } else if (python.startsWith("(?P=", i)) {
                int end = python.indexOf(')', i);
                java.append("\\k<")
                        .append(name(python.substring(i + 4, Math.max(end, i + 4))))
                        .append('>');
                i = Math.max(end, i + 3);
            } else if (c == '{') {
                java.append(brace(python, i));
            } else {
                java.append(c);
            }
        }
        try {
            return Pattern.compile(java.toString(), Pattern.UNIX_LINES);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "must be a regular expression, not \"%s\": %s".formatted(python, e.getDescription()), e);
        }
    }

    /** A brace that begins no number of repetitions is one to be matched; {@code {,n}} begins with none. */
    private static String brace(String python, int at) {
        int end = python.indexOf('}', at);
        String inside = end < 0 ? "" : python.substring(at + 1, end);
        if (inside.matches("\\d+(,\\d*)?")) {
            return "{";
        }
        return inside.matches(",\\d+") ? "{0" : "\\{";
    }

    /** Java's names of groups have no underscores; two names never become one. */
    private static String name(String python) {
        return python.replace("Z", "ZZ").replace("_", "Zu");
    }

    /** What a group matched, by its name or number; null where it took no part. */
    static String group(Matcher match, String group) {
        return group.matches("[0-9]+") ? match.group(Integer.parseInt(group)) : match.group(name(group));
    }

    /** A replacement in Python's syntax with the groups of a match put in: {@code \1}, {@code \g<1>}, {@code \g<name>}. */
    public static String expanded(String replacement, Matcher match) {
        var text = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '\\' || i + 1 == replacement.length()) {
                text.append(c);
                continue;
            }
            char next = replacement.charAt(++i);
            if (next == 'g' && replacement.startsWith("<", i + 1) && replacement.indexOf('>', i) > 0) {
                int end = replacement.indexOf('>', i);
                var group = replacement.substring(i + 2, end);
                var found = group(match, group);
                text.append(found == null ? "" : found);
                i = end;
            } else if (Character.isDigit(next) && next != '0') {
                int end = i + 1;
                if (end < replacement.length() && Character.isDigit(replacement.charAt(end))) {
                    end++;
                }
                var found = match.group(Integer.parseInt(replacement.substring(i, end)));
                text.append(found == null ? "" : found);
                i = end - 1;
            } else {
                text.append(
                        switch (next) {
                            case 'n' -> "\n";
                            case 't' -> "\t";
                            case 'r' -> "\r";
                            case '\\' -> "\\";
                            default -> "\\" + next;
                        });
            }
        }
        return text.toString();
    }
}
