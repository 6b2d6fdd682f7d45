package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's operators and conversions on values. */
final class Py {

    private Py() {}

    static boolean truth(Value value) {
        return switch (value) {
            case Value.Nil nil -> false;
            case Value.Bool(var truth) -> truth;
            case Value.Int(var number) -> number.signum() != 0;
            case Value.Real(var number) -> number != 0;
            case Value.Text text -> !text.text().isEmpty();
            case Value.Sequence(var items) -> !items.isEmpty();
            case Value.Mapping(var entries) -> !entries.isEmpty();
            case Value.Undefined(var message) -> throw Mistake.undefined(message);
            case Opaques.Tuple(var items, var named) -> !items.isEmpty();
            case Opaques.SetOf(var items) -> !items.isEmpty();
            case Opaques.Range range -> length(range).signum() != 0;
            case Opaques.Nothing nothing -> false;
            case Markup(var text) -> !text.text().isEmpty();
            case ByteString bytes -> !bytes.octets().isEmpty();
            case Value.Opaque opaque -> true;
        };
    }

    /** Fails where the value is undefined. */
    static Value defined(Value value) {
        if (value instanceof Value.Undefined(var message)) {
            throw Mistake.undefined(message);
        }
        return value;
    }

    /** Whether the value stands for something that is not there. */
    static boolean isMissing(Value value) {
        return value instanceof Value.Undefined || value instanceof Opaques.Nothing;
    }

    static String typeName(Value value) {
        return switch (value) {
            case Value.Nil nil -> "NoneType";
            case Value.Bool truth -> "bool";
            case Value.Int number -> "int";
            case Value.Real number -> "float";
            case Value.Text text -> "str";
            case Value.Sequence list -> "list";
            case Value.Mapping dict -> "dict";
            case Value.Undefined undefined -> "Undefined";
            case Value.Opaque opaque -> opaque.typeName();
        };
    }

    /** The elements of anything that can be iterated over: characters of text, keys of dictionaries. */
    static List<Value> items(Value value) {
        return switch (defined(value)) {
            case Value.Sequence(var items) -> items;
            case Opaques.Tuple(var items, var named) -> items;
            case Opaques.SetOf(var items) -> new ArrayList<>(items);
            case Value.Mapping(var entries) -> new ArrayList<>(entries.keySet());
            case Value.Text text ->
                text.text()
                        .codePoints()
                        .<Value>mapToObj(c -> derived(Character.toString(c), text))
                        .toList();
            case Opaques.Range range -> expanded(range);
            case Opaques.Nothing nothing -> List.of();
            case Markup(var text) -> items(text);
            case ByteString bytes ->
                bytes.octets().chars().<Value>mapToObj(Value::of).toList();
            default -> throw Mistake.of("'" + typeName(value) + "' object is not iterable");
        };
    }

    static boolean isIterable(Value value) {
        return value instanceof Value.Sequence
                || value instanceof Value.Mapping
                || value instanceof Value.Text
                || value instanceof Opaques.Tuple
                || value instanceof Opaques.SetOf
                || value instanceof Opaques.Range;
    }

    /** Text made of other text: secret if that is, and no template. */
    static Value.Text derived(String text, Value.Text from) {
        return new Value.Text(text, true, from.secret(), from.origin());
    }

    static BigInteger length(Opaques.Range range) {
        var span = range.to().subtract(range.from());
        var step = range.step();
        if (span.signum() * step.signum() <= 0) {
            return BigInteger.ZERO;
        }
        return span.abs().add(step.abs()).subtract(BigInteger.ONE).divide(step.abs());
    }

    private static List<Value> expanded(Opaques.Range range) {
        if (length(range).compareTo(BigInteger.valueOf(Bounds.MAX_RANGE)) > 0) {
            throw Mistake.of(
                    "Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + Bounds.MAX_RANGE + ").");
        }
        var items = new ArrayList<Value>();
        int count = length(range).intValue();
        var number = range.from();
        for (int i = 0; i < count; i++) {
            items.add(new Value.Int(number));
            number = number.add(range.step());
        }
        return items;
    }

    static int length(Value value) {
        return switch (defined(value)) {
            case Value.Text text -> text.text().codePointCount(0, text.text().length());
            case Value.Mapping(var entries) -> entries.size();
            case Opaques.Range range -> length(range).intValueExact();
            case Value.Sequence(var items) -> items.size();
            case Opaques.Tuple(var items, var named) -> items.size();
            case Opaques.SetOf(var items) -> items.size();
            case ByteString bytes -> bytes.octets().length();
            default -> throw Mistake.of("object of type '" + typeName(value) + "' has no len()");
        };
    }

    /** An integer where Python takes one as an index; booleans are integers. */
    static int index(Value value) {
        return switch (defined(value)) {
            case Value.Int(var number) when number.bitLength() < 32 -> number.intValue();
            case Value.Int(var number) -> number.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            case Value.Bool(var truth) -> truth ? 1 : 0;
            default -> throw Mistake.of("'" + typeName(value) + "' object cannot be interpreted as an integer");
        };
    }

