package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Reads JSON as Python's json.loads does: NaN and Infinity are numbers, nothing else is forgiven. */
final class PyJsonReader {

    private final String text;
    private int at;

    private PyJsonReader(String text) {
        this.text = text;
    }

    static Value read(String text) {
        var reader = new PyJsonReader(text);
        var value = reader.value(0);
        reader.blanks();
        if (reader.at < text.length()) {
            throw reader.wrong("Extra data", reader.at);
        }
        return value;
    }

    private Value value(int depth) {
        if (depth > Bounds.MAX_DEPTH) {
            throw wrong("the value is nested too deeply", at);
        }
        blanks();
        if (at >= text.length()) {
            throw wrong("Expecting value", at);
        }
        return switch (text.charAt(at)) {
            case '{' -> map(depth);
            case '[' -> list(depth);
            case '"' -> Value.of(string());
            default -> word();
        };
    }

    private Value word() {
        record Word(String text, Value meaning) {}
        for (var word : new Word[] {
            new Word("null", Value.NIL),
            new Word("true", Value.TRUE),
            new Word("false", Value.FALSE),
            new Word("NaN", new Value.Real(Double.NaN)),
            new Word("Infinity", new Value.Real(Double.POSITIVE_INFINITY)),
            new Word("-Infinity", new Value.Real(Double.NEGATIVE_INFINITY))
        }) {
            if (text.startsWith(word.text(), at)) {
                at += word.text().length();
                return word.meaning();
            }
        }
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        digits();
        if (at == digits || text.charAt(digits) == '0' && at > digits + 1) {
            throw wrong("Expecting value", start);
        }
        boolean real = false;
        if (peek() == '.' && Character.isDigit(ahead(1))) {
            real = true;
            at++;
            digits();
        }
        int sign = ahead(1) == '-' || ahead(1) == '+' ? 1 : 0;
        if ((peek() == 'e' || peek() == 'E') && Character.isDigit(ahead(1 + sign))) {
            real = true;
            at += 1 + sign;
            digits();
        }
        String number = text.substring(start, at);
        return real ? new Value.Real(Double.parseDouble(number)) : new Value.Int(new BigInteger(number));
    }

    private void digits() {
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
    }

    private Value list(int depth) {
        var items = new ArrayList<Value>();
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            return new Value.Sequence(items);
        }
        while (true) {
            items.add(value(depth + 1));
            if (ends(']')) {
                return new Value.Sequence(items);
            }
        }
    }

    private Value map(int depth) {
        var entries = new LinkedHashMap<Value, Value>();
        at++;
        blanks();
        if (peek() == '}') {
            at++;
            return new Value.Mapping(entries);
        }
        while (true) {
            blanks();
            if (peek() != '"') {
                throw wrong("Expecting property name enclosed in double quotes", at);
            }
            var key = Value.of(string());
            blanks();
            if (peek() != ':') {
                throw wrong("Expecting ':' delimiter", at);
            }
            at++;
            entries.put(key, value(depth + 1));
            if (ends('}')) {
                return new Value.Mapping(entries);
            }
        }
    }

    /** Takes a comma or the end. */
    private boolean ends(char end) {
        blanks();
        char c = peek();
        if (c != ',' && c != end) {
            throw wrong("Expecting ',' delimiter", at);
        }
        at++;
        return c == end;
    }

    private String string() {
        int start = at++;
        var string = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw wrong("Unterminated string starting at", start);
            }
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw wrong("Invalid control character at", at - 1);
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                int end = at + 4;
                if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]{4}")) {
                    throw wrong("Invalid \\uXXXX escape", at);
                }
                char code = (char) Integer.parseInt(text.substring(at, end), 16);
                at = end;
                yield code;
            }
            default -> throw wrong("Invalid \\escape", at - 2);
        };
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return ahead(0);
    }

    private char ahead(int by) {
        return at + by < text.length() ? text.charAt(at + by) : '\0';
    }

    private Mistake wrong(String message, int place) {
        int line = (int) text.substring(0, Math.min(place, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        int column = place - text.lastIndexOf('\n', Math.max(0, place - 1));
        return Mistake.of(message + ": line " + line + " column " + column + " (char " + place + ")");
    }
}
