package dev.drover.node;

import java.util.Optional;

/** A connection to one node. Opened at once; what fails fails in the answers of its shells. */
public interface Node extends AutoCloseable {

    /** The shell of this user, opened when first asked for; without {@code become} that of the login. */
    Shell shell(Optional<Become> become);

    /** What it has cost until now; nothing where there is no network to cross. */
    default Traffic traffic() {
        return Traffic.NONE;
    }

    /** Ends the connection and its shells without waiting for scripts under way. Idempotent. */
    @Override
    void close();
}
