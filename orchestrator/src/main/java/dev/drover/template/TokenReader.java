package dev.drover.template;

import dev.drover.template.Token.Type;
import java.util.List;

/** Reads tokens one after another. */
abstract class TokenReader {

    private final List<Token> tokens;
    private int next;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
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
}
