package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters that work on dictionaries. */
final class DictFilters {

    private DictFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(
                    (value, arguments, evaluator) -> !(value instanceof Value.Mapping)
                            ? notMapping()
                            : evaluator.call(evaluator.attribute(value, "items"), Arguments.NONE),
                    "items")
            .add(DictFilters::dictSort, "dictsort")
            .add(DictFilters::dictToItems, "dict2items")
            .add(DictFilters::itemsToDict, "items2dict")
            .add(DictFilters::combine, "combine")
            .all();

    private static Value notMapping() {
        throw Mistake.of("Can only get item pairs from a mapping.");
    }

    private static Map<Value, Value> dict(Value value) {
        if (value instanceof Value.Mapping(var entries)) {
            return entries;
        }
        throw Mistake.of("requires a dictionary, got " + Py.typeName(value) + " instead.");
    }

    private static Value dictSort(Value value, Arguments arguments, Evaluator evaluator) {
        boolean sensitive = arguments.flag(0, "case_sensitive", false);
        boolean byValue = arguments.text(1, "by", "key").equals("value");
        if (!byValue && !arguments.text(1, "by", "key").equals("key")) {
            throw Mistake.of("You can only sort by either \"key\" or \"value\"");
        }
        Comparator<Map.Entry<Value, Value>> order = (a, b) -> PyOrder.order(
                "<",
                ListFilters.folded(byValue ? a.getValue() : a.getKey(), sensitive),
                ListFilters.folded(byValue ? b.getValue() : b.getKey(), sensitive));
        var entries = new ArrayList<>(dict(value).entrySet());
        entries.sort(arguments.flag(2, "reverse", false) ? order.reversed() : order);
        return new Value.Sequence(entries.stream()
                .<Value>map(entry -> new Opaques.Tuple(List.of(entry.getKey(), entry.getValue())))
                .toList());
    }

    private static Value dictToItems(Value value, Arguments arguments, Evaluator evaluator) {
        if (!(value instanceof Value.Mapping(var entries))) {
            throw Mistake.of("dict2items requires a dictionary, got " + Py.typeName(value) + " instead.");
        }
        String keyName = arguments.text(0, "key_name", "key");
        String valueName = arguments.text(1, "value_name", "value");
        var items = new ArrayList<Value>();
        entries.forEach((key, item) -> {
            var map = new LinkedHashMap<Value, Value>();
            map.put(Value.of(keyName), key);
            map.put(Value.of(valueName), Py.defined(item));
            items.add(new Value.Mapping(map));
        });
        return new Value.Sequence(items);
    }

    private static Value itemsToDict(Value value, Arguments arguments, Evaluator evaluator) {
        var keyName = Value.of(arguments.text(0, "key_name", "key"));
        var valueName = Value.of(arguments.text(1, "value_name", "value"));
        var map = new LinkedHashMap<Value, Value>();
        boolean byPlace = arguments.find(0, "key_name").orElse(Value.NIL) instanceof Value.Int;
        for (var item : Py.items(value)) {
            if (byPlace) {
                map.put(
                        PyOrder.keyIn(map, evaluator.item(item, arguments.get(0, "key_name"))),
                        evaluator.item(item, arguments.get(1, "value_name")));
                continue;
            }
            if (!(item instanceof Value.Mapping(var entries))
                    || !entries.containsKey(keyName)
                    || !entries.containsKey(valueName)) {
                throw Mistake.of("items2dict requires each dictionary in the list to contain the keys '"
                        + PyText.str(keyName) + "' and '" + PyText.str(valueName) + "'");
            }
            map.put(PyOrder.keyIn(map, entries.get(keyName)), entries.get(valueName));
        }
        return new Value.Mapping(map);
    }

    private static Value combine(Value value, Arguments arguments, Evaluator evaluator) {
        boolean recursive = arguments.flag(-1, "recursive", false);
        String lists = arguments.text(-1, "list_merge", "replace");
        if (arguments.named().keySet().stream()
                .anyMatch(name -> !name.equals("recursive") && !name.equals("list_merge"))) {
            throw Mistake.of("'recursive' and 'list_merge' are the only valid keyword arguments");
        }
        if (!List.of("replace", "keep", "append", "prepend", "append_rp", "prepend_rp")
                .contains(lists)) {
            throw Mistake.of("merge_hash: 'list_merge' argument can only be equal to 'replace', 'keep', 'append',"
                    + " 'prepend', 'append_rp' or 'prepend_rp'");
        }
        var all = new ArrayList<Value>();
        flat(arguments.before(value).positional(), all);
        Map<Value, Value> result = new LinkedHashMap<>();
        for (var one : all) {
            if (!(one instanceof Value.Mapping(var entries))) {
                throw Mistake.of("failed to combine variables, expected dicts but got a '" + Py.typeName(one) + "'");
            }
            result = merged(result, entries, recursive, lists);
        }
        return new Value.Mapping(result);
    }

    private static void flat(List<Value> values, List<Value> into) {
        for (var value : values) {
            if (value instanceof Value.Sequence(var items)) {
                flat(items, into);
            } else {
                into.add(value);
            }
        }
    }

    private static Map<Value, Value> merged(
            Map<Value, Value> below, Map<Value, Value> above, boolean recursive, String lists) {
        var result = new LinkedHashMap<>(below);
        above.forEach((key, value) -> {
            var old = below.get(key);
            if (recursive && old instanceof Value.Mapping(var a) && value instanceof Value.Mapping(var b)) {
                result.put(key, new Value.Mapping(merged(a, b, true, lists)));
            } else if (old instanceof Value.Sequence(var a) && value instanceof Value.Sequence(var b)) {
                result.put(key, new Value.Sequence(mergedLists(a, b, lists)));
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    private static List<Value> mergedLists(List<Value> old, List<Value> now, String how) {
        var all = new ArrayList<Value>();
        switch (how) {
            case "append" -> {
                all.addAll(old);
                all.addAll(now);
            }
            case "prepend" -> {
                all.addAll(now);
                all.addAll(old);
            }
            case "append_rp" -> {
                old.stream()
                        .filter(item -> now.stream().noneMatch(other -> PyOrder.equal(item, other)))
                        .forEach(all::add);
                all.addAll(now);
            }
            case "prepend_rp" -> {
                all.addAll(now);
                old.stream()
                        .filter(item -> now.stream().noneMatch(other -> PyOrder.equal(item, other)))
                        .forEach(all::add);
            }
            case "keep" -> all.addAll(old);
            default -> all.addAll(now);
        }
        return all;
    }
}
