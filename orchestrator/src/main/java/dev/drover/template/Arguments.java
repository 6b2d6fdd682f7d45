package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a filter, test, lookup, function or method is called with. */
record Arguments(List<Value> positional, Map<String, Value> named) {

    static final Arguments NONE = new Arguments(List.of(), Map.of());

    static Arguments of(Value... values) {
        return new Arguments(List.of(values), Map.of());
    }

    /** The argument at this place or of this name. */
    Optional<Value> find(int place, String name) {
        return place >= 0 && place < positional.size()
                ? Optional.of(positional.get(place))
                : Optional.ofNullable(named.get(name));
    }

    /** All of them, whether given by place or by name. */
    List<Value> all() {
        var all = new ArrayList<>(positional);
        all.addAll(named.values());
        return all;
    }

    Value get(int place, String name) {
        return find(place, name).orElseThrow(() -> Mistake.of("missing required argument: '" + name + "'"));
    }

    Value get(int place, String name, Value otherwise) {
        return find(place, name).orElse(otherwise);
    }

    String text(int place, String name) {
        return PyText.str(get(place, name));
    }

    String text(int place, String name, String otherwise) {
        return find(place, name).map(PyText::str).orElse(otherwise);
    }

    boolean flag(int place, String name, boolean otherwise) {
        return find(place, name).map(Py::truth).orElse(otherwise);
    }

    int number(int place, String name, int otherwise) {
        return find(place, name)
                .filter(value -> !(value instanceof Value.Nil))
                .map(Py::index)
                .orElse(otherwise);
    }

    /** The first that is undefined. */
    Optional<Value> firstUndefined() {
        for (var value : positional) {
            if (value instanceof Value.Undefined) {
                return Optional.of(value);
            }
        }
        for (var value : named.values()) {
            if (value instanceof Value.Undefined) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** These, each changed in the same way. */
    Arguments mapped(UnaryOperator<Value> change) {
        if (positional.isEmpty() && named.isEmpty()) {
            return this;
        }
        var values = new ArrayList<Value>(positional.size());
        for (var value : positional) {
            values.add(change.apply(value));
        }
        if (named.isEmpty()) {
            return new Arguments(values, named);
        }
        var changed = new LinkedHashMap<String, Value>();
        named.forEach((name, value) -> changed.put(name, change.apply(value)));
        return new Arguments(values, changed);
    }

    /** These without the first. */
    Arguments rest() {
        return new Arguments(positional.subList(Math.min(1, positional.size()), positional.size()), named);
    }

    /** These with one more in front. */
    Arguments before(Value first) {
        var all = new ArrayList<Value>();
        all.add(first);
        all.addAll(positional);
        return new Arguments(all, named);
    }

    Arguments without(String name) {
        var less = new LinkedHashMap<>(named);
        less.remove(name);
        return new Arguments(positional, less);
    }
}
