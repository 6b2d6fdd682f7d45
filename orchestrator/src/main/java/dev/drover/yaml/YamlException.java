package dev.drover.yaml;

import dev.drover.value.Origin;

/** A text that is no YAML, or YAML of another shape than its reader takes. In words for the user, with the place. */
public final class YamlException extends RuntimeException {

    private final transient Origin origin;

    public YamlException(String message, Origin origin) {
        super(message);
        this.origin = origin;
    }

    public Origin origin() {
        return origin;
    }
}
