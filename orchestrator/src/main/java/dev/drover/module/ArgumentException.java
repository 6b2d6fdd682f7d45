package dev.drover.module;

import dev.drover.value.Origin;

/** An argument that can't be: unknown, missing, of the wrong type, against another one. In words for the user, with its place. */
public final class ArgumentException extends RuntimeException {

    private final transient Origin origin;

    public ArgumentException(String message, Origin origin) {
        super(message);
        this.origin = origin;
    }

    public Origin origin() {
        return origin;
    }
}
