package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON patches (RFC 6902) of community.general: applied one by one or as a recipe, and made of two values. */
final class JsonPatch {

    private static final Set<String> SIMPLE = Set.of("add", "remove", "replace", "test");

    private JsonPatch() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(JsonPatch::patch, "community.general.json_patch")
            .add(JsonPatch::recipe, "community.general.json_patch_recipe")
            .add(JsonDiff::filter, "community.general.json_diff")
            .all();

    /** A test that does not hold. */
    private static final class Unequal extends RuntimeException {
        Unequal(String message) {
            super(message);
        }
    }

    private static Value patch(Value value, Arguments arguments, Evaluator evaluator) {
        String op = arguments.text(0, "op");
        if (!SIMPLE.contains(op)) {
            throw Mistake.of("json_patch: unsupported 'op' argument: " + op);
        }
        var step = new LinkedHashMap<String, Value>();
        step.put("op", Value.of(op));
        step.put("path", arguments.get(1, "path"));
        step.put("value", arguments.get(2, "value", Value.NIL));
        return applied(
                read(value), List.of(Value.Mapping.of(step)), arguments.flag(-1, "fail_test", false), "json_patch");
    }

    private static Value recipe(Value value, Arguments arguments, Evaluator evaluator) {
        return applied(
                read(value),
                Py.items(arguments.get(0, "operations")),
                arguments.flag(1, "fail_test", false),
                "json_patch_recipe");
    }

    static Value read(Value value) {
        return value instanceof Value.Text text ? PyJsonReader.read(text.text()) : value;
    }

    private static Value applied(Value value, List<Value> steps, boolean failTest, String filter) {
        var now = value;
        try {
            for (var step : steps) {
                if (!(step instanceof Value.Mapping operation)) {
                    throw Mistake.of(filter + ": each operation is a dictionary");
                }
                now = step(now, operation, filter);
            }
            return now;
        } catch (Unequal e) {
            if (failTest) {
                throw Mistake.of(filter + ": test operation failed: " + e.getMessage());
            }
            return Value.NIL;
        }
    }

    private static Value step(Value value, Value.Mapping step, String filter) {
        String op = field(step, "op", filter).map(PyText::str).orElseThrow();
        var path = pointer(field(step, "path", filter).map(PyText::str).orElseThrow(), filter);
        return switch (op) {
            case "add" -> added(value, path, field(step, "value", filter).orElseThrow(), filter);
            case "remove" -> removed(value, path, filter);
            case "replace" -> {
                found(value, path, filter);
                yield path.isEmpty()
                        ? field(step, "value", filter).orElseThrow()
                        : added(
                                removed(value, path, filter),
                                path,
                                field(step, "value", filter).orElseThrow(),
                                filter);
            }
            case "copy" -> added(value, path, found(value, from(step, filter), filter), filter);
            case "move" -> {
                var moved = found(value, from(step, filter), filter);
                yield added(removed(value, from(step, filter), filter), path, moved, filter);
            }
            case "test" -> {
                var there = found(value, path, filter);
                var wanted = field(step, "value", filter).orElseThrow();
                if (!PyOrder.equal(there, wanted)) {
                    throw new Unequal(PyText.str(there) + " (<class '" + Py.typeName(there)
                            + "'>) is not equal to tested value " + PyText.str(wanted) + " (<class '"
                            + Py.typeName(wanted) + "'>)");
                }
                yield value;
            }
            default -> throw Mistake.of(filter + ": unsupported 'op' argument: " + op);
        };
    }

    private static List<String> from(Value.Mapping step, String filter) {
        return pointer(field(step, "from", filter).map(PyText::str).orElseThrow(), filter);
    }

    private static Optional<Value> field(Value.Mapping step, String name, String filter) {
        if (!step.has(name)) {
            throw Mistake.of(filter + ": an operation lacks '" + name + "'");
        }
        return step.get(name);
    }

    private static List<String> pointer(String text, String filter) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.startsWith("/")) {
            throw Mistake.of(filter + ": the path " + text + " does not begin with a slash");
        }
        var steps = new ArrayList<String>();
        for (var part : text.substring(1).split("/", -1)) {
            steps.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private static Value found(Value value, List<String> path, String filter) {
        var now = value;
        for (var step : path) {
            now = child(now, step, filter);
        }
        return now;
    }

    private static Value child(Value value, String step, String filter) {
        return switch (value) {
            case Value.Mapping mapping ->
                mapping.get(step)
                        .orElseThrow(() -> Mistake.of(
                                filter + ": patch failed: member '" + step + "' not found in " + PyText.str(value)));
            case Value.Sequence(var items) -> items.get(place(items, step, items.size() - 1, filter));
            default -> throw Mistake.of(filter + ": patch failed: there is no " + step + " in " + PyText.str(value));
        };
    }

    private static int place(List<Value> items, String step, int most, String filter) {
        if (!step.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(step) > most) {
            throw Mistake.of(filter + ": patch failed: list index " + step + " is out of range");
        }
        return Integer.parseInt(step);
    }

    private static Value added(Value value, List<String> path, Value what, String filter) {
        if (path.isEmpty()) {
            return what;
        }
        String step = path.getFirst();
        var rest = path.subList(1, path.size());
        if (value instanceof Value.Sequence(var items)) {
            var list = new ArrayList<>(items);
            if (!rest.isEmpty()) {
                int place = place(items, step, items.size() - 1, filter);
                list.set(place, added(items.get(place), rest, what, filter));
            } else {
                list.add(step.equals("-") ? items.size() : place(items, step, items.size(), filter), what);
            }
            return new Value.Sequence(list);
        }
        if (!(value instanceof Value.Mapping(var entries))) {
            throw Mistake.of(filter + ": patch failed: there is no " + step + " in " + PyText.str(value));
        }
        var map = new LinkedHashMap<>(entries);
        map.put(Value.of(step), rest.isEmpty() ? what : added(child(value, step, filter), rest, what, filter));
        return new Value.Mapping(map);
    }

    private static Value removed(Value value, List<String> path, String filter) {
        if (path.isEmpty()) {
            return Value.NIL;
        }
        String step = path.getFirst();
        var rest = path.subList(1, path.size());
        if (value instanceof Value.Mapping mapping && rest.isEmpty() && !mapping.has(step)) {
            throw Mistake.of(filter + ": patch failed: can't remove a non-existent object '" + step + "'");
        }
        var below = child(value, step, filter);
        if (value instanceof Value.Sequence(var items)) {
            var list = new ArrayList<>(items);
            int place = Integer.parseInt(step);
            if (rest.isEmpty()) {
                list.remove(place);
            } else {
                list.set(place, removed(below, rest, filter));
            }
            return new Value.Sequence(list);
        }
        var map = new LinkedHashMap<>(((Value.Mapping) value).entries());
        if (rest.isEmpty()) {
            map.remove(Value.of(step));
        } else {
            map.put(Value.of(step), removed(below, rest, filter));
        }
        return new Value.Mapping(map);
    }
}
