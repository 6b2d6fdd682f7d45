package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** JMESPath, the query language of {@code json_query}: parsed by precedence into functions from a value to a value. */
final class JmesPath {

    private final List<JmesTokens.Token> tokens;
    private int next;
    private int depth;

    private JmesPath(List<JmesTokens.Token> tokens) {
        this.tokens = tokens;
    }

    /** What the expression finds in a value; null where there is nothing. */
    static Value search(String expression, Value value) {
        var path = new JmesPath(JmesTokens.of(expression));
        var query = path.expression(0);
        if (!path.peek().type().equals("end")) {
            throw path.wrong();
        }
        return query.apply(value);
    }

    private JmesTokens.Token peek() {
        return tokens.get(next);
    }

    private boolean take(String type) {
        boolean is = peek().type().equals(type);
        next += is ? 1 : 0;
        return is;
    }

    private JmesTokens.Token expect(String type) {
        var token = peek();
        if (!take(type)) {
            throw wrong();
        }
        return token;
    }

    private Mistake wrong() {
        return Mistake.of("JMESPathError in json_query filter plugin: unexpected "
                + (peek().type().equals("end") ? "end" : PyText.repr(peek().text())));
    }

    private static int power(String symbol) {
        return switch (symbol) {
            case "|" -> 1;
            case "||" -> 2;
            case "&&" -> 3;
            case "==", "!=", "<", "<=", ">", ">=" -> 5;
            case "[]" -> 9;
            case "[?" -> 21;
            case "." -> 40;
            case "[" -> 55;
            case "(" -> 60;
            default -> 0;
        };
    }

    private UnaryOperator<Value> expression(int above) {
        if (++depth > Bounds.MAX_DEPTH) {
            throw Mistake.of("JMESPathError in json_query filter plugin: nested too deeply");
        }
        var left = prefix();
        while (power(peek().type()) > above) {
            left = infix(left);
        }
        depth--;
        return left;
    }

    private UnaryOperator<Value> prefix() {
        var token = tokens.get(next++);
        return switch (token.type()) {
            case "literal" -> value -> token.value();
            case "name" -> peek().type().equals("(") ? call(token.text()) : field(token.value());
            case "quoted" -> field(token.value());
            case "@" -> value -> value;
            case "*" -> projected(JmesPath::values, right(20));
            case "[?" -> filter(value -> value);
            case "[]" -> projected(JmesPath::flattened, right(9));
            case "[" -> {
                if (peek().type().equals("number") || peek().type().equals(":")) {
                    yield index(value -> value);
                }
                if (take("*")) {
                    expect("]");
                    yield projected(JmesPath::list, right(20));
                }
                yield multiList();
            }
            case "{" -> multiDict();
            case "!" -> {
                var operand = expression(45);
                yield value -> Value.of(!truth(operand.apply(value)));
            }
            case "&" -> {
                var inner = expression(0);
                yield value -> new Query(inner);
            }
            case "(" -> {
                var inner = expression(0);
                expect(")");
                yield inner;
            }
            default -> {
                next--;
                throw wrong();
            }
        };
    }

    /** An expression as an argument: {@code &name}. */
    record Query(UnaryOperator<Value> body) implements Value.Opaque {
        @Override
        public String typeName() {
            return "expref";
        }
    }

    private UnaryOperator<Value> infix(UnaryOperator<Value> left) {
        var token = tokens.get(next++);
        return switch (token.type()) {
            case "." -> {
                if (take("*")) {
                    yield then(left, projected(JmesPath::values, right(20)));
                }
                yield then(left, dotted());
            }
            case "|" -> then(left, expression(1));
            case "||" -> {
                var right = expression(2);
                yield value -> {
                    var first = left.apply(value);
                    return truth(first) ? first : right.apply(value);
                };
            }
            case "&&" -> {
                var right = expression(3);
                yield value -> {
                    var first = left.apply(value);
                    return truth(first) ? right.apply(value) : first;
                };
            }
            case "[" -> {
                if (take("*")) {
                    expect("]");
                    yield then(left, projected(JmesPath::list, right(20)));
                }
                yield index(left);
            }
            case "[]" -> then(left, projected(JmesPath::flattened, right(9)));
            case "[?" -> filter(left);
            default -> comparison(token.type(), left, expression(5));
        };
    }

    private static UnaryOperator<Value> then(UnaryOperator<Value> first, UnaryOperator<Value> second) {
        return value -> second.apply(first.apply(value));
    }

    /** What stands behind a dot. */
    private UnaryOperator<Value> dotted() {
        var token = tokens.get(next++);
        return switch (token.type()) {
            case "name" -> peek().type().equals("(") ? call(token.text()) : field(token.value());
            case "quoted" -> field(token.value());
            case "[" -> multiList();
            case "{" -> multiDict();
            default -> {
                next--;
                throw wrong();
            }
        };
    }

    private static UnaryOperator<Value> field(Value name) {
        return value -> value instanceof Value.Mapping(var entries) ? entries.getOrDefault(name, Value.NIL) : Value.NIL;
    }

    /** The rest of a projection, applied to each of its elements. */
    private UnaryOperator<Value> right(int above) {
        String type = peek().type();
        if (power(type) < 10) {
            return value -> value;
        }
        if (type.equals(".") || type.equals("[") || type.equals("[?")) {
            UnaryOperator<Value> rest = value -> value;
            while (power(peek().type()) > above) {
                rest = infix(rest);
            }
            return rest;
        }
        throw wrong();
    }

