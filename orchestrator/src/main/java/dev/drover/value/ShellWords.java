package dev.drover.value;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as a POSIX shell would, without expanding anything. */
public final class ShellWords {

    private final String line;
    private final List<String> words = new ArrayList<>();
    private StringBuilder word;

    private ShellWords(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException where a quotation does not end */
    public static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    private List<String> split() {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case ' ', '\t', '\n', '\r' -> end();
                case '\'' -> {
                    int close = line.indexOf('\'', i + 1);
                    if (close < 0) {
                        throw open();
                    }
                    word().append(line, i + 1, close);
                    i = close;
                }
                case '"' -> i = doubleQuoted(i + 1);
                case '\\' -> {
                    if (++i == line.length()) {
                        throw new IllegalArgumentException("nothing follows the last backslash of: " + line);
                    }
                    word().append(line.charAt(i));
                }
                default -> word().append(c);
            }
        }
        end();
        return words;
    }

    private int doubleQuoted(int from) {
        var inner = word();
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return i;
            }
            boolean escape = c == '\\' && i + 1 < line.length() && "\"\\".indexOf(line.charAt(i + 1)) >= 0;
            inner.append(escape ? line.charAt(++i) : c);
        }
        throw open();
    }

    private IllegalArgumentException open() {
        return new IllegalArgumentException("a quotation does not end in: " + line);
    }

    private StringBuilder word() {
        if (word == null) {
            word = new StringBuilder();
        }
        return word;
    }

    private void end() {
        if (word != null) {
            words.add(word.toString());
            word = null;
        }
    }
}
