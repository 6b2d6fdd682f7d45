package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Secret text in values: what is made of it is secret too. */
final class Secrets {

    private Secrets() {}

    static boolean in(List<Value> values) {
        return values.stream().anyMatch(value -> in(value, 0));
    }

    private static boolean in(Value value, int depth) {
        if (depth > Bounds.MAX_DEPTH) {
            return true;
        }
        return switch (value) {
            case Value.Text text -> text.secret();
            case Value.Sequence(var items) -> items.stream().anyMatch(item -> in(item, depth + 1));
            case Opaques.Tuple(var items, var named) -> items.stream().anyMatch(item -> in(item, depth + 1));
            case Opaques.SetOf(var items) -> items.stream().anyMatch(item -> in(item, depth + 1));
            case Value.Mapping(var entries) ->
                !(entries instanceof EvaluatedMap)
                        && entries.entrySet().stream()
                                .anyMatch(entry -> in(entry.getKey(), depth + 1) || in(entry.getValue(), depth + 1));
            default -> false;
        };
    }

    /** The value with all its text secret. */
    static Value marked(Value value) {
        return switch (value) {
            case Value.Text text -> text.asSecret();
            case Value.Sequence(var items) -> Owned.list(marked(items));
            case Opaques.Tuple(var items, var named) -> new Opaques.Tuple(marked(items));
            case Value.Mapping(var entries)
            when !(entries instanceof EvaluatedMap) -> {
                var map = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(marked(key), marked(item)));
                yield Owned.map(map);
            }
            default -> value;
        };
    }

    private static List<Value> marked(List<Value> items) {
        var all = new ArrayList<Value>(items.size());
        items.forEach(item -> all.add(marked(item)));
        return all;
    }
}
