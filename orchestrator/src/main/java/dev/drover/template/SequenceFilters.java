package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters that arrange what is in a list: permutations, dictionaries by a member, and those of community.general that roles use. */
final class SequenceFilters {

    private SequenceFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(
                    (value, arguments, evaluator) -> {
                        var items = Py.items(value);
                        return chosen(items, arguments.number(0, "r", items.size()), true);
                    },
                    "permutations")
            .add(
                    (value, arguments, evaluator) -> chosen(Py.items(value), arguments.number(0, "r", 2), false),
                    "combinations")
            .add(SequenceFilters::rekey, "rekey_on_member")
            .add(
                    (value, arguments, evaluator) -> {
                        if (evaluator.evaluation.templar.host().strict()) {
                            defined(value);
                        }
                        return JmesPath.search(arguments.text(0, "expr"), value);
                    },
                    "json_query",
                    "community.general.json_query")
            .all();

    /** Fails where anything inside is undefined. */
    private static void defined(Value value) {
        switch (Py.defined(value)) {
            case Value.Sequence(var items) -> items.forEach(SequenceFilters::defined);
            case Value.Mapping(var entries) -> entries.values().forEach(SequenceFilters::defined);
            default -> {}
        }
    }

    /** @param ordered whether the same elements in another order are another choice */
    private static Value chosen(List<Value> items, int length, boolean ordered) {
        if (length < 0) {
            throw Mistake.of("r must be non-negative");
        }
        var results = new ArrayList<Value>();
        choose(items, length, ordered, new ArrayList<>(), results);
        return new Value.Sequence(results);
    }

    private static void choose(
            List<Value> items, int length, boolean ordered, List<Integer> places, List<Value> results) {
        if (places.size() == length) {
            results.add(new Opaques.Tuple(places.stream().map(items::get).toList()));
            if (results.size() > Bounds.MAX_ITEMS) {
                throw Mistake.of("the list is too long");
            }
            return;
        }
        int from = ordered || places.isEmpty() ? 0 : places.getLast() + 1;
        for (int i = from; i < items.size(); i++) {
            if (!ordered || !places.contains(i)) {
                places.addLast(i);
                choose(items, length, ordered, places, results);
                places.removeLast();
            }
        }
    }

    private static Value rekey(Value value, Arguments arguments, Evaluator evaluator) {
        var key = arguments.get(0, "key");
        String duplicates = arguments.text(1, "duplicates", "error");
        if (!duplicates.equals("error") && !duplicates.equals("overwrite")) {
            throw Mistake.of("duplicates parameter to rekey_on_member has unknown value: " + duplicates);
        }
        List<Value> items = switch (value) {
            case Value.Mapping(var entries) -> new ArrayList<>(entries.values());
            case Value.Sequence(var list) -> list;
            case Opaques.SetOf set -> Py.items(set);
            default -> throw Mistake.of("Type is not a valid list, set, or dict");
        };
        var result = new LinkedHashMap<Value, Value>();
        for (var item : items) {
            if (!(item instanceof Value.Mapping(var entries))) {
                throw Mistake.of("List item is not a valid dict");
            }
            var name = entries.get(key);
            if (name == null) {
                throw Mistake.of("Key " + PyText.repr(key) + " was not found.");
            }
            var place = PyOrder.keyIn(result, name);
            if (result.containsKey(place) && duplicates.equals("error")) {
                throw Mistake.of("Key " + PyText.repr(name) + " is not unique, cannot convert to dict.");
            }
            result.put(place, item);
        }
        return new Value.Mapping(result);
    }
}