    static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Real || value instanceof Value.Bool;
    }

    static BigInteger integer(Value value) {
        return switch (value) {
            case Value.Int(var number) -> number;
            case Value.Bool(var truth) -> truth ? BigInteger.ONE : BigInteger.ZERO;
            default -> throw Mistake.of("an integer is required, not " + typeName(value));
        };
    }

    static double real(Value value) {
        return switch (value) {
            case Value.Real(var number) -> number;
            case Value.Int(var number) -> number.doubleValue();
            case Value.Bool(var truth) -> truth ? 1 : 0;
            default -> throw Mistake.of("a number is required, not " + typeName(value));
        };
    }

    static Value binary(String operator, Value left, Value right) {
        defined(left);
        defined(right);
        if (operator.equals("%") && left instanceof Value.Text text) {
            return derived(PyPercent.format(text.text(), right), merged(text, right));
        }
        if (operator.equals("+")) {
            var joined = joined(left, right);
            if (joined != null) {
                return joined;
            }
        }
        if (operator.equals("*")) {
            if (left instanceof Value.Int || left instanceof Value.Bool) {
                var repeated = repeated(right, left);
                if (repeated != null) {
                    return repeated;
                }
            }
            var repeated = repeated(left, right);
            if (repeated != null) {
                return repeated;
            }
        }
        if (operator.equals("-") && left instanceof Opaques.SetOf(var a) && right instanceof Opaques.SetOf(var b)) {
            var rest = new java.util.LinkedHashSet<>(a);
            rest.removeAll(b);
            return new Opaques.SetOf(rest);
        }
        if (isNumber(left) && isNumber(right)) {
            return left instanceof Value.Real || right instanceof Value.Real
                    ? PyNumbers.reals(operator, real(left), real(right))
                    : PyNumbers.integers(operator, integer(left), integer(right));
        }
        var date = Dates.binary(operator, left, right);
        if (date.isPresent()) {
            return date.get();
        }
        if (operator.equals("+")
                && (left instanceof Value.Text || left instanceof Value.Sequence || left instanceof Opaques.Tuple)) {
            String type = typeName(left);
            throw Mistake.of("can only concatenate " + type + " (not \"" + typeName(right) + "\") to " + type);
        }
        throw Mistake.of("unsupported operand type(s) for " + (operator.equals("**") ? "** or pow()" : operator) + ": '"
                + typeName(left) + "' and '" + typeName(right) + "'");
    }

    private static Value.Text merged(Value.Text text, Value other) {
        return other instanceof Value.Text more && more.secret() ? text.asSecret() : text;
    }

    /** The two joined, or null where they are of no kind that is joined. */
    private static Value joined(Value left, Value right) {
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            bounded((long) a.text().length() + b.text().length());
            return new Value.Text(a.text() + b.text(), true, a.secret() || b.secret(), a.origin());
        }
        if (left instanceof Value.Sequence(var a) && right instanceof Value.Sequence(var b)) {
            var all = new ArrayList<>(a);
            all.addAll(b);
            return new Value.Sequence(all);
        }
        if (left instanceof Opaques.Tuple(var a, var named) && right instanceof Opaques.Tuple(var b, var other)) {
            var all = new ArrayList<>(a);
            all.addAll(b);
            return new Opaques.Tuple(all);
        }
        return null;
    }

    private static Value repeated(Value what, Value times) {
        if (!(times instanceof Value.Int || times instanceof Value.Bool)) {
            return null;
        }
        int count = Math.max(0, index(times));
        return switch (what) {
            case Value.Text text -> {
                bounded((long) text.text().length() * count);
                yield derived(text.text().repeat(count), text);
            }
            case Value.Sequence(var items) -> new Value.Sequence(repeated(items, count));
            case Opaques.Tuple(var items, var named) -> new Opaques.Tuple(repeated(items, count));
            default -> null;
        };
    }

    private static List<Value> repeated(List<Value> items, int count) {
        if ((long) items.size() * count > Bounds.MAX_ITEMS) {
            throw Mistake.of("the list is too long");
        }
        var all = new ArrayList<Value>();
        for (int i = 0; i < count; i++) {
            all.addAll(items);
        }
        return all;
    }

    private static void bounded(long length) {
        if (length > Bounds.MAX_OUTPUT) {
            throw Mistake.of("the text is too long");
        }
    }

    static Value unary(String operator, Value operand) {
        return switch (defined(operand)) {
            case Value.Int(var number) -> operator.equals("-") ? new Value.Int(number.negate()) : operand;
            case Value.Bool(var truth) -> Value.of(truth ? operator.equals("-") ? -1 : 1 : 0);
            case Value.Real(var number) -> operator.equals("-") ? Value.of(-number) : operand;
            default -> throw Mistake.of("bad operand type for unary " + operator + ": '" + typeName(operand) + "'");
        };
    }
}
