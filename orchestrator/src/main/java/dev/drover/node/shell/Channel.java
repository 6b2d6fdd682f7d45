package dev.drover.node.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A command under way on the far side, and its three streams. Both outputs must be read all the time. */
public interface Channel extends AutoCloseable {

    OutputStream stdin();

    InputStream stdout();

    InputStream stderr();

    /**
     * How the command ended, in words ({@code exit status 1}); asked when its output has ended. Waits a moment for it.
     *
     * @throws IOException where it did not end: the connection broke
     */
    String ending() throws IOException;

    /** Ends the channel; readers of its outputs meet their end. Idempotent, never throws. */
    @Override
    void close();
}
