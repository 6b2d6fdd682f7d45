package dev.drover.module;

import dev.drover.value.Value;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a value becomes a component of a module's record.
 *
 * @param type in the user's words
 * @param choices all there are; empty where anything of the type will do
 * @param empty what the component is when nothing is given and no default is declared; empty where it must be given
 */
record Conversion(String type, List<String> choices, Optional<Object> empty, Rule rule) {

    private static final Set<String> TRUE = Set.of("y", "yes", "on", "1", "true", "t", "1.0");
    private static final Set<String> FALSE = Set.of("n", "no", "off", "0", "false", "f", "0.0");

    interface Rule {
        /** @throws IllegalArgumentException in words that go on after "argument x" */
        Object convert(Value value);
    }

    static Conversion of(Type type) {
        return switch (type) {
            case ParameterizedType generic -> ofGeneric(generic);
            case Class<?> plain -> ofPlain(plain);
            default -> throw new IllegalStateException("no argument can be of type " + type);
        };
    }

    private static Conversion ofGeneric(ParameterizedType generic) {
        var of = generic.getActualTypeArguments();
        if (generic.getRawType() == Optional.class) {
            var inner = of(of[0]);
            return new Conversion(
                    inner.type, inner.choices, Optional.of(Optional.empty()), v -> Optional.of(inner.rule.convert(v)));
        }
        if (generic.getRawType() == List.class) {
            var inner = of(of[0]);
            return new Conversion(
                    "list of " + inner.type, inner.choices, Optional.of(List.of()), v -> items(v).stream()
                            .map(inner.rule::convert)
                            .toList());
        }
        if (generic.getRawType() == Map.class) {
            var inner = of(of[1]);
            return new Conversion("mapping", List.of(), Optional.of(Map.of()), v -> {
                var map = new LinkedHashMap<String, Object>();
                entries(v).forEach((key, item) -> map.put(key, inner.rule.convert(item)));
                return map;
            });
        }
        throw new IllegalStateException("no argument can be of type " + generic);
    }

    private static Conversion ofPlain(Class<?> type) {
        if (type == String.class) {
            return required("text", Conversion::text);
        }
        if (type == boolean.class || type == Boolean.class) {
            Optional<Object> empty = type == boolean.class ? Optional.of(false) : Optional.empty();
            return new Conversion("yes or no", List.of(), empty, Conversion::truth);
        }
        if (type == int.class || type == Integer.class) {
            return required("integer", value -> integer(value).intValueExact());
        }
        if (type == long.class || type == Long.class) {
            return required("integer", value -> integer(value).longValueExact());
        }
        if (type == double.class || type == Double.class) {
            return required("number", Conversion::number);
        }
        if (type == Duration.class) {
            return required("seconds", value -> Duration.ofMillis(Math.round(number(value) * 1000)));
        }
        if (type == Value.class) {
            return required("anything", value -> value);
        }
        if (type.isEnum()) {
            return ofEnum(type);
        }
        return parser(type)
                .map(method -> required(words(type), value -> parsed(method, value)))
                .orElseThrow(() -> new IllegalStateException("no argument can be of type " + type));
    }

    /** Whether a component of this type is one argument, not a group of them. */
    static boolean known(Type type) {
        return !(type instanceof Class<?> plain) || !plain.isRecord() || parser(plain).isPresent();
    }

    private static Conversion required(String type, Rule rule) {
        return new Conversion(type, List.of(), Optional.empty(), rule);
    }

    private static Conversion ofEnum(Class<?> type) {
        var constants = new LinkedHashMap<String, Object>();
        for (var constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
        }
        var choices = List.copyOf(constants.keySet());
        return new Conversion("choice", choices, Optional.empty(), value -> {
            for (var word : value instanceof Value.Bool(var on) ? truthWords(on) : List.of(text(value))) {
                var constant = constants.get(word.replace('-', '_'));
                if (constant != null) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("must be one of %s, not \"%s\"%s"
                    .formatted(String.join(", ", choices), text(value), Spelling.question(text(value), choices)));
        });
    }

    private static List<String> truthWords(boolean on) {
        return on ? List.of("yes", "true", "on") : List.of("no", "false", "off");
    }

    /** A type of ours is read by its {@code static parse(String)} or {@code static parse(Value)}. */
    private static Optional<Method> parser(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("parse") && method.getParameterCount() == 1)
                .filter(method -> method.getParameterTypes()[0] == String.class
                        || method.getParameterTypes()[0] == Value.class)
                .findFirst();
    }

    private static Object parsed(Method parser, Value value) {
        try {
            return parser.invoke(null, parser.getParameterTypes()[0] == String.class ? text(value) : value);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code NodePath} becomes "node path". */
    private static String words(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    static String text(Value value) {
        return switch (value) {
            case Value.Text(var text, var _, var _, var _) -> text;
            case Value.Bool(var truth) -> truth ? "True" : "False";
            case Value.Int(var number) -> number.toString();
            case Value.Real(var number) -> Double.toString(number);
            case Value.Nil _ -> "";
            case Value.Sequence _ -> throw new IllegalArgumentException("must be text, not a list");
            case Value.Mapping _ -> throw new IllegalArgumentException("must be text, not a mapping");
            case Value.Undefined(var message) -> throw new IllegalArgumentException("can't be: " + message);
            case Value.Opaque other -> throw new IllegalArgumentException("must be text, not a " + other.typeName());
        };
    }

    private static Object truth(Value value) {
        if (value instanceof Value.Bool(var truth)) {
            return truth;
        }
        var word = text(value).strip().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw new IllegalArgumentException("must be yes or no, not \"" + text(value) + "\"");
        }
        return TRUE.contains(word);
    }

    private static BigInteger integer(Value value) {
        if (value instanceof Value.Int(var number)) {
            return number;
        }
        try {
            return new java.math.BigDecimal(text(value).strip()).toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("must be an integer, not \"" + text(value) + "\"", e);
        }
    }

    private static double number(Value value) {
        try {
            return Double.parseDouble(text(value).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number, not \"" + text(value) + "\"", e);
        }
    }

    private static List<Value> items(Value value) {
        return switch (value) {
            case Value.Sequence(var items) -> items;
            case Value.Text text -> Arrays.stream(text.text().split(",", -1))
                    .map(String::strip)
                    .<Value>map(item -> new Value.Text(item, text.unsafe(), text.secret(), text.origin()))
                    .toList();
            default -> List.of(value);
        };
    }

    private static Map<String, Value> entries(Value value) {
        var map = new LinkedHashMap<String, Value>();
        switch (value) {
            case Value.Mapping(var entries) -> entries.forEach((key, item) -> map.put(text(key), item));
            case Value.Text text -> {
                for (var pair : text.text().split("[,\\s]+")) {
                    int equals = pair.indexOf('=');
                    if (equals < 1) {
                        throw new IllegalArgumentException("must be a mapping, not \"" + text.text() + "\"");
                    }
                    map.put(pair.substring(0, equals), Value.of(pair.substring(equals + 1)));
                }
            }
            default -> throw new IllegalArgumentException("must be a mapping, not \"" + text(value) + "\"");
        }
        return map;
    }
}
