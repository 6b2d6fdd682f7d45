package dev.drover.node.shell;

import dev.drover.node.NodeException;
import java.io.IOException;
import java.util.Optional;

/** What carries channels to a node: a connection of SSH, or child processes of our own. */
public interface Transport {

    /**
     * Starts a command. Blocks until the far side has accepted it.
     *
     * @param command for the login shell of the far side, whichever that is
     * @param terminal whether it gets a terminal, in raw mode, so that bytes pass unchanged; its stderr is then stdout
     * @throws NodeException.Unreachable where there is no connection
     * @throws IOException where the connection is there, but the command can't be started
     */
    Channel open(String command, boolean terminal) throws IOException;

    /** Why the connection is no more; empty while it stands. */
    Optional<String> lost();

    /** Whether the login is root already, as far as is known before asking. */
    boolean rootLogin();
}
