package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods of Python's lists and dictionaries. They change them in place. */
final class ContainerMethods {

    private ContainerMethods() {}

    static Value list(List<Value> items, String name, Arguments arguments) {
        switch (name) {
            case "append" -> items.add(arguments.get(0, "object"));
            case "extend" -> items.addAll(List.copyOf(Py.items(arguments.get(0, "iterable"))));
            case "insert" -> {
                int at = place(arguments.number(0, "index", 0), items.size());
                items.add(Math.clamp(at, 0, items.size()), arguments.get(1, "object"));
            }
            case "pop" -> {
                if (items.isEmpty()) {
                    throw Mistake.of("pop from empty list");
                }
                int at = place(arguments.number(0, "index", -1), items.size());
                if (at < 0 || at >= items.size()) {
                    throw Mistake.of("pop index out of range");
                }
                return items.remove(at);
            }
            case "remove" -> items.remove(indexOf(items, arguments.get(0, "value"), "list.remove(x): x not in list"));
            case "index" -> {
                var value = arguments.get(0, "value");
                return Value.of(indexOf(items, value, PyText.repr(value) + " is not in list"));
            }
            case "count" -> {
                var value = arguments.get(0, "value");
                return Value.of(items.stream()
                        .filter(item -> PyOrder.equal(item, value))
                        .count());
            }
            case "reverse" -> java.util.Collections.reverse(items);
            case "sort" -> {
                items.sort((a, b) -> PyOrder.order("<", a, b));
                if (arguments.flag(-1, "reverse", false)) {
                    java.util.Collections.reverse(items);
                }
            }
            case "copy" -> {
                return new Value.Sequence(new ArrayList<>(items));
            }
            default -> items.clear();
        }
        return Value.NIL;
    }

    private static int place(int index, int size) {
        return index < 0 ? size + index : index;
    }

    private static int indexOf(List<Value> items, Value value, String otherwise) {
        for (int i = 0; i < items.size(); i++) {
            if (PyOrder.equal(items.get(i), value)) {
                return i;
            }
        }
        throw Mistake.of(otherwise);
    }

    static Value dict(Map<Value, Value> entries, String name, Arguments arguments, Evaluator evaluator) {
        return switch (name) {
            case "get" -> {
                var found = entries.get(PyOrder.keyIn(entries, arguments.get(0, "key")));
                yield found == null ? arguments.get(1, "default", Value.NIL) : evaluator.lazy(found);
            }
            case "items" -> {
                var items = new ArrayList<Value>();
                entries.forEach(
                        (key, value) -> items.add(new Opaques.Tuple(List.of(key, Py.defined(evaluator.lazy(value))))));
                yield new Value.Sequence(items);
            }
            case "keys" -> new Value.Sequence(new ArrayList<>(entries.keySet()));
            case "values" -> {
                var items = new ArrayList<Value>();
                entries.values().forEach(value -> items.add(Py.defined(evaluator.lazy(value))));
                yield new Value.Sequence(items);
            }
            case "update" -> {
                if (!arguments.positional().isEmpty()) {
                    entries.putAll(Methods.pairs(arguments.positional().getFirst()));
                }
                arguments.named().forEach((key, value) -> entries.put(Value.of(key), value));
                yield Value.NIL;
            }
            case "pop" -> {
                var key = PyOrder.keyIn(entries, arguments.get(0, "key"));
                var removed = entries.remove(key);
                if (removed == null) {
                    yield arguments.find(1, "default").orElseThrow(() -> Mistake.of(PyText.repr(key)));
                }
                yield removed;
            }
            case "popitem" -> {
                if (entries.isEmpty()) {
                    throw Mistake.of("'popitem(): dictionary is empty'");
                }
                var last = new ArrayList<>(entries.entrySet()).getLast();
                entries.remove(last.getKey());
                yield new Opaques.Tuple(List.of(last.getKey(), last.getValue()));
            }
            case "setdefault" -> {
                var value = entries.putIfAbsent(
                        PyOrder.keyIn(entries, arguments.get(0, "key")), arguments.get(1, "default", Value.NIL));
                yield value == null ? arguments.get(1, "default", Value.NIL) : value;
            }
            case "copy" -> new Value.Mapping(new LinkedHashMap<>(entries));
            default -> {
                entries.clear();
                yield Value.NIL;
            }
        };
    }
}
