package dev.drover.template;

import dev.drover.template.Token.Type;
import java.util.ArrayList;
import java.util.List;

/** Cuts a template into tokens. White space control ({@code -}, {@code +}, trim_blocks, lstrip_blocks) is done here: the parser sees final text. */
final class Lexer {

    private static final List<String> LONG_OPERATORS = List.of("**", "//", "==", "!=", "<=", ">=");

    private final String source;
    private final TemplateOptions options;
    private final boolean raw;
    private boolean inVariable;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean stripLeft;
    private boolean trimNewline;

    private Lexer(String source, TemplateOptions options, boolean raw) {
        this.source = source;
        this.options = options;
        this.raw = raw;
    }

    /**
     * The tokens of a template, closed by one of type END.
     *
     * @param raw whether backslashes in constants between {@code {{ }}} mean themselves, as in texts of playbooks
     */
    static List<Token> template(String source, TemplateOptions options, boolean raw) {
        var lexer = new Lexer(source, options, raw);
        lexer.data();
        lexer.add(Type.END, "", source.length());
        return lexer.tokens;
    }

    /** The tokens of a bare expression, closed by one of type END. */
    static List<Token> expression(String source) {
        var lexer = new Lexer(source, TemplateOptions.DEFAULT, false);
        while (lexer.skipBlanks()) {
            lexer.one();
        }
        lexer.add(Type.END, "", source.length());
        return lexer.tokens;
    }

    private void add(Type type, String text, int from) {
        tokens.add(new Token(type, text, from));
    }

    private void data() {
        while (at < source.length()) {
            int next = nextDelimiter();
            if (next < 0) {
                text(source.length(), false, false);
                return;
            }
            String opening = delimiterAt(next);
            char mark = charAt(next + opening.length());
            boolean block = opening.equals(options.blockStart()) || opening.equals(options.commentStart());
            text(next, mark == '-', block && options.lstripBlocks() && mark != '+' && mark != '-');
            at = next + opening.length() + (mark == '-' || mark == '+' ? 1 : 0);
            if (opening.equals(options.commentStart())) {
                comment(next);
            } else if (opening.equals(options.blockStart())) {
                block(next);
            } else {
                inside(Type.VARIABLE_BEGIN, Type.VARIABLE_END, options.variableEnd(), next);
            }
        }
    }

    /** The place of the next opening delimiter; of those at one place the longest counts. */
    private int nextDelimiter() {
        int best = -1;
        for (var opening : List.of(options.blockStart(), options.variableStart(), options.commentStart())) {
            int found = source.indexOf(opening, at);
            if (found >= 0 && (best < 0 || found < best)) {
                best = found;
            }
        }
        return best;
    }

    private String delimiterAt(int place) {
        String best = "";
        for (var opening : List.of(options.blockStart(), options.variableStart(), options.commentStart())) {
            if (source.startsWith(opening, place) && opening.length() > best.length()) {
                best = opening;
            }
        }
        return best;
    }

    private void text(int end, boolean stripRight, boolean stripIndent) {
        int from = at;
        if (stripLeft) {
            while (from < end && Character.isWhitespace(source.charAt(from))) {
                from++;
            }
        } else if (trimNewline) {
            if (source.startsWith("\r\n", from)) {
                from += 2;
            } else if (charAt(from) == '\n' && from < source.length()) {
                from++;
            }
        }
        stripLeft = false;
        trimNewline = false;
        from = Math.min(from, end);
        int to = end;
        if (stripRight) {
            while (to > from && Character.isWhitespace(source.charAt(to - 1))) {
                to--;
            }
        } else if (stripIndent) {
            int start = to;
            while (start > from && (source.charAt(start - 1) == ' ' || source.charAt(start - 1) == '\t')) {
                start--;
            }
            if (start == 0 || source.charAt(start - 1) == '\n') {
                to = start;
            }
        }
        if (to > from) {
            add(Type.DATA, source.substring(from, to).replace("\n", options.newlineSequence()), from);
        }
        at = end;
    }

