package dev.drover.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The extensions of these names; names of others are passed over, as their statements are unknown then. */
    public static Set<Extension> named(List<String> names) {
        return names.stream().flatMap(name -> named(name).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
