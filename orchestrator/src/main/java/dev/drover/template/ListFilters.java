package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Filters that work on lists. */
final class ListFilters {

    private ListFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(ListFilters::orDefault, "default", "d")
            .add(
                    (value, arguments, evaluator) -> {
                        if (value instanceof Value.Undefined(var message)) {
                            throw Mistake.of(arguments
                                    .find(0, "msg")
                                    .filter(text -> !(text instanceof Value.Nil))
                                    .map(PyText::str)
                                    .orElse("Mandatory variable " + message.replace(" is undefined", "")
                                            + " not defined."));
                        }
                        return value;
                    },
                    "mandatory")
            .add(
                    (value, arguments, evaluator) -> value instanceof Value.Nil
                                    && arguments.find(2, "none_val").isPresent()
                            ? arguments.get(2, "none_val")
                            : Py.truth(value) ? arguments.get(0, "true_val") : arguments.get(1, "false_val"),
                    "ternary")
            .add((value, arguments, evaluator) -> Value.of(Py.length(value)), "length", "count")
            .add((value, arguments, evaluator) -> ofItems(Py.items(value), true), "first")
            .add((value, arguments, evaluator) -> ofItems(Py.items(value), false), "last")
            .add((value, arguments, evaluator) -> new Value.Sequence(new ArrayList<>(Py.items(value))), "list")
            .add(ListFilters::join, "join")
            .add(
                    (value, arguments, evaluator) -> value instanceof Value.Text text
                            ? TextFilters.like(
                                    text,
                                    new StringBuilder(text.text()).reverse().toString())
                            : new Value.Sequence(Py.items(value).reversed()),
                    "reverse")
            .add(ListFilters::sort, "sort")
            .add(ListFilters::unique, "unique")
            .add(ListFilters::map, "map")
            .add((value, arguments, evaluator) -> chosen(value, test(arguments, evaluator), true), "select")
            .add((value, arguments, evaluator) -> chosen(value, test(arguments, evaluator), false), "reject")
            .add(
                    (value, arguments, evaluator) -> chosen(value, attributeTest(arguments, evaluator), true),
                    "selectattr")
            .add(
                    (value, arguments, evaluator) -> chosen(value, attributeTest(arguments, evaluator), false),
                    "rejectattr")
            .add(ListFilters::groupBy, "groupby")
            .add(ListFilters::batch, "batch")
            .add(ListFilters::slice, "slice")
            .add((value, arguments, evaluator) -> evaluator.attribute(value, arguments.text(0, "name")), "attr")
            .add(ListFilters::flatten, "flatten")
            .add(setOperation("union"), "union")
            .add(setOperation("difference"), "difference")
            .add(setOperation("intersect"), "intersect")
            .add(setOperation("symmetric_difference"), "symmetric_difference")
            .add((value, arguments, evaluator) -> zip(arguments.before(value), false), "zip")
            .add((value, arguments, evaluator) -> zip(arguments.before(value), true), "zip_longest")
            .add(ListFilters::product, "product")
            .add(ListFilters::subelements, "subelements")
            .add(ListFilters::extract, "extract")
            .add(
                    (value, arguments, evaluator) -> Value.of(
                            switch (value) {
                                case Value.Undefined undefined -> "UndefinedMarker";
                                case Opaques.Omit omit -> "_OmitType";
                                default -> Py.typeName(value);
                            }),
                    "type_debug")
            .all();

    private static Value orDefault(Value value, Arguments arguments, Evaluator evaluator) {
        if (value instanceof Opaques.Nothing) {
            throw Opaques.Nothing.unsupported();
        }
        boolean missing = value instanceof Value.Undefined || arguments.flag(1, "boolean", false) && !Py.truth(value);
        return missing ? arguments.get(0, "default_value", Value.of("")) : value;
    }

    private static Value ofItems(List<Value> items, boolean first) {
        if (items.isEmpty()) {
            return new Value.Undefined("No " + (first ? "first" : "last") + " item, sequence was empty.");
        }
        return first ? items.getFirst() : items.getLast();
    }

