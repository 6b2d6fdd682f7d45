package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values as Python's pprint writes them: on one line where 80 columns suffice, else an element a line; dictionaries by their keys. */
final class PyPretty {

    private static final int WIDTH = 80;

    private PyPretty() {}

    static String text(Value value) {
        var text = new StringBuilder();
        write(value, 0, 0, text);
        return text.toString();
    }

    /** @param behind how many characters must follow on the last line */
    private static void write(Value value, int indent, int behind, StringBuilder text) {
        String line = PyText.repr(sorted(value));
        if (line.length() <= WIDTH - indent - behind) {
            text.append(line);
            return;
        }
        switch (value) {
            case Value.Sequence(var items) when !items.isEmpty() -> list(items, "[", "]", indent, behind, text);
            case Opaques.Tuple(var items, var named)
            when items.size() > 1 -> list(items, "(", ")", indent, behind, text);
            case Value.Mapping(var entries) when !entries.isEmpty() -> dict(entries, indent, behind, text);
            default -> text.append(line);
        }
    }

    private static void list(List<Value> items, String open, String close, int indent, int behind, StringBuilder text) {
        text.append(open);
        for (int i = 0; i < items.size(); i++) {
            boolean last = i + 1 == items.size();
            write(items.get(i), indent + 1, last ? behind + 1 : 1, text);
            text.append(last ? close : ",\n" + " ".repeat(indent + 1));
        }
    }

    private static void dict(Map<Value, Value> entries, int indent, int behind, StringBuilder text) {
        text.append('{');
        var keys = keys(entries);
        for (int i = 0; i < keys.size(); i++) {
            boolean last = i + 1 == keys.size();
            String key = PyText.repr(keys.get(i)) + ": ";
            text.append(key);
            write(entries.get(keys.get(i)), indent + 1 + key.length(), last ? behind + 1 : 1, text);
            text.append(last ? "}" : ",\n" + " ".repeat(indent + 1));
        }
    }

    private static List<Value> keys(Map<Value, Value> entries) {
        var keys = new ArrayList<>(entries.keySet());
        try {
            keys.sort((a, b) -> Py.order("<", a, b));
        } catch (Mistake e) {
            return new ArrayList<>(entries.keySet()); // keys of several types have no order
        }
        return keys;
    }

    private static Value sorted(Value value) {
        return switch (value) {
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(PyPretty::sorted).toList());
            case Value.Mapping(var entries) -> {
                var map = new java.util.LinkedHashMap<Value, Value>();
                keys(entries).forEach(key -> map.put(key, sorted(entries.get(key))));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }
}
