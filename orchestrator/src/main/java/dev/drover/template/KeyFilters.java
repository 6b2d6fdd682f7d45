package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** keep_keys, remove_keys and replace_keys: of community.general for lists of dictionaries, of ansible.utils for whatever is inside of whatever. */
final class KeyFilters {

    private KeyFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(
                    (value, arguments, evaluator) -> each(value, keys(arguments, evaluator), true),
                    "community.general.keep_keys")
            .add(
                    (value, arguments, evaluator) -> each(value, keys(arguments, evaluator), false),
                    "community.general.remove_keys")
            .add(
                    (value, arguments, evaluator) -> new Value.Sequence(dicts(value).stream()
                            .<Value>map(entries -> renamed(entries, names(arguments, evaluator)))
                            .toList()),
                    "community.general.replace_keys")
            .add((value, arguments, evaluator) -> kept(value, keys(arguments, evaluator)), "ansible.utils.keep_keys")
            .add(
                    (value, arguments, evaluator) -> without(value, keys(arguments, evaluator)),
                    "ansible.utils.remove_keys")
            .add(
                    (value, arguments, evaluator) -> replaced(value, names(arguments, evaluator)),
                    "ansible.utils.replace_keys")
            .all();

    /** A new name for keys that fit. */
    private record Renaming(Predicate<Value> key, Value after) {}

    private static Predicate<Value> keys(Arguments arguments, Evaluator evaluator) {
        var target = arguments.get(0, "target");
        String how = arguments.text(1, "matching_parameter", "equal");
        var tests = new ArrayList<Predicate<Value>>();
        for (var one : target instanceof Value.Text ? List.of(target) : Py.items(target)) {
            tests.add(test(one, how));
        }
        return key -> tests.stream().anyMatch(test -> test.test(key));
    }

    private static Predicate<Value> test(Value target, String how) {
        String text = PyText.str(target);
        return switch (how) {
            case "equal", "equality" -> key -> PyOrder.equal(key, target);
            case "starts_with" -> key -> PyText.str(key).startsWith(text);
            case "ends_with" -> key -> PyText.str(key).endsWith(text);
            case "regex" -> {
                var pattern = TextFilters.pattern(Arguments.of(target), 0, "target", Value.FALSE, Value.FALSE);
                yield key -> pattern.matcher(PyText.str(key)).lookingAt();
            }
            default ->
                throw Mistake.of("matching_parameter " + how + " is none of equal, starts_with, ends_with, regex");
        };
    }

    private static List<Renaming> names(Arguments arguments, Evaluator evaluator) {
        String how = arguments.text(1, "matching_parameter", "equal");
        var names = new ArrayList<Renaming>();
        for (var one : Py.items(arguments.get(0, "target"))) {
            if (!(one instanceof Value.Mapping pair) || !pair.has("before") || !pair.has("after")) {
                throw Mistake.of("target must be a list of dictionaries with before and after");
            }
            names.add(new Renaming(
                    test(pair.get("before").orElseThrow(), how),
                    pair.get("after").orElseThrow()));
        }
        return names;
    }

    private static List<Map<Value, Value>> dicts(Value value) {
        if (!(value instanceof Value.Sequence(var items))) {
            throw Mistake.of(
                    "First argument must be a list. " + PyText.str(value) + " is <class '" + Py.typeName(value) + "'>");
        }
        var dicts = new ArrayList<Map<Value, Value>>();
        for (var item : items) {
            if (!(item instanceof Value.Mapping(var entries))) {
                throw Mistake.of("Elements of the data list must be dictionaries. " + PyText.str(item) + " is <class '"
                        + Py.typeName(item) + "'>");
            }
            dicts.add(entries);
        }
        return dicts;
    }

    private static Value each(Value value, Predicate<Value> keys, boolean keep) {
        return new Value.Sequence(dicts(value).stream()
                .<Value>map(entries -> {
                    var left = new LinkedHashMap<Value, Value>();
                    entries.forEach((key, item) -> {
                        if (keys.test(key) == keep) {
                            left.put(key, item);
                        }
                    });
                    return new Value.Mapping(left);
                })
                .toList());
    }

    private static Value.Mapping renamed(Map<Value, Value> entries, List<Renaming> names) {
        var renamed = new LinkedHashMap<Value, Value>();
        entries.forEach((key, item) -> renamed.put(name(key, names), item));
        return new Value.Mapping(renamed);
    }

    private static Value name(Value key, List<Renaming> names) {
        return names.stream()
                .filter(renaming -> renaming.key().test(key))
                .findFirst()
                .map(Renaming::after)
                .orElse(key);
    }

    private static Value kept(Value value, Predicate<Value> keys) {
        return switch (value) {
            case Value.Mapping(var entries) -> {
                var left = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) ->
                        (keys.test(key) ? Optional.of(item) : inside(item, keys)).ifPresent(one -> left.put(key, one)));
                yield new Value.Mapping(left);
            }
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(item -> kept(item, keys)).toList());
            default -> value;
        };
    }

    /** What is kept of a value under a key that is not: containers that have something left. */
    private static Optional<Value> inside(Value item, Predicate<Value> keys) {
        boolean container = item instanceof Value.Mapping || item instanceof Value.Sequence;
        return container ? Optional.of(kept(item, keys)).filter(Py::truth) : Optional.empty();
    }

    private static Value without(Value value, Predicate<Value> keys) {
        return switch (value) {
            case Value.Mapping(var entries) -> {
                var left = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> {
                    if (!keys.test(key)) {
                        left.put(key, without(item, keys));
                    }
                });
                yield new Value.Mapping(left);
            }
            case Value.Sequence(var items) ->
                new Value.Sequence(
                        items.stream().map(item -> without(item, keys)).toList());
            default -> value;
        };
    }

    private static Value replaced(Value value, List<Renaming> names) {
        return switch (value) {
            case Value.Mapping(var entries) -> {
                var all = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> all.put(name(key, names), replaced(item, names)));
                yield new Value.Mapping(all);
            }
            case Value.Sequence(var items) ->
                new Value.Sequence(
                        items.stream().map(item -> replaced(item, names)).toList());
            default -> value;
        };
    }
}
