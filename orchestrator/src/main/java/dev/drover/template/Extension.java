package dev.drover.template;

import java.util.Optional;

/** Statements that Jinja knows only where they are enabled. */
public enum Extension {
    /** {@code {% do %}}. */
    DO,
    /** {@code {% break %}} and {@code {% continue %}}. */
    LOOP_CONTROLS;

    /** The extension of this name, as {@code jinja2_extensions} of {@code ansible.cfg} lists it: {@code jinja2.ext.do}. */
    public static Optional<Extension> named(String name) {
        return switch (name.startsWith("jinja2.ext.") ? name.substring("jinja2.ext.".length()) : name) {
            case "do" -> Optional.of(DO);
            case "loopcontrols" -> Optional.of(LOOP_CONTROLS);
            default -> Optional.empty();
        };
    }
}
