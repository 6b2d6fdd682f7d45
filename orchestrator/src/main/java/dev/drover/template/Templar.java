package dev.drover.template;

import dev.drover.value.Value;

/**
 * Evaluates the templates in values. One for a whole run: it keeps what it has compiled, and may be used by many threads at once.
 *
 * <p>Results hold no template any more: their text is marked unsafe, secret where anything secret went into it.
 */
public interface Templar {

    /**
     * The value with all templates in it evaluated, deeply. A text that is one expression yields that expression's value,
     * whatever its type ({@code "{{ 1 }}"} is an integer); {@code omit} inside containers has been dropped.
     *
     * @return the value; {@link #isOmit} tells whether it is {@code omit} itself
     * @throws TemplateException whatever is wrong with it
     */
    Value resolve(Value value, Variables variables);

    /**
     * Whether a condition ({@code when}, {@code until}, {@code that}, …) holds: a boolean, or text with a bare expression.
     *
     * @throws TemplateException whatever is wrong with it
     */
    boolean condition(Value condition, Variables variables);

    /** The value of a bare expression, as {@code debug: var=} takes it. */
    Value expression(Value.Text expression, Variables variables);

    /**
     * The text that a template file yields.
     *
     * @param source the file's text; its origin names the file
     */
    String render(Value.Text source, TemplateOptions options, Variables variables);

    /** Whether this is the value of {@code omit}. */
    boolean isOmit(Value value);
}
