package dev.drover.module.files;

import dev.drover.value.Value;
import java.util.ArrayList;

/** Values as JSON on one line, with the blanks that Python writes. */
public final class Json {

    private Json() {}

    public static String of(Value value) {
        return switch (value) {
            case Value.Nil _ -> "null";
            case Value.Bool(var truth) -> Boolean.toString(truth);
            case Value.Int(var number) -> number.toString();
            case Value.Real(var number) -> Double.toString(number);
            case Value.Text(var text, var _, var _, var _) -> quoted(text);
            case Value.Sequence(var items) -> {
                var parts = items.stream().map(Json::of).toList();
                yield "[" + String.join(", ", parts) + "]";
            }
            case Value.Mapping(var entries) -> {
                var parts = new ArrayList<String>();
                entries.forEach((key, item) ->
                        parts.add((key instanceof Value.Text ? of(key) : quoted(of(key))) + ": " + of(item)));
                yield "{" + String.join(", ", parts) + "}";
            }
            case Value.Undefined(var message) -> throw new IllegalArgumentException(message);
            case Value.Opaque other -> throw new IllegalArgumentException("a " + other.typeName() + " has no JSON");
        };
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || c > '~') {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
