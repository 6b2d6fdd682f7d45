package dev.drover.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads JSON, strictly as RFC 8259 has it. */
public final class JsonReader {

    private static final int MAX_DEPTH = 500;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * The value that the text holds; of keys that are there twice the last counts.
     *
     * @throws IllegalArgumentException where it is no JSON, with the place
     */
    public static Value parse(String text) {
        var reader = new JsonReader(text);
        var value = reader.value();
        reader.blank();
        if (reader.at < text.length()) {
            throw reader.wrong("more than one value");
        }
        return value;
    }

    private Value value() {
        blank();
        if (at == text.length()) {
            throw wrong("no value");
        }
        return switch (text.charAt(at)) {
            case '{' -> nested(this::mapping);
            case '[' -> nested(this::sequence);
            case '"' -> Value.of(string());
            case 't' -> word("true", Value.TRUE);
            case 'f' -> word("false", Value.FALSE);
            case 'n' -> word("null", Value.NIL);
            default -> number();
        };
    }

    private Value nested(java.util.function.Supplier<Value> read) {
        if (++depth > MAX_DEPTH) {
            throw wrong("too many levels");
        }
        at++;
        var value = read.get();
        depth--;
        return value;
    }

    private Value mapping() {
        var entries = new LinkedHashMap<Value, Value>();
        if (is('}')) {
            return new Value.Mapping(entries);
        }
        do {
            blank();
            if (at == text.length() || text.charAt(at) != '"') {
                throw wrong("no name of a member");
            }
            var key = Value.of(string());
            if (!is(':')) {
                throw wrong("no colon");
            }
            entries.put(key, value());
        } while (is(','));
        if (!is('}')) {
            throw wrong("an object does not end");
        }
        return new Value.Mapping(entries);
    }

    private Value sequence() {
        List<Value> items = new ArrayList<>();
        if (is(']')) {
            return new Value.Sequence(items);
        }
        do {
            items.add(value());
        } while (is(','));
        if (!is(']')) {
            throw wrong("an array does not end");
        }
        return new Value.Sequence(items);
    }

    private String string() {
        var string = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return string.toString();
            }
            if (c < ' ') {
                throw wrong("a control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        throw wrong("a string does not end");
    }

    private char escaped() {
        char c = ++at < text.length() ? text.charAt(at) : '\0';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                if (at >= text.length() || !text.substring(at - 3, at + 1).matches("[0-9A-Fa-f]{4}")) {
                    throw wrong("no character");
                }
                yield (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
            }
            default -> throw wrong("no such escape");
        };
    }

    private Value number() {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        var number = text.substring(from, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw wrong("no value");
        }
        return number.matches("-?[0-9]+")
                ? new Value.Int(new BigInteger(number))
                : Value.of(Double.parseDouble(number));
    }

    private Value word(String word, Value value) {
        if (!text.startsWith(word, at)) {
            throw wrong("no value");
        }
        at += word.length();
        return value;
    }

    private boolean is(char c) {
        blank();
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("no JSON: %s at character %d".formatted(what, at + 1));
    }
}
