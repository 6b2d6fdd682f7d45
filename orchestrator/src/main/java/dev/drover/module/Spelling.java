package dev.drover.module;

import dev.drover.value.Nearest;
import java.util.Collection;

/** Finds what somebody probably meant to write. */
final class Spelling {

    private Spelling() {}

    /** {@code ; did you mean "name"?}, or nothing where nothing is near. */
    static String question(String written, Collection<String> names) {
        return Nearest.to(written, names)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
    }
}
