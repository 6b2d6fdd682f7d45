package dev.drover.template;

/** A template that can't be parsed; becomes a {@link TemplateException} where the template's place is known. */
final class SyntaxMistake extends RuntimeException {

    private final int at;

    /** @param at where, in characters from the start of the template */
    SyntaxMistake(String message, int at) {
        super(message);
        this.at = at;
    }

    int at() {
        return at;
    }
}
