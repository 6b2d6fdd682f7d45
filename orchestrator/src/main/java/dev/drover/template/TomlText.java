package dev.drover.template;

import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A mapping as TOML, laid out as Python's tomlkit does it: values first, then tables, each behind an empty line. */
final class TomlText {

    private final StringBuilder text = new StringBuilder();

    private TomlText() {}

    /** The filter {@code community.general.to_toml}. */
    static Value filter(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Mapping(var entries))) {
            throw Mistake.of("to_toml requires a dict, got " + Py.typeName(value));
        }
        var toml = new TomlText();
        toml.table("", entries, false, 0);
        return Value.of(toml.text.toString());
    }

    private void table(String path, Map<Value, Value> entries, boolean element, int depth) {
        if (depth > Bounds.MAX_DEPTH) {
            throw Mistake.of("the value is too deep for TOML");
        }
        var values = new LinkedHashMap<Value, Value>();
        var tables = new LinkedHashMap<Value, Value>();
        entries.forEach((key, value) -> (isTable(value) ? tables : values).put(key, value));
        // a table of nothing but tables is named by them
        if (!path.isEmpty() && (element || !values.isEmpty() || tables.isEmpty())) {
            header(element ? "[[" + path + "]]" : "[" + path + "]");
        }
        values.forEach((key, value) ->
                text.append(key(key)).append(" = ").append(inline(value)).append('\n'));
        tables.forEach((key, value) -> {
            String name = path.isEmpty() ? key(key) : path + "." + key(key);
            if (value instanceof Value.Mapping(var inner)) {
                table(name, inner, false, depth + 1);
            } else {
                Py.items(value).forEach(one -> table(name, ((Value.Mapping) one).entries(), true, depth + 1));
            }
        });
    }

    private void header(String line) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(line).append('\n');
    }

    private static boolean isTable(Value value) {
        return value instanceof Value.Mapping
                || value instanceof Value.Sequence(var items)
                        && !items.isEmpty()
                        && items.stream().allMatch(Value.Mapping.class::isInstance);
    }

    private static String key(Value key) {
        String name = PyText.str(key);
        return name.matches("[A-Za-z0-9_-]+") ? name : quoted(name);
    }

    private static String inline(Value value) {
        return switch (value) {
            case Value.Bool(var truth) -> String.valueOf(truth);
            case Value.Text(var own, var _, var _, var _) -> quoted(own);
            case Value.Int number -> PyText.str(number);
            case Value.Real number -> PyText.str(number);
            case Value.Mapping(var entries) ->
                entries.entrySet().stream()
                        .map(entry -> key(entry.getKey()) + " = " + inline(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Value.Sequence(var items) ->
                items.stream().map(TomlText::inline).collect(Collectors.joining(", ", "[", "]"));
            default -> throw Mistake.of("TOML has no " + Py.typeName(value));
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        quoted.append("\\u%04x".formatted(c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
