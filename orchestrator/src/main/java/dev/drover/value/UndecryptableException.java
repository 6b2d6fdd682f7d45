package dev.drover.value;

/** A vault that can't be opened: damaged, or of another password. In words for the user, with the place. */
public final class UndecryptableException extends RuntimeException {

    private final transient Origin origin;

    public UndecryptableException(String message, Origin origin) {
        super(message);
        this.origin = origin;
    }

    public Origin origin() {
        return origin;
    }
}
