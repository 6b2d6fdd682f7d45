package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lookups behind {@code with_items} and its like: they only arrange what they are given. */
final class LoopLookups {

    private LoopLookups() {}

    static final Map<String, Lookups.Lookup> ALL = new Named<Lookups.Lookup>()
            .add((arguments, evaluator) -> items(arguments.positional()), "items")
            .add((arguments, evaluator) -> arguments.positional(), "list")
            .add(
                    (arguments, evaluator) -> flattened(arguments.positional()),
                    "flattened",
                    "community.general.flattened")
            .add((arguments, evaluator) -> indexed(items(arguments.positional())), "indexed_items")
            .add((arguments, evaluator) -> dict(arguments.positional()), "dict")
            .add((arguments, evaluator) -> together(arguments.positional()), "together")
            .add(
                    (arguments, evaluator) -> nested(arguments.positional()),
                    "nested",
                    "cartesian",
                    "community.general.cartesian")
            .add((arguments, evaluator) -> subelements(arguments.positional(), evaluator), "subelements")
            .add(SequenceLookup::find, "sequence")
            .add((arguments, evaluator) -> randomChoice(arguments.positional()), "random_choice")
            .all();

    private static List<Value> randomChoice(List<Value> terms) {
        return terms.isEmpty() ? List.of() : List.of(terms.get(new java.util.SplittableRandom().nextInt(terms.size())));
    }

    /** One level of lists taken away. */
    private static List<Value> items(List<Value> terms) {
        var all = new ArrayList<Value>();
        for (var term : terms) {
            if (term instanceof Value.Sequence(var items)) {
                all.addAll(items);
            } else {
                all.add(term);
            }
        }
        return all;
    }

    private static List<Value> flattened(List<Value> terms) {
        var all = new ArrayList<Value>();
        for (var term : terms) {
            if (term instanceof Value.Sequence(var items)) {
                all.addAll(flattened(items));
            } else if (!(term instanceof Value.Text text)
                    || !List.of("None", "null").contains(text.text())) {
                all.add(term);
            }
        }
        return all;
    }

    private static List<Value> indexed(List<Value> items) {
        var all = new ArrayList<Value>();
        for (int i = 0; i < items.size(); i++) {
            all.add(Value.Sequence.of(Value.of(i), items.get(i)));
        }
        return all;
    }

    private static List<Value> dict(List<Value> terms) {
        var all = new ArrayList<Value>();
        for (var term : items(terms)) {
            if (!(term instanceof Value.Mapping(var entries))) {
                throw Mistake.of("with_dict expects a dict");
            }
            entries.forEach((key, value) -> {
                var pair = new LinkedHashMap<Value, Value>();
                pair.put(Value.of("key"), key);
                pair.put(Value.of("value"), value);
                all.add(new Value.Mapping(pair));
            });
        }
        return all;
    }

    private static List<Value> together(List<Value> terms) {
        if (terms.isEmpty()) {
            throw Mistake.of("with_together requires at least one element in each list");
        }
        var lists = terms.stream().map(Py::items).toList();
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        var rows = new ArrayList<Value>();
        for (int i = 0; i < longest; i++) {
            var row = new ArrayList<Value>();
            for (var list : lists) {
                row.add(i < list.size() ? list.get(i) : Value.NIL);
            }
            rows.add(new Value.Sequence(row));
        }
        return rows;
    }

    private static List<Value> nested(List<Value> terms) {
        List<List<Value>> rows = List.of(List.of());
        for (var term : terms) {
            var items = term instanceof Value.Sequence(var list) ? list : List.of(term);
            if ((long) rows.size() * items.size() > Bounds.MAX_ITEMS) {
                throw Mistake.of("the list is too long");
            }
            var more = new ArrayList<List<Value>>();
            for (var row : rows) {
                for (var item : items) {
                    var longer = new ArrayList<>(row);
                    longer.add(item);
                    more.add(longer);
                }
            }
            rows = more;
        }
        return rows.stream().<Value>map(Value.Sequence::new).toList();
    }

    private static List<Value> subelements(List<Value> terms, Evaluator evaluator) {
        if (terms.size() < 2) {
            throw Mistake.of("subelements lookup expects a list of two or three items");
        }
        boolean skip = terms.size() > 2
                && terms.get(2) instanceof Value.Mapping flags
                && flags.get("skip_missing").map(NumberFilters::bool).orElse(false);
        var source = terms.get(0) instanceof Value.Mapping(var entries)
                ? new ArrayList<>(entries.values())
                : Py.items(terms.get(0));
        var all = new ArrayList<Value>();
        for (var item : source) {
            Value found = item;
            for (var step : PyText.str(terms.get(1)).split("\\.")) {
                found = evaluator.item(found, Value.of(step));
            }
            if (found instanceof Value.Undefined) {
                if (skip) {
                    continue;
                }
                throw Mistake.of("could not find '" + PyText.str(terms.get(1)) + "' key in iterated item '"
                        + PyText.str(item) + "'");
            }
            var kept = without(item, List.of(PyText.str(terms.get(1)).split("\\.")));
            for (var part : Py.items(found)) {
                all.add(Value.Sequence.of(kept, part));
            }
        }
        return all;
    }

    /** The item without the list that was taken from it. */
    private static Value without(Value item, List<String> path) {
        if (!(item instanceof Value.Mapping(var entries))) {
            return item;
        }
        var map = new LinkedHashMap<>(entries);
        var key = Value.of(path.getFirst());
        if (path.size() == 1) {
            map.remove(key);
        } else {
            map.computeIfPresent(key, (name, inner) -> without(inner, path.subList(1, path.size())));
        }
        return new Value.Mapping(map);
    }
}
