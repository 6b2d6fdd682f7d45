package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The pieces of a JMESPath expression. */
final class JmesTokens {

    private JmesTokens() {}

    record Token(String type, String text, Value value) {
        static Token of(String symbol) {
            return new Token(symbol, symbol, Value.NIL);
        }
    }

    static List<Token> of(String text) {
        var tokens = new ArrayList<Token>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int start = at;
            if (Character.isWhitespace(c)) {
                at++;
            } else if (Character.isLetter(c) || c == '_') {
                while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                    at++;
                }
                String name = text.substring(start, at);
                tokens.add(new Token("name", name, Value.of(name)));
            } else if (Character.isDigit(c) || c == '-') {
                at++;
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    at++;
                }
                tokens.add(new Token("number", text.substring(start, at), Value.NIL));
            } else if (c == '\'' || c == '"' || c == '`') {
                at = closing(text, at);
                tokens.add(quoted(c, text.substring(start + 1, at)));
                at++;
            } else {
                var symbol = List.of("[?", "[]", "&&", "||", "==", "!=", "<=", ">=").stream()
                        .filter(one -> text.startsWith(one, start))
                        .findFirst()
                        .orElse(String.valueOf(c));
                if (symbol.length() == 1 && ".[]{}(),:*@&|!<>".indexOf(c) < 0) {
                    throw Mistake.of("JMESPathError in json_query filter plugin: bad character " + PyText.repr(symbol)
                            + " in " + PyText.repr(text));
                }
                tokens.add(Token.of(symbol));
                at += symbol.length();
            }
        }
        tokens.add(new Token("end", "", Value.NIL));
        return tokens;
    }

    private static int closing(String text, int from) {
        for (int at = from + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == text.charAt(from)) {
                return at;
            }
        }
        throw Mistake.of("JMESPathError in json_query filter plugin: a quote is not closed in " + PyText.repr(text));
    }

    private static Token quoted(char quote, String text) {
        return switch (quote) {
            case '\'' -> new Token("literal", text, Value.of(text.replace("\\'", "'")));
            case '"' -> new Token("quoted", text, PyJsonReader.read('"' + text + '"'));
            default -> {
                String json = text.replace("\\`", "`").strip();
                Value value;
                try {
                    value = PyJsonReader.read(json);
                } catch (Mistake e) {
                    value = PyJsonReader.read(
                            '"' + text.replace("\\`", "`").stripLeading() + '"'); // a text without quotes
                }
                yield new Token("literal", text, value);
            }
        };
    }
}
