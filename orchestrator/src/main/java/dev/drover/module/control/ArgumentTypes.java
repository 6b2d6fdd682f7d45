package dev.drover.module.control;

import dev.drover.value.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;

/** The types that a specification of arguments names, and what counts as a value of them. */
final class ArgumentTypes {

    private static final Set<String> TRUE = Set.of("y", "yes", "on", "1", "true", "t");
    private static final Set<String> FALSE = Set.of("n", "no", "off", "0", "false", "f");

    private ArgumentTypes() {}

    /**
     * The value as one of the type.
     *
     * @throws IllegalArgumentException where it is none, in words that go on after "argument x"
     */
    static Value converted(String type, Value value) {
        return switch (type) {
            case "bool" -> truth(value);
            case "int" -> integer(value);
            case "float" -> new Value.Real(number(value).doubleValue());
            case "list" -> list(value);
            case "dict" -> mapping(value);
            case "bytes", "bits" -> size(type, value);
            case "str", "path" -> value instanceof Value.Text ? value : Value.of(text(value));
            default -> value;
        };
    }

    private static Value truth(Value value) {
        var word = text(value).strip().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw wrong("yes or no", value);
        }
        return Value.of(TRUE.contains(word));
    }

    private static Value integer(Value value) {
        if (value instanceof Value.Bool(var truth)) {
            return Value.of(truth ? 1 : 0);
        }
        try {
            return new Value.Int(number(value).toBigIntegerExact());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw wrong("an integer", value);
        }
    }

    private static BigDecimal number(Value value) {
        try {
            return new BigDecimal(text(value).strip());
        } catch (NumberFormatException e) {
            throw wrong("a number", value);
        }
    }

    private static Value list(Value value) {
        return switch (value) {
            case Value.Sequence _ -> value;
            case Value.Text text ->
                new Value.Sequence(Arrays.stream(text.text().split(",", -1))
                        .<Value>map(item -> new Value.Text(item, text.unsafe(), text.secret(), text.origin()))
                        .toList());
            case Value.Int _, Value.Real _ -> Value.Sequence.of(Value.of(text(value)));
            case Value.Mapping _, Value.Nil _, Value.Bool _, Value.Undefined _, Value.Opaque _ ->
                throw wrong("a list", value);
        };
    }

    private static Value mapping(Value value) {
        if (value instanceof Value.Mapping) {
            return value;
        }
        if (value instanceof Value.Text text && text.text().contains("=")) {
            var map = new LinkedHashMap<Value, Value>();
            for (var pair : text.text().split("[,\\s]+")) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw wrong("a mapping", value);
                }
                map.put(Value.of(pair.substring(0, equals)), Value.of(pair.substring(equals + 1)));
            }
            return new Value.Mapping(map);
        }
        throw wrong("a mapping", value);
    }

    private static Value size(String type, Value value) {
        var unit = type.equals("bits") ? "(?i)[KMGTPEZY]?b?(it)?s?" : "(?i)[KMGTPEZY]?i?B?(yte)?s?";
        if (!text(value).strip().matches("[0-9]+(\\.[0-9]+)?\\s*(" + unit + ")")) {
            throw wrong("a size in " + type, value);
        }
        return value;
    }

    /** As Python writes it, for messages and comparisons. */
    static String text(Value value) {
        return switch (value) {
            case Value.Bool(var truth) -> truth ? "True" : "False";
            case Value.Int(var number) -> number.toString();
            case Value.Real(var number) -> Double.toString(number);
            case Value.Nil _ -> "None";
            case Value.Sequence _ -> "a list";
            case Value.Mapping _ -> "a mapping";
            case Value.Text _, Value.Undefined _, Value.Opaque _ -> value.toString();
        };
    }

    private static IllegalArgumentException wrong(String wanted, Value value) {
        var shown = switch (value) {
            case Value.Text text -> "\"" + text + "\"";
            default -> text(value);
        };
        return new IllegalArgumentException("must be %s, not %s".formatted(wanted, shown));
    }
}
