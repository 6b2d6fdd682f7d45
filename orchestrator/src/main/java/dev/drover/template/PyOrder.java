package dev.drover.template;

import dev.drover.value.Value;
import java.math.BigDecimal;
import java.util.List;

/** Python's comparisons: what is equal, what comes first, what is in what, and which keys are the same. */
final class PyOrder {

    private PyOrder() {}

    static boolean compare(String operator, Value left, Value right) {
        Py.defined(left);
        Py.defined(right);
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            default -> {
                int order = order(operator, left, right);
                yield switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
            }
        };
    }

    static boolean equal(Value left, Value right) {
        if (Py.isNumber(left) && Py.isNumber(right)) {
            return numbers(left, right) == 0
                    && !(left instanceof Value.Real(var a) && Double.isNaN(a))
                    && !(right instanceof Value.Real(var b) && Double.isNaN(b));
        }
        return switch (left) {
            case Value.Sequence(var a) -> right instanceof Value.Sequence(var b) && equal(a, b);
            case Opaques.Tuple(var a, var named) -> right instanceof Opaques.Tuple(var b, var other) && equal(a, b);
            case Value.Mapping(var a) -> right instanceof Value.Mapping(var b) && equalMaps(a, b);
            case Opaques.SetOf(var a) -> right instanceof Opaques.SetOf(var b) && a.equals(b);
            default -> left.equals(right);
        };
    }

    private static boolean equal(List<Value> a, List<Value> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(Py.defined(a.get(i)), Py.defined(b.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMaps(java.util.Map<Value, Value> a, java.util.Map<Value, Value> b) {
        return a.size() == b.size()
                && a.entrySet().stream()
                        .allMatch(entry -> b.containsKey(entry.getKey())
                                && equal(Py.defined(entry.getValue()), Py.defined(b.get(entry.getKey()))));
    }

    private static int numbers(Value left, Value right) {
        if (left instanceof Value.Real || right instanceof Value.Real) {
            double a = Py.real(left);
            double b = Py.real(right);
            if (Double.isFinite(a) && Double.isFinite(b)) {
                return decimal(left).compareTo(decimal(right));
            }
            return Double.compare(a, b);
        }
        return Py.integer(left).compareTo(Py.integer(right));
    }

    private static BigDecimal decimal(Value value) {
        return value instanceof Value.Real(var number) ? new BigDecimal(number) : new BigDecimal(Py.integer(value));
    }

    /** Negative, zero or positive, for values that Python orders. */
    static int order(String operator, Value left, Value right) {
        Py.defined(left);
        Py.defined(right);
        if (Py.isNumber(left) && Py.isNumber(right)) {
            return numbers(left, right);
        }
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return codePoints(a.text(), b.text());
        }
        if (left instanceof Value.Sequence(var a) && right instanceof Value.Sequence(var b)) {
            return order(operator, a, b);
        }
        if (left instanceof Opaques.Tuple(var a, var named) && right instanceof Opaques.Tuple(var b, var other)) {
            return order(operator, a, b);
        }
        if (left instanceof Opaques.Date(var a, var zone) && right instanceof Opaques.Date(var b, var other)) {
            return a.compareTo(b);
        }
        if (left instanceof Opaques.Day(var a) && right instanceof Opaques.Day(var b)) {
            return a.compareTo(b);
        }
        if (left instanceof ByteString a && right instanceof ByteString b) {
            return a.octets().compareTo(b.octets());
        }
        if (left instanceof Dates.Delta(var a) && right instanceof Dates.Delta(var b)) {
            return a.compareTo(b);
        }
        throw Mistake.of("'" + operator + "' not supported between instances of '" + Py.typeName(left) + "' and '"
                + Py.typeName(right) + "'");
    }

    private static int codePoints(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length()) {
            int ca = a.codePointAt(i);
            int cb = b.codePointAt(i);
            if (ca != cb) {
                return Integer.compare(ca, cb);
            }
            i += Character.charCount(ca);
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int order(String operator, List<Value> a, List<Value> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return order(operator, a.get(i), b.get(i));
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static boolean contains(Value container, Value element) {
        return switch (container) {
            case Value.Text text -> {
                if (element instanceof Value.Text part) {
                    yield text.text().contains(part.text());
                }
                throw Mistake.of("'in <string>' requires string as left operand, not " + Py.typeName(element));
            }
            case Value.Mapping(var entries) -> entries.containsKey(keyIn(entries, element));
            default -> {
                if (!Py.isIterable(container)) {
                    throw Mistake.of("argument of type '" + Py.typeName(container) + "' is not iterable");
                }
                yield Py.items(container).stream().anyMatch(item -> equal(Py.defined(item), element));
            }
        };
    }

    /** Fails where the value can't be a key. */
    static Value key(Value value) {
        return switch (Py.defined(value)) {
            case Value.Sequence list -> throw Mistake.of("unhashable type: 'list'");
            case Value.Mapping dict -> throw Mistake.of("unhashable type: 'dict'");
            case Opaques.SetOf set -> throw Mistake.of("unhashable type: 'set'");
            case Opaques.Tuple(var items, var named) -> {
                items.forEach(PyOrder::key);
                yield value;
            }
            default -> value;
        };
    }

    /** The key of these entries that is equal to the value, or the value: 1, 1.0 and True are one key. */
    static Value keyIn(java.util.Map<Value, Value> entries, Value value) {
        var key = key(value);
        if (!Py.isNumber(key) || entries instanceof EvaluatedMap || entries.containsKey(key)) {
            return key;
        }
        return entries.keySet().stream()
                .filter(other -> Py.isNumber(other) && equal(other, key))
                .findFirst()
                .orElse(key);
    }
}
