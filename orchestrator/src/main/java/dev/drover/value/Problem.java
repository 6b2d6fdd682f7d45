package dev.drover.value;

import java.util.Optional;

/**
 * Something that a user wrote wrongly.
 *
 * @param message what is wrong, in one line without a final stop
 * @param hint the nearest right spelling, or how to go on
 */
public record Problem(String message, Origin origin, Optional<String> hint) {

    public Problem(String message, Origin origin) {
        this(message, origin, Optional.empty());
    }
}
