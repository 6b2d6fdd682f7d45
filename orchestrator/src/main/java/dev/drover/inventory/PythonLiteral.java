package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        return at == text.length() || text.charAt(at) == '#' ? value : Optional.empty();
    }

    private Optional<Value> value(int depth) {
        skipBlanks();
        if (at >= text.length() || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        char c = text.charAt(at);
        return switch (c) {
            case '\'', '"' -> string(c);
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

    private Optional<Value> string(char quote) {
        var result = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                switch (escaped) {
                    case 'n' -> result.append('\n');
                    case 't' -> result.append('\t');
                    case 'r' -> result.append('\r');
                    case '\\', '\'', '"' -> result.append(escaped);
                    default -> result.append(c).append(escaped);
                }
            } else {
                result.append(c);
            }
        }
        if (at >= text.length()) {
            return Optional.empty();
        }
        at++;
        return Optional.of(Value.Text.written(result.toString(), origin));
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
