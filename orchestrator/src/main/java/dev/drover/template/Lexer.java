package dev.drover.template;

import dev.drover.template.Token.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Cuts a template into tokens. White space control ({@code -}, {@code +}, trim_blocks, lstrip_blocks) is done here: the parser sees final text. */
final class Lexer extends Scanner {

    /** What a part that is not text may be; of two that begin alike at one place the first here counts, unless the other is longer. */
    private enum Part {
        VARIABLE,
        LINE_STATEMENT,
        LINE_COMMENT,
        COMMENT,
        BLOCK
    }

    private record Opener(Part part, String text) {}

    /** @param start where the part begins, with the blanks before it that belong to a line's statement or comment */
    private record Opening(Opener opener, int start, int end) {}

    private final TemplateOptions options;
    private final boolean raw;
    private final List<Opener> openers;

    private Lexer(String source, TemplateOptions options, boolean raw) {
        super(source);
        this.options = options;
        this.raw = raw;
        var all = new ArrayList<Opener>();
        all.add(new Opener(Part.VARIABLE, options.variableStart()));
        all.add(new Opener(Part.LINE_STATEMENT, options.lineStatement()));
        all.add(new Opener(Part.LINE_COMMENT, options.lineComment()));
        all.add(new Opener(Part.COMMENT, options.commentStart()));
        all.add(new Opener(Part.BLOCK, options.blockStart()));
        all.removeIf(opener -> opener.text().isEmpty());
        all.sort(Comparator.comparingInt(opener -> -opener.text().length()));
        this.openers = List.copyOf(all);
    }

    /**
     * The tokens of a template, closed by one of type END.
     *
     * @param source its lines end in newlines only
     * @param raw whether backslashes in constants between {@code {{ }}} mean themselves, as in texts of playbooks
     */
    static List<Token> template(String source, TemplateOptions options, boolean raw) {
        var lexer = new Lexer(source, options, raw);
        lexer.data();
        lexer.add(Type.END, "", source.length());
        return lexer.tokens;
    }

    private void data() {
        while (at < source.length()) {
            var opening = next();
            if (opening == null) {
                text(source.length(), ' ', false);
                return;
            }
            char mark = charAt(opening.end());
            text(opening.start(), mark, opening.opener().part() != Part.VARIABLE);
            at = opening.end() + (mark == '-' || mark == '+' ? 1 : 0);
            part(opening);
        }
    }

    private void part(Opening opening) {
        int from = opening.start();
        switch (opening.opener().part()) {
            case COMMENT -> comment(from);
            case LINE_COMMENT -> at = lineEnd(at);
            case VARIABLE -> inside(Type.VARIABLE_BEGIN, Type.VARIABLE_END, options.variableEnd(), from);
            case LINE_STATEMENT -> inside(Type.BLOCK_BEGIN, Type.BLOCK_END, "", from);
            case BLOCK -> {
                int end = rawBegin(opening.start());
                if (end >= 0) {
                    at = end;
                    raw(from);
                } else {
                    inside(Type.BLOCK_BEGIN, Type.BLOCK_END, options.blockEnd(), from);
                }
            }
        }
    }

    private int lineEnd(int from) {
        int end = source.indexOf('\n', from);
        return end < 0 ? source.length() : end;
    }

    /** The next part that is not text: the first there is, of those at one place the longest. */
    private Opening next() {
        Opening best = null;
        for (var opener : openers) {
            var found = switch (opener.part()) {
                case LINE_STATEMENT -> lineStatement(opener);
                case LINE_COMMENT -> lineComment(opener);
                case VARIABLE, COMMENT, BLOCK -> {
                    int place = source.indexOf(opener.text(), at);
                    yield place < 0
                            ? null
                            : new Opening(opener, place, place + opener.text().length());
                }
            };
            boolean better = found != null
                    && (best == null
                            || found.start() < best.start()
                            || found.start() == best.start()
                                    && opener.part() == Part.BLOCK
                                    && rawBegin(found.start()) >= 0);
            best = better ? found : best;
        }
        return best;
    }

    /** The prefix with nothing but blanks before it on its line. */
    private Opening lineStatement(Opener opener) {
        for (int place = source.indexOf(opener.text(), at);
                place >= 0;
                place = source.indexOf(opener.text(), place + 1)) {
            int start = place;
            while (start > at && (source.charAt(start - 1) == ' ' || source.charAt(start - 1) == '\t')) {
                start--;
            }
            if (start == 0 || source.charAt(start - 1) == '\n') {
                return new Opening(opener, start, place + opener.text().length());
            }
        }
        return null;
    }

