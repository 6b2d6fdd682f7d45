package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Values as JSON in one line, with tags for what JSON has not: {@code {"__float__": "1.0"}}. What {@link CaseValues} reads. */
public final class TaggedJson {

    private static final BigInteger TOO_LARGE = BigInteger.ONE.shiftLeft(63);

    private final Function<Value.Text, String> strings;

    private TaggedJson(Function<Value.Text, String> strings) {
        this.strings = strings;
    }

    /** @param strings what is shown of each text in the value */
    public static String of(Value value, Function<Value.Text, String> strings) {
        return PyJson.dump(new TaggedJson(strings).tagged(value), PyJson.Style.PLAIN);
    }

    private Value tagged(Value value) {
        return switch (value) {
            case Value.Int(var number)
            when number.abs().compareTo(TOO_LARGE) >= 0 -> tag("int", Value.of(number.toString()));
            case Value.Real(var number) -> tag("float", Value.of(PyText.real(number)));
            case Value.Text text -> Value.of(strings.apply(text));
            case Value.Sequence(var items) -> list(items);
            case Value.Mapping(var entries) -> mapping(entries);
            case Value.Undefined(var message) -> Value.of(message);
            case Opaques.Tuple(var items, var named) -> tag("tuple", list(items));
            case Opaques.SetOf(var items) -> tag("set", list(List.copyOf(items)));
            case Opaques.Omit omit -> tag("omit", Value.TRUE);
            case Opaques.Date date -> tag("datetime", Value.of(date.toString().replace(' ', 'T')));
            case Opaques.Day day -> tag("datetime", Value.of(day.toString()));
            case Markup(var html) -> tag("markup", Value.of(strings.apply(html)));
            case ByteString bytes -> tag("bytes", Value.of(bytes.decoded()));
            case Opaques.Range(var from, var to, var step) ->
                tag("range", Value.Sequence.of(new Value.Int(from), new Value.Int(to), new Value.Int(step)));
            case Value.Opaque opaque -> Value.of(opaque.toString());
            case Value.Nil nil -> nil;
            case Value.Bool truth -> truth;
            case Value.Int number -> number;
        };
    }

    private static Value tag(String name, Value content) {
        return Value.Mapping.of(Map.of("__" + name + "__", content));
    }

    private Value.Sequence list(List<Value> items) {
        return new Value.Sequence(items.stream().map(this::tagged).toList());
    }

    private Value mapping(Map<Value, Value> entries) {
        if (!entries.keySet().stream().allMatch(Value.Text.class::isInstance)) {
            var pairs = new ArrayList<Value>();
            entries.forEach((key, value) -> pairs.add(list(List.of(key, value))));
            return tag("dict", new Value.Sequence(pairs));
        }
        var map = LinkedHashMap.<Value, Value>newLinkedHashMap(entries.size());
        entries.forEach((key, value) -> map.put(tagged(key), tagged(value)));
        return new Value.Mapping(map);
    }
}
