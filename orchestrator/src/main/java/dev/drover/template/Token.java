package dev.drover.template;

/**
 * A piece of a template's text.
 *
 * @param text of a string constant the text it stands for, else as written
 * @param at where it begins, in characters from the start of the template
 */
record Token(Type type, String text, int at) {

    enum Type {
        /** Text outside of all delimiters, with white space control applied. */
        DATA,
        VARIABLE_BEGIN,
        VARIABLE_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        INTEGER,
        FLOAT,
        STRING,
        OPERATOR,
        END
    }

    boolean is(Type other, String what) {
        return type == other && text.equals(what);
    }

    /** As an error message names it. */
    String described() {
        return switch (type) {
            case END -> "'end of template'";
            case VARIABLE_END -> "'end of print statement'";
            case BLOCK_END -> "'end of statement block'";
            case STRING -> "'string'";
            default -> "'" + text + "'";
        };
    }
}