    private static Value join(Value value, Arguments arguments, Evaluator evaluator) {
        String by = arguments.text(0, "d", "");
        var attribute = arguments.find(1, "attribute").filter(one -> !(one instanceof Value.Nil));
        var text = new StringBuilder();
        boolean secret = false;
        String separator = "";
        for (var item : Py.items(value)) {
            var part =
                    Py.defined(attribute.map(path -> at(item, path, evaluator)).orElse(item));
            secret |= part instanceof Value.Text one && one.secret();
            text.append(separator).append(PyText.str(part));
            separator = by;
            if (text.length() > Bounds.MAX_OUTPUT) {
                throw Mistake.of("the text is too long");
            }
        }
        return new Value.Text(text.toString(), true, secret, dev.drover.value.Origin.NONE);
    }

    /** The part of a value that an {@code attribute} argument means: {@code a.b.0}, or a number. */
    static Value at(Value value, Value path, Evaluator evaluator) {
        if (path instanceof Value.Int) {
            return evaluator.item(value, path);
        }
        var found = value;
        for (var step : PyText.str(path).split("\\.")) {
            found = step.chars().allMatch(Character::isDigit) && !step.isEmpty()
                    ? evaluator.item(found, Value.of(Long.parseLong(step)))
                    : evaluator.item(found, Value.of(step));
        }
        return found;
    }

    static Value folded(Value value, boolean caseSensitive) {
        return !caseSensitive && value instanceof Value.Text text
                ? Value.of(text.text().toLowerCase(Locale.ROOT))
                : value;
    }

    private static Value sort(Value value, Arguments arguments, Evaluator evaluator) {
        boolean reverse = arguments.flag(0, "reverse", false);
        boolean sensitive = arguments.flag(1, "case_sensitive", false);
        var attribute = arguments.find(2, "attribute").filter(one -> !(one instanceof Value.Nil));
        var sorted = new ArrayList<>(Py.items(value));
        Comparator<Value> order = (a, b) -> {
            for (var path : paths(attribute)) {
                var left = folded(path.map(one -> at(a, one, evaluator)).orElse(a), sensitive);
                var right = folded(path.map(one -> at(b, one, evaluator)).orElse(b), sensitive);
                int result = Py.order("<", Py.defined(left), Py.defined(right));
                if (result != 0) {
                    return result;
                }
            }
            return 0;
        };
        for (var path : paths(attribute)) {
            sorted.forEach(
                    item -> Py.defined(path.map(one -> at(item, one, evaluator)).orElse(item)));
        }
        sorted.sort(reverse ? order.reversed() : order);
        return new Value.Sequence(sorted);
    }

    private static List<Optional<Value>> paths(Optional<Value> attribute) {
        if (attribute.isEmpty() || attribute.get() instanceof Value.Int) {
            return List.of(attribute);
        }
        var paths = new ArrayList<Optional<Value>>();
        for (var part : PyText.str(attribute.get()).split(",")) {
            paths.add(Optional.of(Value.of(part.strip())));
        }
        return paths;
    }

    private static Value unique(Value value, Arguments arguments, Evaluator evaluator) {
        boolean sensitive = arguments.flag(0, "case_sensitive", false);
        var attribute = arguments.find(1, "attribute").filter(one -> !(one instanceof Value.Nil));
        var seen = new ArrayList<Value>();
        var hashed = new LinkedHashSet<Value>();
        var kept = new ArrayList<Value>();
        for (var item : Py.items(value)) {
            var key = folded(attribute.map(path -> at(item, path, evaluator)).orElse(item), sensitive);
            boolean isNew = key instanceof Value.Text
                    ? hashed.add(key)
                    : seen.stream().noneMatch(other -> Py.equal(other, key)) && seen.add(key);
            if (isNew) {
                kept.add(item);
            }
        }
        return new Value.Sequence(kept);
    }