    private static UnaryOperator<Value> projected(
            java.util.function.Function<Value, Optional<List<Value>>> elements, UnaryOperator<Value> rest) {
        return value -> elements.apply(value)
                .<Value>map(items -> {
                    var results = new ArrayList<Value>();
                    for (var item : items) {
                        var result = rest.apply(item);
                        if (!(result instanceof Value.Nil)) {
                            results.add(result);
                        }
                    }
                    return new Value.Sequence(results);
                })
                .orElse(Value.NIL);
    }

    private static Optional<List<Value>> list(Value value) {
        return value instanceof Value.Sequence(var items) ? Optional.of(items) : Optional.empty();
    }

    private static Optional<List<Value>> values(Value value) {
        return value instanceof Value.Mapping(var entries)
                ? Optional.of(new ArrayList<>(entries.values()))
                : Optional.empty();
    }

    private static Optional<List<Value>> flattened(Value value) {
        return list(value).map(items -> {
            var all = new ArrayList<Value>();
            for (var item : items) {
                if (item instanceof Value.Sequence(var inner)) {
                    all.addAll(inner);
                } else {
                    all.add(item);
                }
            }
            return all;
        });
    }

    private UnaryOperator<Value> filter(UnaryOperator<Value> of) {
        var condition = expression(0);
        expect("]");
        var rest = projected(JmesPath::list, right(20));
        return value -> {
            var kept = list(of.apply(value))
                    .map(items -> items.stream()
                            .filter(item -> truth(condition.apply(item)))
                            .toList());
            return kept.isEmpty() ? Value.NIL : rest.apply(new Value.Sequence(kept.get()));
        };
    }

    private UnaryOperator<Value> index(UnaryOperator<Value> of) {
        var bounds = new ArrayList<Optional<Integer>>();
        bounds.add(number());
        while (take(":")) {
            bounds.add(number());
        }
        expect("]");
        if (bounds.size() == 1) {
            int at = bounds.getFirst().orElseThrow(this::wrong);
            return value -> list(of.apply(value))
                    .filter(items -> at < items.size() && at >= -items.size())
                    .map(items -> items.get(at < 0 ? items.size() + at : at))
                    .orElse(Value.NIL);
        }
        int step = bounds.size() > 2 ? bounds.get(2).orElse(1) : 1;
        var rest = projected(JmesPath::list, right(20));
        return value -> list(of.apply(value))
                .map(items -> rest.apply(new Value.Sequence(sliced(items, bounds.get(0), bounds.get(1), step))))
                .orElse(Value.NIL);
    }

    private Optional<Integer> number() {
        String text = peek().text();
        return take("number") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static List<Value> sliced(List<Value> items, Optional<Integer> from, Optional<Integer> to, int step) {
        if (step == 0) {
            throw Mistake.of("slice step cannot be zero");
        }
        int size = items.size();
        int low = step > 0 ? 0 : -1;
        int high = step > 0 ? size : size - 1;
        int start = from.map(at -> Math.clamp(at < 0 ? (long) size + at : at, low, high))
                .orElse(step > 0 ? low : high);
        int end = to.map(at -> Math.clamp(at < 0 ? (long) size + at : at, low, high))
                .orElse(step > 0 ? high : low);
        var chosen = new ArrayList<Value>();
        for (int i = start; step > 0 ? i < end : i > end; i += step) {
            chosen.add(items.get(i));
        }
        return chosen;
    }

    private UnaryOperator<Value> multiList() {
        var parts = new ArrayList<UnaryOperator<Value>>();
        do {
            parts.add(expression(0));
        } while (take(","));
        expect("]");
        return value -> value instanceof Value.Nil
                ? Value.NIL
                : new Value.Sequence(
                        parts.stream().map(part -> part.apply(value)).toList());
    }

    private UnaryOperator<Value> multiDict() {
        Map<Value, UnaryOperator<Value>> parts = new LinkedHashMap<>();
        do {
            var key = tokens.get(next++);
            expect(":");
            parts.put(key.value(), expression(0));
        } while (take(","));
        expect("}");
        return value -> {
            if (value instanceof Value.Nil) {
                return Value.NIL;
            }
            var map = new LinkedHashMap<Value, Value>();
            parts.forEach((key, part) -> map.put(key, part.apply(value)));
            return new Value.Mapping(map);
        };
    }

    private static UnaryOperator<Value> comparison(
            String operator, UnaryOperator<Value> left, UnaryOperator<Value> right) {
        return value -> {
            var a = left.apply(value);
            var b = right.apply(value);
            return switch (operator) {
                case "==" -> Value.of(same(a, b));
                case "!=" -> Value.of(!same(a, b));
                default ->
                    isNumber(a) && isNumber(b) || a instanceof Value.Text && b instanceof Value.Text
                            ? Value.of(PyOrder.compare(operator, a, b))
                            : Value.NIL;
            };
        };
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Int || value instanceof Value.Real;
    }

    private static boolean same(Value a, Value b) {
        return (a instanceof Value.Bool) == (b instanceof Value.Bool) && PyOrder.equal(a, b);
    }

    static boolean truth(Value value) {
        return switch (value) {
            case Value.Nil nil -> false;
            case Value.Bool(var truth) -> truth;
            case Value.Text text -> !text.text().isEmpty();
            case Value.Sequence(var items) -> !items.isEmpty();
            case Value.Mapping(var entries) -> !entries.isEmpty();
            default -> true;
        };
    }

    private UnaryOperator<Value> call(String name) {
        expect("(");
        var arguments = new ArrayList<UnaryOperator<Value>>();
        while (!take(")")) {
            if (!arguments.isEmpty()) {
                expect(",");
            }
            arguments.add(expression(0));
        }
        return value -> JmesFunctions.call(
                name, arguments.stream().map(argument -> argument.apply(value)).toList());
    }
}
