package dev.drover.template;

import dev.drover.template.TemplateException.Kind;

/** A template that can't be parsed; becomes a {@link TemplateException} where the template's place is known. */
final class SyntaxMistake extends RuntimeException {

    private final Kind kind;
    private final int at;

    /** @param at where, in characters from the start of the template */
    SyntaxMistake(String message, int at) {
        this(Kind.SYNTAX, message, at);
    }

    SyntaxMistake(Kind kind, String message, int at) {
        super(message);
        this.kind = kind;
        this.at = at;
    }

    Kind kind() {
        return kind;
    }

    int at() {
        return at;
    }
}
