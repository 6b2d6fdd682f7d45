package dev.drover.template;

import dev.drover.template.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses expressions with exactly Jinja's ladder of precedence. */
class ExpressionParser extends OperandParser {

    private static final int MAX_DEPTH = 200;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private int depth;

    ExpressionParser(List<Token> tokens) {
        super(tokens);
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

    @Override
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
    @Override
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
                take();
                take();
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
}
