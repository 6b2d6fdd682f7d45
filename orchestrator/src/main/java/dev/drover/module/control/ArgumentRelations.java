package dev.drover.module.control;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a specification says of arguments together: {@code mutually_exclusive}, {@code required_together}, {@code required_one_of},
 * {@code required_if}, {@code required_by}.
 *
 * @param values as their types have them, with defaults
 * @param given those that were written
 */
record ArgumentRelations(Value.Mapping option, Map<String, Value> values, Value.Mapping given) {

    /** What does not hold, in words for the user. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        for (var names : groups("mutually_exclusive")) {
            if (count(names) > 1) {
                broken.add("only one may be given of: " + String.join(", ", names));
            }
        }
        for (var names : groups("required_together")) {
            if (count(names) > 0 && count(names) < names.size()) {
                broken.add("all or none must be given of: " + String.join(", ", names));
            }
        }
        for (var names : groups("required_one_of")) {
            if (count(names) == 0) {
                broken.add("one must be given of: " + String.join(", ", names));
            }
        }
        conditional(broken);
        if (option.get("required_by").orElse(Value.NIL) instanceof Value.Mapping(var needs)) {
            needs.forEach((name, needed) -> {
                var lacking =
                        texts(needed).stream().filter(other -> !has(other)).toList();
                if (has(name.toString()) && !lacking.isEmpty()) {
                    broken.add("\"%s\" needs: %s".formatted(name, String.join(", ", lacking)));
                }
            });
        }
        return broken;
    }

    private void conditional(List<String> broken) {
        for (var rule : ArgumentMistakes.items(option, "required_if")) {
            if (!(rule instanceof Value.Sequence(var parts)) || parts.size() < 3) {
                continue;
            }
            var name = parts.get(0).toString();
            boolean holds = values.containsKey(name)
                    && ArgumentTypes.text(values.get(name)).equals(ArgumentTypes.text(parts.get(1)));
            var needed = texts(parts.get(2));
            boolean one = parts.size() > 3 && parts.get(3).equals(Value.TRUE);
            boolean enough = one ? count(needed) > 0 : count(needed) == needed.size();
            if (holds && !enough) {
                broken.add("%s is %s, which needs %s of: %s"
                        .formatted(
                                name,
                                ArgumentTypes.text(parts.get(1)),
                                one ? "one" : "all",
                                String.join(", ", needed)));
            }
        }
    }

    private List<List<String>> groups(String key) {
        return ArgumentMistakes.items(option, key).stream()
                .map(ArgumentRelations::texts)
                .toList();
    }

    private static List<String> texts(Value value) {
        return value instanceof Value.Sequence(var items)
                ? items.stream().map(Value::toString).toList()
                : List.of(value.toString());
    }

    private boolean has(String name) {
        return given.get(name).filter(value -> !(value instanceof Value.Nil)).isPresent();
    }

    private long count(List<String> names) {
        return names.stream().filter(this::has).count();
    }
}
