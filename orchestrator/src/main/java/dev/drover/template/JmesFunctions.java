package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** The functions of JMESPath. */
final class JmesFunctions {

    private static final Set<String> SINGLE = Set.of(
            "length",
            "keys",
            "values",
            "type",
            "sort",
            "max",
            "min",
            "sum",
            "avg",
            "abs",
            "ceil",
            "floor",
            "reverse",
            "to_string",
            "to_number",
            "to_array");

    private JmesFunctions() {}

    static Value call(String name, List<Value> arguments) {
        if (arguments.isEmpty()) {
            throw Mistake.of("JMESPathError in json_query filter plugin: " + name + "() takes an argument");
        }
        if (arguments.size() > 1 && SINGLE.contains(name)) {
            throw Mistake.of("JMESPathError in json_query filter plugin: Expected 1 argument for function " + name
                    + "(), received " + arguments.size());
        }
        var first = arguments.getFirst();
        return switch (name) {
            case "length" -> Value.of(Py.length(first));
            case "keys" -> new Value.Sequence(new ArrayList<>(map(name, first).keySet()));
            case "values" -> new Value.Sequence(new ArrayList<>(map(name, first).values()));
            case "type" -> Value.of(type(first));
            case "not_null" ->
                arguments.stream()
                        .filter(value -> !(value instanceof Value.Nil))
                        .findFirst()
                        .orElse(Value.NIL);
            case "contains" -> contains(first, second(name, arguments));
            case "starts_with" -> Value.of(text(name, first).startsWith(text(name, second(name, arguments))));
            case "ends_with" -> Value.of(text(name, first).endsWith(text(name, second(name, arguments))));
            case "join" ->
                Value.of(String.join(
                        text(name, first),
                        list(name, second(name, arguments)).stream()
                                .map(part -> text(name, part))
                                .toList()));
            case "sort" -> sorted(list(name, first), Comparator.comparing(value -> value, JmesFunctions::order));
            case "sort_by" -> {
                var key = query(name, second(name, arguments));
                yield sorted(list(name, first), Comparator.comparing(key.body(), JmesFunctions::order));
            }
            case "max" -> list(name, first).stream().max(JmesFunctions::order).orElse(Value.NIL);
            case "min" -> list(name, first).stream().min(JmesFunctions::order).orElse(Value.NIL);
            case "max_by" -> {
                var key = query(name, second(name, arguments));
                yield list(name, first).stream()
                        .max(Comparator.comparing(key.body(), JmesFunctions::order))
                        .orElse(Value.NIL);
            }
            case "min_by" -> {
                var key = query(name, second(name, arguments));
                yield list(name, first).stream()
                        .min(Comparator.comparing(key.body(), JmesFunctions::order))
                        .orElse(Value.NIL);
            }
            case "map" -> {
                var body = query(name, first).body();
                yield new Value.Sequence(
                        list(name, second(name, arguments)).stream().map(body).toList());
            }
            case "reverse" ->
                first instanceof Value.Text text
                        ? Value.of(new StringBuilder(text.text()).reverse().toString())
                        : new Value.Sequence(list(name, first).reversed());
            case "sum" -> list(name, first).stream().reduce(Value.of(0), (a, b) -> Py.binary("+", a, b));
            case "avg" ->
                list(name, first).isEmpty()
                        ? Value.NIL
                        : Py.binary(
                                "/",
                                list(name, first).stream().reduce(Value.of(0), (a, b) -> Py.binary("+", a, b)),
                                Value.of(list(name, first).size()));
            case "abs" -> PyOrder.order("<", first, Value.of(0)) < 0 ? Py.unary("-", first) : first;
            case "ceil" -> Value.of((long) Math.ceil(Py.real(first)));
            case "floor" -> Value.of((long) Math.floor(Py.real(first)));
            case "to_string" ->
                first instanceof Value.Text
                        ? first
                        : Value.of(PyJson.dump(first, new PyJson.Style(-1, false, true, ",", ":")));
            case "to_number" -> number(first);
            case "to_array" -> first instanceof Value.Sequence ? first : Value.Sequence.of(first);
            case "merge" -> {
                var merged = new LinkedHashMap<Value, Value>();
                arguments.forEach(value -> merged.putAll(map(name, value)));
                yield new Value.Mapping(merged);
            }
            default -> throw Mistake.of("JMESPathError in json_query filter plugin: Unknown function: " + name + "()");
        };
    }

    private static Value sorted(List<Value> items, Comparator<Value> order) {
        var sorted = new ArrayList<>(items);
        sorted.sort(order);
        return new Value.Sequence(sorted);
    }

    private static int order(Value a, Value b) {
        return PyOrder.order("<", a, b);
    }

    private static Value contains(Value container, Value element) {
        return Value.of(
                container instanceof Value.Text text
                        ? element instanceof Value.Text part && text.text().contains(part.text())
                        : list("contains", container).stream().anyMatch(item -> PyOrder.equal(item, element)));
    }

    private static Value number(Value value) {
        if (value instanceof Value.Int || value instanceof Value.Real) {
            return value;
        }
        try {
            return value instanceof Value.Text text ? PyJsonReader.read(text.text()) : Value.NIL;
        } catch (Mistake e) {
            return Value.NIL;
        }
    }

    private static String type(Value value) {
        return switch (value) {
            case Value.Nil nil -> "null";
            case Value.Bool truth -> "boolean";
            case Value.Text text -> "string";
            case Value.Sequence list -> "array";
            case Value.Mapping map -> "object";
            default -> "number";
        };
    }

    private static Value second(String name, List<Value> arguments) {
        if (arguments.size() < 2) {
            throw Mistake.of("JMESPathError in json_query filter plugin: " + name + "() takes two arguments");
        }
        return arguments.get(1);
    }

    private static Mistake wrongType(String name, Value value) {
        return Mistake.of("JMESPathError in json_query filter plugin: In function " + name
                + "(), invalid type for value: " + PyText.repr(value));
    }

    private static JmesPath.Query query(String name, Value value) {
        if (value instanceof JmesPath.Query query) {
            return query;
        }
        throw wrongType(name, value);
    }

    private static List<Value> list(String name, Value value) {
        if (value instanceof Value.Sequence(var items)) {
            return items;
        }
        throw wrongType(name, value);
    }

    private static java.util.Map<Value, Value> map(String name, Value value) {
        if (value instanceof Value.Mapping(var entries)) {
            return entries;
        }
        throw wrongType(name, value);
    }

    private static String text(String name, Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        throw wrongType(name, value);
    }
}
