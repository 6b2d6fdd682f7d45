package dev.drover.template;

import dev.drover.template.Token.Type;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses what operators stand between: constants, names, containers, and what follows on them. */
abstract class OperandParser extends TokenReader {

    private static final String INVALID_CALL = "invalid syntax for function call expression";

    OperandParser(List<Token> tokens) {
        super(tokens);
    }

    abstract Expr expression();

    /** An expression, or several with commas between them: a tuple without parentheses. */
    abstract Expr tuple(boolean conditions);

    Expr primary() {
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

    Expr postfix(Expr expression) {
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

    Expr filters(Expr expression) {
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
