package dev.drover.module.files;

import java.util.regex.Pattern;

/** Names with {@code *}, {@code ?}, {@code [abc]} and {@code [!abc]}, as fnmatch of Python reads them. */
final class Wildcard {

    private Wildcard() {}

    static boolean matches(String wildcard, String name) {
        return Pattern.compile(expression(wildcard), Pattern.DOTALL)
                .matcher(name)
                .matches();
    }

    private static String expression(String wildcard) {
        var regex = new StringBuilder();
        for (int i = 0; i < wildcard.length(); i++) {
            char c = wildcard.charAt(i);
            int end = c == '[' ? wildcard.indexOf(']', i + 2) : -1;
            if (end > 0) {
                var inside = wildcard.substring(i + 1, end)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&&", "&\\&");
                regex.append('[')
                        .append(
                                inside.startsWith("!")
                                        ? "^" + inside.substring(1)
                                        : inside.startsWith("^") ? "\\" + inside : inside)
                        .append(']');
                i = end;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
