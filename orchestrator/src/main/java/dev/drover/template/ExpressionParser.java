package dev.drover.template;

import dev.drover.template.Token.Type;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses expressions with exactly Jinja's ladder of precedence. */
class ExpressionParser {

    private static final int MAX_DEPTH = 200;
    private static final String INVALID_CALL = "invalid syntax for function call expression";
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final List<Token> tokens;
    private int next;
    private int depth;

    ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** One whole expression and nothing behind it. */
    static Expr whole(String source) {
        var parser = new ExpressionParser(Scanner.expression(source));
        var expression = parser.expression();
        if (parser.peek().type() != Type.END) {
            throw new SyntaxMistake("chunk after expression", parser.peek().at());
        }
        return expression;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token ahead(int by) {
        return tokens.get(Math.min(next + by, tokens.size() - 1));
    }

    Token take() {
        return tokens.get(Math.min(next++, tokens.size() - 1));
    }

    boolean isName(String name) {
        return peek().is(Type.NAME, name);
    }

    boolean takeName(String name) {
        boolean found = isName(name);
        next += found ? 1 : 0;
        return found;
    }

    boolean isOperator(String operator) {
        return peek().is(Type.OPERATOR, operator);
    }

    boolean takeOperator(String operator) {
        boolean found = isOperator(operator);
        next += found ? 1 : 0;
        return found;
    }

    void expectOperator(String operator) {
        if (!takeOperator(operator)) {
            throw unexpected("expected token '" + operator + "', got " + peek().described());
        }
    }

    String expectName() {
        if (peek().type() != Type.NAME) {
            throw unexpected("expected token 'name', got " + peek().described());
        }
        return take().text();
    }

    SyntaxMistake unexpected(String message) {
        return new SyntaxMistake(message, peek().at());
    }

    Expr expression() {
        if (++depth > MAX_DEPTH) {
            throw unexpected("the expression is nested too deeply");
        }
        int at = peek().at();
        var expression = or();
        while (takeName("if")) {
            var condition = or();
            Optional<Expr> otherwise = takeName("else") ? Optional.of(expression()) : Optional.empty();
            expression = new Expr.Conditional(condition, expression, otherwise, at);
        }
        depth--;
        return expression;
    }

    /** An expression, or several with commas between them: a tuple without parentheses. */
    Expr tuple(boolean conditions) {
        int at = peek().at();
        var first = conditions ? expression() : or();
        if (!isOperator(",")) {
            return first;
        }
        var items = new ArrayList<>(List.of(first));
        while (takeOperator(",")) {
            if (endsTuple()) {
                break;
            }
            items.add(conditions ? expression() : or());
        }
        return new Expr.TupleOf(List.copyOf(items), at);
    }

    private boolean endsTuple() {
        var token = peek();
        return token.type() == Type.VARIABLE_END
                || token.type() == Type.BLOCK_END
                || token.type() == Type.END
                || token.is(Type.OPERATOR, ")")
                || token.is(Type.NAME, "in");
    }

    private Expr or() {
        int at = peek().at();
        var left = and();
        while (takeName("or")) {
            left = new Expr.Or(left, and(), at);
        }
        return left;
    }

    private Expr and() {
        int at = peek().at();
        var left = not();
        while (takeName("and")) {
            left = new Expr.And(left, not(), at);
        }
        return left;
    }

    private Expr not() {
        int at = peek().at();
        if (takeName("not")) {
            if (++depth > MAX_DEPTH) {
                throw unexpected("the expression is nested too deeply");
            }
            var operand = not();
            depth--;
            return new Expr.Not(operand, at);
        }
        return compare();
    }

    private Expr compare() {
        int at = peek().at();
        var first = sum();
        var rest = new ArrayList<Expr.Comparison>();
        while (true) {
            if (peek().type() == Type.OPERATOR && COMPARISONS.contains(peek().text())) {
                rest.add(new Expr.Comparison(take().text(), sum()));
            } else if (takeName("in")) {
                rest.add(new Expr.Comparison("in", sum()));
            } else if (isName("not") && ahead(1).is(Type.NAME, "in")) {
                next += 2;
                rest.add(new Expr.Comparison("not in", sum()));
            } else {
                return rest.isEmpty() ? first : new Expr.Compare(first, List.copyOf(rest), at);
            }
        }
    }

    private Expr sum() {
        int at = peek().at();
        var left = concat();
        while (isOperator("+") || isOperator("-")) {
            left = new Expr.Binary(take().text(), left, concat(), at);
        }
        return left;
    }

    private Expr concat() {
        int at = peek().at();
        var parts = new ArrayList<>(List.of(product()));
        while (takeOperator("~")) {
            parts.add(product());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expr.Concat(List.copyOf(parts), at);
    }

    private Expr product() {
        int at = peek().at();
        var left = power();
        while (isOperator("*") || isOperator("/") || isOperator("//") || isOperator("%")) {
            left = new Expr.Binary(take().text(), left, power(), at);
        }
        return left;
    }

    private Expr power() {
        int at = peek().at();
        var left = unary(true);
        while (takeOperator("**")) {
            left = new Expr.Binary("**", left, unary(true), at);
        }
        return left;
    }

    private Expr unary(boolean filters) {
        if (++depth > MAX_DEPTH) {
            throw unexpected("the expression is nested too deeply");
        }
        int at = peek().at();
        Expr expression =
                isOperator("-") || isOperator("+") ? new Expr.Unary(take().text(), unary(false), at) : primary();
        depth--;
        var complete = postfix(expression);
        return filters ? filters(complete) : complete;
    }

    private Expr primary() {
        var token = peek();
        switch (token.type()) {
            case NAME -> {
                take();
                return switch (token.text()) {
                    case "true", "True" -> new Expr.Constant(Value.TRUE, token.at());
                    case "false", "False" -> new Expr.Constant(Value.FALSE, token.at());
                    case "none", "None" -> new Expr.Constant(Value.NIL, token.at());
                    default -> new Expr.Name(token.text(), token.at());
                };
            }
            case STRING -> {
                var text = new StringBuilder();
                while (peek().type() == Type.STRING) {
                    text.append(take().text());
                }
                return new Expr.Constant(Value.of(text.toString()), token.at());
            }
            case INTEGER -> {
                take();
                return new Expr.Constant(new Value.Int(integer(token)), token.at());
            }
            case FLOAT -> {
                take();
                return new Expr.Constant(Value.of(Double.parseDouble(token.text())), token.at());
            }
            case OPERATOR -> {
                return switch (token.text()) {
                    case "(" -> parenthesis();
                    case "[" -> list();
                    case "{" -> dict();
                    default -> throw unexpected("unexpected " + token.described());
                };
            }
            default -> throw unexpected("unexpected " + token.described());
        }
    }

    private static BigInteger integer(Token token) {
        String text = token.text();
        if (text.length() > 2 && text.charAt(0) == '0' && Character.isLetter(text.charAt(1))) {
            int radix = switch (Character.toLowerCase(text.charAt(1))) {
                case 'x' -> 16;
                case 'o' -> 8;
                default -> 2;
            };
            try {
                return new BigInteger(text.substring(2), radix);
            } catch (NumberFormatException e) {
                throw new SyntaxMistake("invalid number " + text, token.at());
            }
        }
        return new BigInteger(text);
    }

    private Expr parenthesis() {
        int at = take().at();
        if (takeOperator(")")) {
            return new Expr.TupleOf(List.of(), at);
        }
        var inner = tuple(true);
        expectOperator(")");
        return inner;
    }

    private Expr list() {
        int at = take().at();
        var items = new ArrayList<Expr>();
        while (!isOperator("]")) {
            if (!items.isEmpty()) {
                expectOperator(",");
                if (isOperator("]")) {
                    break;
                }
            }
            items.add(expression());
        }
        take();
        return new Expr.ListOf(List.copyOf(items), at);
    }

    private Expr dict() {
        int at = take().at();
        var pairs = new ArrayList<Expr.Pair>();
        while (!isOperator("}")) {
            if (!pairs.isEmpty()) {
                expectOperator(",");
                if (isOperator("}")) {
                    break;
                }
            }
            var key = expression();
            expectOperator(":");
            pairs.add(new Expr.Pair(key, expression()));
        }
        take();
        return new Expr.DictOf(List.copyOf(pairs), at);
    }

    private Expr postfix(Expr expression) {
        var result = expression;
        while (true) {
            int at = peek().at();
            if (takeOperator(".")) {
                var token = take();
                result = switch (token.type()) {
                    case NAME -> new Expr.Attribute(result, token.text(), at);
                    case INTEGER ->
                        new Expr.Item(result, new Expr.Constant(new Value.Int(integer(token)), token.at()), at);
                    default -> throw new SyntaxMistake("expected name or number", token.at());
                };
            } else if (takeOperator("[")) {
                result = subscript(result, at);
                expectOperator("]");
            } else if (isOperator("(")) {
                result = new Expr.Call(result, arguments(), at);
            } else {
                return result;
            }
        }
    }

    private Expr subscript(Expr of, int at) {
        Optional<Expr> first = isOperator(":") ? Optional.empty() : Optional.of(expression());
        if (!isOperator(":")) {
            if (isOperator(",")) {
                var items = new ArrayList<>(List.of(first.orElseThrow()));
                while (takeOperator(",")) {
                    items.add(expression());
                }
                return new Expr.Item(of, new Expr.TupleOf(List.copyOf(items), at), at);
            }
            return new Expr.Item(of, first.orElseThrow(), at);
        }
        take();
        Optional<Expr> to = isOperator(":") || isOperator("]") ? Optional.empty() : Optional.of(expression());
        Optional<Expr> step = Optional.empty();
        if (takeOperator(":") && !isOperator("]")) {
            step = Optional.of(expression());
        }
        return new Expr.Slice(of, first, to, step, at);
    }

    private Expr filters(Expr expression) {
        var result = expression;
        while (true) {
            int at = peek().at();
            if (takeOperator("|")) {
                result = filter(result, at);
            } else if (takeName("is")) {
                result = test(result, at);
            } else if (isOperator("(")) {
                result = new Expr.Call(result, arguments(), at);
            } else {
                return result;
            }
        }
    }

    Expr.Filter filter(Expr value, int at) {
        String name = dottedName();
        return new Expr.Filter(value, name, isOperator("(") ? arguments() : Expr.Arguments.NONE, at);
    }

    private String dottedName() {
        var name = new StringBuilder(expectName());
        while (takeOperator(".")) {
            name.append('.').append(expectName());
        }
        return name.toString();
    }

    private Expr test(Expr value, int at) {
        boolean negated = takeName("not");
        String name = dottedName();
        var arguments = Expr.Arguments.NONE;
        if (isOperator("(")) {
            arguments = arguments();
        } else if (startsArgument()) {
            if (isName("is")) {
                throw unexpected("You cannot chain multiple tests with is");
            }
            arguments = new Expr.Arguments(List.of(postfix(primary())), List.of(), Optional.empty(), Optional.empty());
        }
        return new Expr.Test(value, name, arguments, negated, at);
    }

    private boolean startsArgument() {
        var token = peek();
        return switch (token.type()) {
            case NAME -> !Set.of("else", "or", "and", "if", "in", "not").contains(token.text());
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> Set.of("[", "{").contains(token.text());
            default -> false;
        };
    }

    Expr.Arguments arguments() {
        expectOperator("(");
        var positional = new ArrayList<Expr>();
        var named = new ArrayList<Expr.Named>();
        Optional<Expr> rest = Optional.empty();
        Optional<Expr> namedRest = Optional.empty();
        boolean first = true;
        while (!isOperator(")")) {
            if (!first) {
                expectOperator(",");
                if (isOperator(")")) {
                    break;
                }
            }
            first = false;
            if (namedRest.isPresent() || rest.isPresent() && isOperator("*")) {
                throw unexpected(INVALID_CALL);
            }
            if (takeOperator("**")) {
                namedRest = Optional.of(expression());
            } else if (takeOperator("*")) {
                rest = Optional.of(expression());
            } else if (peek().type() == Type.NAME && ahead(1).is(Type.OPERATOR, "=")) {
                String name = take().text();
                take();
                named.add(new Expr.Named(name, expression()));
            } else {
                if (!named.isEmpty() || rest.isPresent()) {
                    throw unexpected(INVALID_CALL);
                }
                positional.add(expression());
            }
        }
        take();
        return new Expr.Arguments(List.copyOf(positional), List.copyOf(named), rest, namedRest);
    }
}
