package dev.drover.template;

/** How a text is read as a template. */
public enum Form {
    /** A value in a YAML file, which may have {@code {{ }}} in it. */
    TEXT,
    /** A bare expression, as of {@code debug: var=}. */
    EXPRESSION,
    /** A condition: a bare expression in which text constants may be templates; or, as older versions had it, all of it in {@code {{ }}}. */
    CONDITION,
    /** A template file. */
    FILE
}
