package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The literals of Python that INI inventories hold as values: numbers, strings, True, False, None, lists, tuples, dicts. */
final class PythonLiteral {

    private static final int MAX_DEPTH = 50;

    private final String text;
    private final Origin origin;
    private int at;

    private PythonLiteral(String text, Origin origin) {
        this.text = text;
        this.origin = origin;
    }

    /** The value of the literal; the text itself where it is none, as Ansible takes it. */
    static Value orText(String text, Origin origin) {
        var parser = new PythonLiteral(text, origin);
        try {
            return parser.whole().orElseGet(() -> Value.Text.written(text, origin));
        } catch (NumberFormatException e) {
            return Value.Text.written(text, origin);
        }
    }

    private Optional<Value> whole() {
        var value = value(0);
        skipBlanks();
        if (value.isPresent() && at < text.length() && text.charAt(at) == ',') {
            return bareTuple(value.get());
        }
        return at == text.length() || text.charAt(at) == '#' ? value : Optional.empty();
    }

    /** {@code 1, 2} without parentheses. */
    private Optional<Value> bareTuple(Value first) {
        var items = new ArrayList<>(List.of(first));
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            skipBlanks();
            if (at == text.length() || text.charAt(at) == '#') {
                break;
            }
            var item = value(0);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
            skipBlanks();
        }
        return at == text.length() || text.charAt(at) == '#'
                ? Optional.of(new Value.Sequence(items))
                : Optional.empty();
    }

    private Optional<Value> value(int depth) {
        skipBlanks();
        if (at >= text.length() || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        char c = text.charAt(at);
        return switch (c) {
            case '\'', '"' -> string(c, false);
            case 'r', 'R', 'u', 'U' -> {
                char quote = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
                if (quote != '\'' && quote != '"') {
                    yield word();
                }
                at++;
                yield string(quote, c == 'r' || c == 'R');
            }
            case '[' -> items(']', depth);
            case '(' -> items(')', depth);
            case '{' -> entries(depth);
            default -> word();
        };
    }

    private Optional<Value> word() {
        int from = at;
        while (at < text.length() && ",]):} \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        return switch (word) {
            case "True" -> Optional.of(Value.TRUE);
            case "False" -> Optional.of(Value.FALSE);
            case "None" -> Optional.of(Value.NIL);
            default -> number(word);
        };
    }

    private static Optional<Value> number(String word) {
        if (word.matches("[-+]?(0|[1-9](_?[0-9])*)") || word.matches("[-+]?0+")) {
            return Optional.of(
                    new Value.Int(new BigInteger(word.replace("_", "").replace("+", ""))));
        }
        if (word.matches("[-+]?0x[0-9a-fA-F]+")) {
            var magnitude = new BigInteger(word.substring(word.indexOf('x') + 1), 16);
            return Optional.of(new Value.Int(word.startsWith("-") ? magnitude.negate() : magnitude));
        }
        if (word.matches("[-+]?0b[01]+|[-+]?0o[0-7]+")) {
            int radix = word.indexOf('b') > 0 ? 2 : 8;
            var magnitude = new BigInteger(word.replaceFirst("[-+]?0[bo]", ""), radix);
            return Optional.of(new Value.Int(word.startsWith("-") ? magnitude.negate() : magnitude));
        }
        if (word.matches("[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?")) {
            return Optional.of(Value.of(Double.parseDouble(word)));
        }
        return Optional.empty();
    }

    private Optional<Value> string(char quote, boolean raw) {
        String triple = String.valueOf(quote).repeat(3);
        boolean isTriple = text.startsWith(triple, at);
        String end = isTriple ? triple : String.valueOf(quote);
        var result = new StringBuilder();
        at += end.length();
        while (at < text.length() && !text.startsWith(end, at)) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                if (raw) {
                    result.append(c).append(text.charAt(at++));
                } else {
                    escape(result);
                }
            } else {
                result.append(c);
            }
        }
        if (at >= text.length()) {
            return Optional.empty();
        }
        at += end.length();
        skipBlanks();
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) { // "a" "b" is "ab"
            return string(text.charAt(at), false)
                    .map(rest -> Value.Text.written(result + ((Value.Text) rest).text(), origin));
        }
        return Optional.of(Value.Text.written(result.toString(), origin));
    }

    /** What stands behind a backslash. */
    private void escape(StringBuilder result) {
        char escaped = text.charAt(at++);
        switch (escaped) {
            case 'n' -> result.append('\n');
            case 't' -> result.append('\t');
            case 'r' -> result.append('\r');
            case 'a' -> result.append('\u0007');
            case 'b' -> result.append('\b');
            case 'f' -> result.append('\f');
            case 'v' -> result.append('\u000b');
            case '\\', '\'', '"' -> result.append(escaped);
            case 'x' -> coded(result, escaped, 2);
            case 'u' -> coded(result, escaped, 4);
            case 'U' -> coded(result, escaped, 8);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                int from = at - 1;
                while (at < text.length() && at < from + 3 && text.charAt(at) >= '0' && text.charAt(at) <= '7') {
                    at++;
                }
                result.append((char) Integer.parseInt(text.substring(from, at), 8));
            }
            default -> result.append('\\').append(escaped);
        }
    }

    private void coded(StringBuilder result, char letter, int digits) {
        if (at + digits > text.length() || !text.substring(at, at + digits).matches("[0-9a-fA-F]+")) {
            throw new NumberFormatException("no code behind \\" + letter);
        }
        long code = Long.parseLong(text.substring(at, at + digits), 16);
        if (code > Character.MAX_CODE_POINT) {
            throw new NumberFormatException("no such character");
        }
        result.appendCodePoint((int) code);
        at += digits;
    }

    private Optional<Value> items(char end, int depth) {
        at++;
        boolean comma = false;
        var items = new ArrayList<Value>();
        skipBlanks();
        while (at < text.length() && text.charAt(at) != end) {
            var item = value(depth + 1);
            if (item.isEmpty() || !separator(end)) {
                return Optional.empty();
            }
            comma = comma
                    || items.isEmpty()
                            && text.charAt(at - 1) != end
                            && text.substring(0, at).stripTrailing().endsWith(",");
            items.add(item.get());
        }
        if (at >= text.length()) {
            return Optional.empty();
        }
        boolean grouping = end == ')' && items.size() == 1 && !comma;
        at++;
        return Optional.of(grouping ? items.getFirst() : new Value.Sequence(items));
    }

    private Optional<Value> entries(int depth) {
        at++;
        var entries = new LinkedHashMap<Value, Value>();
        skipBlanks();
        while (at < text.length() && text.charAt(at) != '}') {
            var key = value(depth + 1);
            skipBlanks();
            if (entries.isEmpty() && key.isPresent() && at < text.length() && ",}".indexOf(text.charAt(at)) >= 0) {
                return set(key.get(), depth);
            }
            if (key.isEmpty() || at >= text.length() || text.charAt(at++) != ':') {
                return Optional.empty();
            }
            var value = value(depth + 1);
            if (value.isEmpty() || !separator('}')) {
                return Optional.empty();
            }
            entries.put(key.get(), value.get());
        }
        if (at >= text.length()) {
            return Optional.empty();
        }
        at++;
        return Optional.of(new Value.Mapping(entries));
    }

    /** A set, which variables hold as a list. */
    private Optional<Value> set(Value first, int depth) {
        if (text.charAt(at) == '}') {
            at++;
            return Optional.of(Value.Sequence.of(first));
        }
        return items('}', depth).map(rest -> {
            var items = new LinkedHashSet<Value>();
            items.add(first);
            items.addAll(((Value.Sequence) rest).items());
            return new Value.Sequence(List.copyOf(items));
        });
    }

    private boolean separator(char end) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            skipBlanks();
            return true;
        }
        return at < text.length() && text.charAt(at) == end;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
