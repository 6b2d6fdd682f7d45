package dev.drover.inventory;

import dev.drover.value.Origin;

/** An inventory, a variable file beside it, or a host pattern that can't be read. In words for the user, with the place. */
public final class InventoryException extends RuntimeException {

    private final transient Origin origin;

    public InventoryException(String message, Origin origin) {
        super(message);
        this.origin = origin;
    }

    public Origin origin() {
        return origin;
    }
}