    private static Value map(Value value, Arguments arguments, Evaluator evaluator) {
        var results = new ArrayList<Value>();
        var attribute = arguments.find(-1, "attribute");
        for (var item : elements(value)) {
            if (arguments.positional().isEmpty() && attribute.isPresent()) {
                var found = at(item, attribute.get(), evaluator);
                results.add(
                        found instanceof Value.Undefined
                                ? arguments.find(-1, "default").orElse(found)
                                : found);
            } else {
                results.add(evaluator.filtered(arguments.text(0, "filter"), item, arguments.rest()));
            }
        }
        return new Value.Sequence(results);
    }

    /** The elements of what select, map and their like take: nothing at all where that is false. */
    private static List<Value> elements(Value value) {
        boolean nothing = !Py.isIterable(value) && !(value instanceof Value.Undefined) && !Py.truth(value);
        return nothing ? List.of() : Py.items(value);
    }

    private static Predicate<Value> test(Arguments arguments, Evaluator evaluator) {
        if (arguments.positional().isEmpty()) {
            return Py::truth;
        }
        String name = arguments.text(0, "test");
        return value -> evaluator.tested(name, value, arguments.rest());
    }

    private static Predicate<Value> attributeTest(Arguments arguments, Evaluator evaluator) {
        var path = arguments.get(0, "attribute");
        var test = test(arguments.rest(), evaluator);
        return value -> test.test(at(value, path, evaluator));
    }

    private static Value chosen(Value value, Predicate<Value> test, boolean wanted) {
        var kept = new ArrayList<Value>();
        for (var item : elements(value)) {
            if (test.test(item) == wanted) {
                kept.add(item);
            }
        }
        return new Value.Sequence(kept);
    }

    /** What {@code groupby} makes for each group: a pair whose parts have names. */
    private static Value group(Value key, List<Value> items) {
        return new Opaques.Tuple(List.of(key, new Value.Sequence(items)), true);
    }

    private static Value groupBy(Value value, Arguments arguments, Evaluator evaluator) {
        var path = arguments.get(0, "attribute");
        var otherwise = arguments.find(1, "default");
        boolean sensitive = arguments.flag(2, "case_sensitive", false);
        var sorted = new ArrayList<>(Py.items(value));
        java.util.function.Function<Value, Value> key = item -> {
            var found = at(item, path, evaluator);
            return found instanceof Value.Undefined ? otherwise.orElse(found) : found;
        };
        sorted.sort((a, b) -> Py.order(
                "<", Py.defined(folded(key.apply(a), sensitive)), Py.defined(folded(key.apply(b), sensitive))));
        var groups = new ArrayList<Value>();
        var current = new ArrayList<Value>();
        for (int i = 0; i < sorted.size(); i++) {
            current.add(sorted.get(i));
            boolean last = i + 1 == sorted.size()
                    || !Py.equal(
                            folded(key.apply(sorted.get(i)), sensitive),
                            folded(key.apply(sorted.get(i + 1)), sensitive));
            if (last) {
                groups.add(group(key.apply(current.getFirst()), new ArrayList<>(current)));
                current.clear();
            }
        }
        return new Value.Sequence(groups);
    }

    private static Value batch(Value value, Arguments arguments, Evaluator evaluator) {
        int size = Math.max(1, arguments.number(0, "linecount", 1));
        var items = Py.items(value);
        var batches = new ArrayList<Value>();
        for (int from = 0; from < items.size(); from += size) {
            var batch = new ArrayList<>(items.subList(from, Math.min(items.size(), from + size)));
            arguments.find(1, "fill_with").ifPresent(fill -> {
                while (batch.size() < size) {
                    batch.add(fill);
                }
            });
            batches.add(new Value.Sequence(batch));
        }
        return new Value.Sequence(batches);
    }

