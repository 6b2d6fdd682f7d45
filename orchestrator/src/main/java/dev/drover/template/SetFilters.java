package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Filters that take lists for sets, or put several lists together. */
final class SetFilters {

    private SetFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(setOperation("union"), "union")
            .add(setOperation("difference"), "difference")
            .add(setOperation("intersect"), "intersect")
            .add(setOperation("symmetric_difference"), "symmetric_difference")
            .add((value, arguments, evaluator) -> zip(arguments.before(value), false), "zip")
            .add((value, arguments, evaluator) -> zip(arguments.before(value), true), "zip_longest")
            .add(SetFilters::product, "product")
            .all();

    private static Filter setOperation(String name) {
        return (value, arguments, evaluator) -> {
            var a = distinct(Py.items(value));
            var b = distinct(known(Py.items(arguments.get(0, "b")), evaluator));
            var result = new ArrayList<Value>();
            switch (name) {
                case "union" -> {
                    result.addAll(a);
                    b.stream().filter(item -> !in(item, a)).forEach(result::add);
                }
                case "difference" -> a.stream().filter(item -> !in(item, b)).forEach(result::add);
                case "intersect" -> a.stream().filter(item -> in(item, b)).forEach(result::add);
                default -> {
                    var all = new ArrayList<>(b);
                    a.stream().filter(item -> !in(item, b)).forEach(all::add);
                    return new Value.Sequence(SetOrder.of(all).stream()
                            .filter(item -> !in(item, a) || !in(item, b))
                            .toList());
                }
            }
            return new Value.Sequence(SetOrder.of(result));
        };
    }

    private static List<Value> distinct(List<Value> items) {
        var kept = new ArrayList<Value>();
        var hashed = new LinkedHashSet<Value>();
        for (var item : items) {
            Py.defined(item);
            if (item instanceof Value.Text ? hashed.add(item) : !in(item, kept)) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static boolean in(Value item, List<Value> items) {
        return items.stream().anyMatch(other -> PyOrder.equal(item, other));
    }

    private static Value zip(Arguments arguments, boolean longest) {
        var lists = arguments.positional().stream().map(Py::items).toList();
        int length = longest
                ? lists.stream().mapToInt(List::size).max().orElse(0)
                : lists.stream().mapToInt(List::size).min().orElse(0);
        var fill = arguments.get(-1, "fillvalue", Value.NIL);
        var result = new ArrayList<Value>();
        for (int i = 0; i < length; i++) {
            var row = new ArrayList<Value>();
            for (var list : lists) {
                row.add(i < list.size() ? list.get(i) : fill);
            }
            result.add(new Opaques.Tuple(row));
        }
        return new Value.Sequence(result);
    }

    private static Value product(Value value, Arguments arguments, Evaluator evaluator) {
        List<List<Value>> rows = List.of(List.of());
        var lists = new ArrayList<List<Value>>();
        arguments.before(value).positional().forEach(list -> lists.add(Py.items(list)));
        int repeat = arguments.number(-1, "repeat", 1);
        for (int i = 0; i < repeat; i++) {
            for (var list : lists) {
                if ((long) rows.size() * list.size() > Bounds.MAX_ITEMS) {
                    throw Mistake.of("the list is too long");
                }
                var more = new ArrayList<List<Value>>();
                for (var row : rows) {
                    for (var item : list) {
                        var longer = new ArrayList<>(row);
                        longer.add(item);
                        more.add(longer);
                    }
                }
                rows = more;
            }
        }
        return new Value.Sequence(rows.stream().<Value>map(Opaques.Tuple::new).toList());
    }

    /** Elements that are undefined were passed over by older versions, where the others decided. */
    private static List<Value> known(List<Value> items, Evaluator evaluator) {
        var host = evaluator.evaluation.templar.host();
        if (host.strict() || items.stream().noneMatch(Value.Undefined.class::isInstance)) {
            return items;
        }
        var known = new ArrayList<Value>();
        for (var item : items) {
            if (item instanceof Value.Undefined(var message)) {
                host.warn(message, evaluator.source.origin());
            } else {
                known.add(item);
            }
        }
        return known;
    }
}
