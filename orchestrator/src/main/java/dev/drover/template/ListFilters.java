package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            .add(ListFilters::map, "map")
            .add((value, arguments, evaluator) -> chosen(value, test(arguments, evaluator), true), "select")
            .add((value, arguments, evaluator) -> chosen(value, test(arguments, evaluator), false), "reject")
            .add(
                    (value, arguments, evaluator) -> chosen(value, attributeTest(arguments, evaluator), true),
                    "selectattr")
            .add(
                    (value, arguments, evaluator) -> chosen(value, attributeTest(arguments, evaluator), false),
                    "rejectattr")
            .add(Batches::batch, "batch")
            .add(Batches::slice, "slice")
            .add((value, arguments, evaluator) -> evaluator.ownAttribute(value, arguments.text(0, "name")), "attr")
            .add(ListFilters::flatten, "flatten")
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

    /** An attribute and nothing but: the keys of a dictionary are none. */
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
