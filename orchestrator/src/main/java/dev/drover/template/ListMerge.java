package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The filters of community.general that put several lists together: in their order, without doubles, or merged by a member. */
final class ListMerge {

    private ListMerge() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(operation("union"), "community.general.lists_union")
            .add(operation("intersect"), "community.general.lists_intersect")
            .add(operation("difference"), "community.general.lists_difference")
            .add(operation("symmetric_difference"), "community.general.lists_symmetric_difference")
            .add(ListMerge::mergeBy, "community.general.lists_mergeby")
            .all();

    private static Filter operation(String name) {
        return (value, arguments, evaluator) -> {
            var lists = lists(value, arguments);
            var first = distinct(lists.isEmpty() ? List.of() : lists.getFirst());
            var result = new ArrayList<>(first);
            for (var list : lists.subList(Math.min(1, lists.size()), lists.size())) {
                switch (name) {
                    case "union" -> result.addAll(list);
                    case "intersect" -> result.removeIf(item -> !in(item, list));
                    case "difference" -> result.removeIf(item -> in(item, list));
                    default -> {
                        var before = List.copyOf(result);
                        result.removeIf(item -> in(item, list));
                        list.stream().filter(item -> !in(item, before)).forEach(result::add);
                    }
                }
            }
            return new Value.Sequence(distinct(result));
        };
    }

    private static List<List<Value>> lists(Value value, Arguments arguments) {
        var all = new ArrayList<List<Value>>();
        boolean flatten = arguments.flag(-1, "flatten", false);
        for (var one : arguments.before(value).positional()) {
            if (!(one instanceof Value.Sequence(var items))) {
                throw Mistake.of("can only concatenate list (not \"" + Py.typeName(one) + "\") to list");
            }
            if (flatten && items.stream().allMatch(Value.Sequence.class::isInstance)) {
                items.forEach(item -> all.add(Py.items(item)));
            } else {
                all.add(items);
            }
        }
        return all;
    }

    private static boolean in(Value item, List<Value> items) {
        return items.stream().anyMatch(other -> PyOrder.equal(item, other));
    }

    private static List<Value> distinct(List<Value> items) {
        var kept = new ArrayList<Value>();
        items.stream().filter(item -> !in(item, kept)).forEach(kept::add);
        return kept;
    }

    /** The lists, and behind them the member by whose value dictionaries belong together. */
    private static Value mergeBy(Value value, Arguments arguments, Evaluator evaluator) {
        var given = arguments.before(value).positional();
        if (given.size() < 2 && arguments.find(-1, "index").isEmpty()) {
            throw Mistake.of("At least one list and the index are needed");
        }
        var index = arguments.find(-1, "index").orElseGet(given::getLast);
        var options = new LinkedHashMap<>(arguments.named());
        options.remove("index");
        var lists = arguments.named().containsKey("index") ? given : given.subList(0, given.size() - 1);
        var merged = new LinkedHashMap<Value, Value>();
        for (var item : flat(lists)) {
            if (!(item instanceof Value.Mapping(var entries))) {
                throw Mistake.of("Elements of list arguments for lists_mergeby must be dictionaries. "
                        + PyText.str(item) + " is <class '" + Py.typeName(item) + "'>");
            }
            var key = entries.get(index);
            if (key == null) {
                continue;
            }
            merged.merge(
                    PyOrder.keyIn(merged, key),
                    item,
                    (below, above) -> evaluator.filtered("combine", below, new Arguments(List.of(above), options)));
        }
        var keys = new ArrayList<>(merged.keySet());
        keys.sort((a, b) -> PyOrder.order("<", a, b));
        return new Value.Sequence(keys.stream().map(merged::get).toList());
    }

    private static List<Value> flat(List<Value> lists) {
        var all = new ArrayList<Value>();
        for (var list : lists) {
            if (!(list instanceof Value.Sequence(var items))) {
                throw Mistake.of("All arguments before the argument index for lists_mergeby must be lists. "
                        + PyText.str(list) + " is <class '" + Py.typeName(list) + "'>");
            }
            all.addAll(items.stream().anyMatch(Value.Sequence.class::isInstance) ? flat(items) : items);
        }
        return all;
    }
}
