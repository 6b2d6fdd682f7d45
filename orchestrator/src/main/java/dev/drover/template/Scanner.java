package dev.drover.template;

import dev.drover.template.Token.Type;
import java.util.ArrayList;
import java.util.List;

/** Cuts expressions into tokens. */
class Scanner {

    private static final List<String> LONG_OPERATORS = List.of("**", "//", "==", "!=", "<=", ">=");

    final String source;
    final List<Token> tokens = new ArrayList<>();
    int at;
    /** Whether backslashes in text constants mean themselves. */
    boolean keepsBackslashes;

    Scanner(String source) {
        this.source = source;
    }

    /** The tokens of a bare expression, closed by one of type END. */
    static List<Token> expression(String source) {
        var scanner = new Scanner(source);
        while (scanner.skipBlanks()) {
            scanner.one();
        }
        scanner.add(Type.END, "", source.length());
        return scanner.tokens;
    }

    final void add(Type type, String text, int from) {
        tokens.add(new Token(type, text, from));
    }

    /** @return whether there is anything left */
    final boolean skipBlanks() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at < source.length();
    }

    final char charAt(int place) {
        return place < source.length() ? source.charAt(place) : '\0';
    }

    final void one() {
        char c = source.charAt(at);
        if (Character.isLetter(c) || c == '_') {
            name();
        } else if (Character.isDigit(c)) {
            number();
        } else if (c == '"' || c == '\'') {
            string(c);
        } else {
            operator(c);
        }
    }

    private void name() {
        int from = at;
        while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
            at++;
        }
        add(Type.NAME, source.substring(from, at).intern(), from); // names are looked up again and again
    }

    private void number() {
        int from = at;
        if (charAt(at) == '0' && "xXoObB".indexOf(charAt(at + 1)) >= 0 && Character.digit(charAt(at + 2), 16) >= 0) {
            at += 2;
            while (Character.digit(charAt(at), 16) >= 0 || charAt(at) == '_') {
                at++;
            }
            add(Type.INTEGER, source.substring(from, at).replace("_", ""), from);
            return;
        }
        digits();
        boolean afterDot = !tokens.isEmpty() && tokens.getLast().is(Type.OPERATOR, ".");
        boolean real = false;
        if (!afterDot && charAt(at) == '.' && Character.isDigit(charAt(at + 1))) {
            real = true;
            at++;
            digits();
        }
        int exponent = at + 1 + (charAt(at + 1) == '+' || charAt(at + 1) == '-' ? 1 : 0);
        if (!afterDot && (charAt(at) == 'e' || charAt(at) == 'E') && Character.isDigit(charAt(exponent))) {
            real = true;
            at = exponent;
            digits();
        }
        add(real ? Type.FLOAT : Type.INTEGER, source.substring(from, at).replace("_", ""), from);
    }

    private void digits() {
        while (Character.isDigit(charAt(at)) || charAt(at) == '_' && Character.isDigit(charAt(at + 1))) {
            at++;
        }
    }

    private void string(char quote) {
        int from = at++;
        var text = new StringBuilder();
        while (at < source.length() && source.charAt(at) != quote) {
            char c = source.charAt(at++);
            if (c == '\\' && at < source.length()) {
                if (keepsBackslashes) {
                    text.append(c).append(source.charAt(at++));
                } else {
                    at = StringEscapes.append(source, at, text);
                }
            } else {
                text.append(c);
            }
        }
        if (at >= source.length()) {
            throw new SyntaxMistake("unexpected char " + (quote == '"' ? "'\"'" : "\"'\"") + " at " + from, from);
        }
        at++;
        add(Type.STRING, text.toString(), from);
    }

    private void operator(char c) {
        for (var operator : LONG_OPERATORS) {
            if (source.startsWith(operator, at)) {
                add(Type.OPERATOR, operator, at);
                at += 2;
                return;
            }
        }
        if ("+-*/%~|.,:;()[]{}=<>".indexOf(c) < 0) {
            throw new SyntaxMistake("unexpected char " + PyText.repr(String.valueOf(c)) + " at " + at, at);
        }
        add(Type.OPERATOR, String.valueOf(c), at);
        at++;
    }
}