    /** The prefix with the blanks before it; these begin the line or follow what is no blank. */
    private Opening lineComment(Opener opener) {
        for (int place = source.indexOf(opener.text(), at);
                place >= 0;
                place = source.indexOf(opener.text(), place + 1)) {
            int start = place;
            while (start > at && isBlank(source.charAt(start - 1))) {
                start--;
            }
            if (start == 0 || !isBlank(source.charAt(start - 1))) {
                return new Opening(opener, start, place + opener.text().length());
            }
        }
        return null;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) && c != '\n';
    }

    /** @param mark what stands behind the delimiter that the text ends at */
    private void text(int end, char mark, boolean block) {
        int from = at;
        int to = end;
        if (mark == '-') {
            while (to > from && Character.isWhitespace(source.charAt(to - 1))) {
                to--;
            }
        } else if (mark != '+' && block && options.lstripBlocks()) {
            int start = to;
            while (start > from && isBlank(source.charAt(start - 1))) {
                start--;
            }
            if (start == 0 || source.charAt(start - 1) == '\n') {
                to = start;
            }
        }
        if (to > from) {
            String text = source.substring(from, to);
            String newline = options.newlineSequence();
            add(Type.DATA, newline.equals("\n") ? text : text.replace("\n", newline), from);
        }
        at = end;
    }

    private void comment(int from) {
        if (at == source.length()) {
            return; // Jinja does not miss the end where nothing is left
        }
        int end = source.indexOf(options.commentEnd(), at);
        if (end < 0) {
            throw new SyntaxMistake("Missing end of comment tag", from);
        }
        char mark = end > at ? source.charAt(end - 1) : ' ';
        closed(end + options.commentEnd().length(), mark, true);
    }

    /** The way behind a closing delimiter, and what the mark in it says of the text that follows. */
    private void closed(int behind, char mark, boolean block) {
        at = behind;
        if (mark == '-') {
            skipBlanks();
        } else if (mark != '+' && block && options.trimBlocks() && charAt(at) == '\n') {
            at++;
        }
    }

    /** Where the block that opens here ends if it is {@code raw}, or -1. */
    private int rawBegin(int start) {
        int place = word(start + options.blockStart().length(), "raw");
        if (place < 0) {
            return -1;
        }
        if (source.startsWith(options.blockEnd(), place)) {
            return place + options.blockEnd().length();
        }
        if (charAt(place) != '-' || !source.startsWith(options.blockEnd(), place + 1)) {
            return -1;
        }
        return blanks(place + 1 + options.blockEnd().length());
    }

    private int blanks(int from) {
        int place = from;
        while (place < source.length() && Character.isWhitespace(source.charAt(place))) {
            place++;
        }
        return place;
    }

    /** The place behind this word and the blanks around it, if a block begins so; else -1. */
    private int word(int behindOpening, String word) {
        int mark = charAt(behindOpening) == '-' || charAt(behindOpening) == '+' ? 1 : 0;
        int place = blanks(behindOpening + mark);
        return source.startsWith(word, place) ? blanks(place + word.length()) : -1;
    }

    private void raw(int from) {
        if (at == source.length()) {
            return;
        }
        for (int begin = source.indexOf(options.blockStart(), at);
                begin >= 0;
                begin = source.indexOf(options.blockStart(), begin + 1)) {
            int opened = begin + options.blockStart().length();
            int place = word(opened, "endraw");
            int mark = place >= 0 && (charAt(place) == '-' || charAt(place) == '+') ? 1 : 0;
            if (place >= 0 && source.startsWith(options.blockEnd(), place + mark)) {
                text(begin, charAt(opened), true);
                closed(place + mark + options.blockEnd().length(), mark == 1 ? charAt(place) : ' ', true);
                return;
            }
        }
        throw new SyntaxMistake("Missing end of raw directive", from);
    }

    /** @param closing the delimiter at the end; empty where the end of the line is the end */
    private void inside(Type begin, Type end, String closing, int from) {
        add(begin, "", from);
        keepsBackslashes = raw && begin == Type.VARIABLE_BEGIN;
        var open = new ArrayDeque<Character>();
        while (true) {
            if (!closing.isEmpty()) {
                skipBlanks();
            }
            if (open.isEmpty() && (closing.isEmpty() ? lineEnds() : blockEnds(end, closing))) {
                return;
            }
            if (!skipBlanks()) {
                break;
            }
            one();
            balance(tokens.getLast(), open);
        }
        String expected = end == Type.VARIABLE_END ? "'end of print statement'" : "'end of statement block'";
        throw new SyntaxMistake(
                operandAwaited()
                        ? "unexpected 'end of template'"
                        : "unexpected end of template, expected " + expected + ".",
                from);
    }

    /** Whether what there is of an expression can't be all of it. */
    private boolean operandAwaited() {
        var last = tokens.getLast();
        return last.type() == Type.VARIABLE_BEGIN
                || last.type() == Type.OPERATOR && !List.of(")", "]", "}").contains(last.text());
    }

    private boolean lineEnds() {
        int rest = blanks(at);
        int newline = source.lastIndexOf('\n', rest - 1);
        if (rest < source.length() && newline < at) {
            return false;
        }
        add(Type.BLOCK_END, "", at);
        at = rest < source.length() ? newline + 1 : rest;
        return true;
    }

    private boolean blockEnds(Type end, String closing) {
        char c = charAt(at);
        boolean marked = (c == '-' || c == '+' && end == Type.BLOCK_END) && source.startsWith(closing, at + 1);
        if (!marked && !source.startsWith(closing, at)) {
            return false;
        }
        add(end, "", at);
        closed(at + (marked ? 1 : 0) + closing.length(), marked ? c : ' ', end == Type.BLOCK_END);
        return true;
    }

    private static void balance(Token token, Deque<Character> open) {
        if (token.type() != Type.OPERATOR || token.text().length() > 1) {
            return;
        }
        switch (token.text().charAt(0)) {
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '{' -> open.push('}');
            case ')', ']', '}' -> {
                if (open.isEmpty()) {
                    throw new SyntaxMistake("unexpected '" + token.text() + "'", token.at());
                }
                char expected = open.pop();
                if (token.text().charAt(0) != expected) {
                    throw new SyntaxMistake(
                            "unexpected '" + token.text() + "', expected '" + expected + "'", token.at());
                }
            }
            default -> {}
        }
    }
}