    private void comment(int from) {
        int end = source.indexOf(options.commentEnd(), at);
        if (end < 0) {
            throw mistake("Missing end of comment tag", from);
        }
        close(end, options.commentEnd(), true);
    }

    /** What the mark before a closing delimiter says, and the way behind it. */
    private void close(int end, String delimiter, boolean block) {
        char mark = end > 0 ? source.charAt(end - 1) : ' ';
        stripLeft = mark == '-';
        trimNewline = block && options.trimBlocks() && mark != '+' && mark != '-';
        at = end + delimiter.length();
    }

    private void block(int from) {
        int word = at;
        while (Character.isWhitespace(charAt(word))) {
            word++;
        }
        if (source.startsWith("raw", word) && closesAt(word + 3) >= 0) {
            raw(closesAt(word + 3), from);
            return;
        }
        inside(Type.BLOCK_BEGIN, Type.BLOCK_END, options.blockEnd(), from);
    }

    /** Where a block that has nothing more in it ends, or -1. */
    private int closesAt(int from) {
        int place = from;
        while (Character.isWhitespace(charAt(place)) && place < source.length()) {
            place++;
        }
        if (charAt(place) == '-' || charAt(place) == '+') {
            place++;
        }
        return source.startsWith(options.blockEnd(), place) ? place : -1;
    }

    private void raw(int end, int from) {
        close(end, options.blockEnd(), false);
        int place = at;
        if (place == source.length()) {
            return; // Jinja does not miss the end where nothing is left
        }
        while (true) {
            int begin = source.indexOf(options.blockStart(), place);
            if (begin < 0) {
                throw mistake("Missing end of raw directive", from);
            }
            int word = begin + options.blockStart().length();
            char mark = charAt(word);
            if (mark == '-' || mark == '+') {
                word++;
            }
            while (Character.isWhitespace(charAt(word))) {
                word++;
            }
            int close = source.startsWith("endraw", word) ? closesAt(word + 6) : -1;
            if (close >= 0) {
                text(begin, mark == '-', options.lstripBlocks() && mark != '+' && mark != '-');
                close(close, options.blockEnd(), true);
                return;
            }
            place = begin + 1;
        }
    }

    private void inside(Type begin, Type end, String closing, int from) {
        add(begin, "", from);
        inVariable = begin == Type.VARIABLE_BEGIN;
        int depth = 0;
        while (skipBlanks()) {
            if (depth == 0) {
                int mark = charAt(at) == '-' || charAt(at) == '+' ? 1 : 0;
                if (source.startsWith(closing, at + mark) && (mark == 0 || !source.startsWith(closing, at))) {
                    add(end, "", at);
                    close(at + mark, closing, end == Type.BLOCK_END);
                    if (mark == 0) {
                        stripLeft = false;
                    }
                    return;
                }
            }
            one();
            String text =
                    tokens.getLast().type() == Type.OPERATOR ? tokens.getLast().text() : "";
            depth += "([{".contains(text) && !text.isEmpty() ? 1 : ")]}".contains(text) && !text.isEmpty() ? -1 : 0;
            depth = Math.max(0, depth);
        }
        throw mistake("unexpected end of template, expected '" + closing + "'.", from);
    }

    /** @return whether there is anything left */
    private boolean skipBlanks() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at < source.length();
    }

    private char charAt(int place) {
        return place < source.length() ? source.charAt(place) : '\0';
    }

    private void one() {
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
        add(Type.NAME, source.substring(from, at), from);
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
                if (raw && inVariable) {
                    text.append(c).append(source.charAt(at++));
                } else {
                    at = StringEscapes.append(source, at, text);
                }
            } else {
                text.append(c);
            }
        }
        if (at >= source.length()) {
            throw mistake("unexpected char " + (quote == '"' ? "'\"'" : "\"'\"") + " at " + from, from);
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
            throw mistake("unexpected char " + PyText.repr(String.valueOf(c)) + " at " + at, at);
        }
        add(Type.OPERATOR, String.valueOf(c), at);
        at++;
    }

    private static SyntaxMistake mistake(String message, int at) {
        return new SyntaxMistake(message, at);
    }
}
