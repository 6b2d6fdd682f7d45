package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.Problem;
import java.util.List;

/** An inventory, a variable file beside it, or a host pattern that can't be read. In words for the user, with the places. */
public final class InventoryException extends RuntimeException {

    private final transient List<Problem> problems;

    public InventoryException(String message, Origin origin) {
        this(List.of(new Problem(message, origin)));
    }

    /** @param problems all that is wrong; at least one */
    public InventoryException(List<Problem> problems) {
        super(problems.getFirst().message());
        this.problems = List.copyOf(problems);
    }

    /** The first place. */
    public Origin origin() {
        return problems.getFirst().origin();
    }

    public List<Problem> problems() {
        return problems;
    }
}
