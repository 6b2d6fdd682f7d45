package dev.drover.template;

import dev.drover.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The methods of Python's text, lists and dictionaries that templates may call. Those of lists and dictionaries change them in place. */
final class Methods {

    private static final Set<String> LIST =
            Set.of("append", "extend", "insert", "pop", "remove", "index", "count", "reverse", "sort", "copy", "clear");

    private static final Set<String> DICT =
            Set.of("get", "items", "keys", "values", "update", "pop", "popitem", "copy", "setdefault", "clear");

    private Methods() {}

    /** Whether dictionaries have a method of this name. */
    static boolean ofMappings(String name) {
        return DICT.contains(name);
    }

    /** The bound method, if values of this type have one of this name. */
    static Optional<Value> find(Value value, String name, Evaluator evaluator) {
        Function<Arguments, Value> body = switch (value) {
            case Value.Text text
            when TextMethods.has(name) -> arguments -> TextMethods.call(text, name, arguments, evaluator);
            case Value.Sequence(var items)
            when LIST.contains(name) -> arguments -> ContainerMethods.list(items, name, arguments);
            case Opaques.Tuple(var items, var named)
            when name.equals("index") || name.equals("count") ->
                arguments -> ContainerMethods.list(items, name, arguments);
            case Value.Mapping(var entries)
            when DICT.contains(name) -> arguments -> ContainerMethods.dict(entries, name, arguments, evaluator);
            case ByteString bytes
            when name.equals("decode") -> arguments -> Value.of(bytes.decoded(arguments.text(0, "encoding", "utf-8")));
            default -> null;
        };
        return Optional.ofNullable(body)
                .<Value>map(found -> new Opaques.Method(name, found))
                .or(() -> Dates.attribute(value, name))
                .or(() -> ofNumber(value, name));
    }

    private static Optional<Value> ofNumber(Value value, String name) {
        Function<Arguments, Value> body = switch (value) {
            case Value.Real(var number)
            when name.equals("is_integer") ->
                arguments -> Value.of(number == Math.rint(number) && !Double.isInfinite(number));
            case Value.Real(var number) when name.equals("hex") -> arguments -> Value.of(hex(number));
            case Value.Int number when name.equals("is_integer") -> arguments -> Value.TRUE;
            case Value.Int(var number) when name.equals("bit_length") -> arguments -> Value.of(number.bitLength());
            default -> null;
        };
        return body != null
                ? Optional.of(new Opaques.Method(name, body))
                : Optional.of(value).filter(number -> Py.isNumber(number) && name.equals("real"));
    }

    /** Python writes the exponent's sign, and all digits of the fraction. */
    private static String hex(double number) {
        String text = Double.toHexString(number);
        int p = text.indexOf('p');
        if (p < 0) {
            return PyText.real(number);
        }
        int point = text.indexOf('.');
        String fraction = text.substring(point + 1, p);
        String exponent = text.substring(p + 1);
        return text.substring(0, point + 1) + (number == 0 ? "0" : fraction + "0".repeat(13 - fraction.length())) + "p"
                + (exponent.startsWith("-") ? "" : "+") + exponent;
    }

    /** A dictionary, or a list of pairs, as entries. */
    static Map<Value, Value> pairs(Value value) {
        if (value instanceof Value.Mapping(var entries)) {
            return entries;
        }
        var map = new LinkedHashMap<Value, Value>();
        for (var pair : Py.items(value)) {
            var both = Py.items(pair);
            if (both.size() != 2) {
                throw Mistake.of("dictionary update sequence element #" + map.size() + " has length " + both.size()
                        + "; 2 is required");
            }
            map.put(PyOrder.keyIn(map, both.get(0)), both.get(1));
        }
        return map;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