    private static Value slice(Value value, Arguments arguments, Evaluator evaluator) {
        int count = Math.max(1, arguments.number(0, "slices", 1));
        var items = Py.items(value);
        int each = items.size() / count;
        int more = items.size() % count;
        var slices = new ArrayList<Value>();
        int from = 0;
        for (int i = 0; i < count; i++) {
            int size = each + (i < more ? 1 : 0);
            var slice = new ArrayList<>(items.subList(from, from + size));
            if (i >= more && more > 0) {
                arguments.find(1, "fill_with").ifPresent(slice::add);
            }
            slices.add(new Value.Sequence(slice));
            from += size;
        }
        return new Value.Sequence(slices);
    }

    private static Value flatten(Value value, Arguments arguments, Evaluator evaluator) {
        var levels = arguments
                .find(0, "levels")
                .filter(one -> !(one instanceof Value.Nil))
                .map(Py::index);
        boolean skipNulls = arguments.flag(1, "skip_nulls", true);
        var result = new ArrayList<Value>();
        flatten(Py.items(value), levels.orElse(Integer.MAX_VALUE), skipNulls, result);
        return new Value.Sequence(result);
    }

    private static void flatten(List<Value> items, int levels, boolean skipNulls, List<Value> into) {
        for (var item : items) {
            boolean isNull = item instanceof Value.Nil
                    || item instanceof Value.Text text
                            && (text.text().equals("None") || text.text().equals("null"));
            if (skipNulls && isNull) {
                continue;
            }
            if (levels > 0 && (item instanceof Value.Sequence || item instanceof Opaques.Tuple)) {
                flatten(Py.items(item), levels - 1, skipNulls, into);
            } else {
                into.add(item);
            }
        }
    }

    private static Filter setOperation(String name) {
        return (value, arguments, evaluator) -> {
            var a = distinct(Py.items(value));
            var b = distinct(Py.items(arguments.get(0, "b")));
            var result = new ArrayList<Value>();
            switch (name) {
                case "union" -> {
                    result.addAll(a);
                    b.stream().filter(item -> !in(item, a)).forEach(result::add);
                }
                case "difference" -> a.stream().filter(item -> !in(item, b)).forEach(result::add);
                case "intersect" -> a.stream().filter(item -> in(item, b)).forEach(result::add);
                default -> {
                    a.stream().filter(item -> !in(item, b)).forEach(result::add);
                    b.stream().filter(item -> !in(item, a)).forEach(result::add);
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
        return items.stream().anyMatch(other -> Py.equal(item, other));
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

    private static Value subelements(Value value, Arguments arguments, Evaluator evaluator) {
        boolean skip = arguments.flag(1, "skip_missing", false);
        var path = arguments.get(0, "subelements");
        var steps = path instanceof Value.Text text
                ? List.of(text.text().split("\\."))
                : Py.items(path).stream().map(PyText::str).toList();
        var items = value instanceof Value.Mapping(var entries) ? new ArrayList<>(entries.values()) : Py.items(value);
        var result = new ArrayList<Value>();
        for (var item : items) {
            Value found = item;
            for (var step : steps) {
                found = evaluator.item(found, Value.of(step));
            }
            if (found instanceof Value.Undefined) {
                if (skip) {
                    continue;
                }
                throw Mistake.of(
                        "could not find '" + steps.getLast() + "' key in iterated item '" + PyText.str(item) + "'");
            }
            if (!(found instanceof Value.Sequence)) {
                throw Mistake.of("the key '" + steps.getLast() + "' should point to a list, got " + PyText.repr(found));
            }
            for (var part : Py.items(found)) {
                result.add(new Opaques.Tuple(List.of(item, part)));
            }
        }
        return new Value.Sequence(result);
    }

    private static Value extract(Value value, Arguments arguments, Evaluator evaluator) {
        var found = evaluator.item(arguments.get(0, "container"), value);
        var more = arguments.find(1, "morekeys").filter(one -> !(one instanceof Value.Nil));
        if (more.isPresent()) {
            var keys = more.get() instanceof Value.Sequence(var items) ? items : List.of(more.get());
            for (var key : keys) {
                found = evaluator.item(found, key);
            }
        }
        return evaluator.deep(found);
    }
}
