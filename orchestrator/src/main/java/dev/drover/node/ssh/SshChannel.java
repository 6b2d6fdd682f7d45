package dev.drover.node.ssh;

import dev.drover.node.shell.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;

/** A channel of a connection. Its streams are never closed one by one: that ends the whole connection while the node still writes. */
record SshChannel(Session session, Session.Command command, Executor executor, Runnable closed) implements Channel {

    private static final int PATIENCE_MILLIS = 1000;

    @Override
    public OutputStream stdin() {
        return command.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return command.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return command.getErrorStream();
    }

    @Override
    public String ending() throws IOException {
        try {
            command.join(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ConnectionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
        }
        if (command.getExitSignal() != null) {
            return "killed by signal " + command.getExitSignal();
        }
        return command.getExitStatus() != null ? "exit status " + command.getExitStatus() : "without an exit status";
    }

    /** In the background, since the server confirms it in its own time. */
    @Override
    public void close() {
        executor.execute(() -> {
            try {
                session.close();
            } catch (IOException e) {
                // the connection is gone, and the channel with it
            } finally {
                closed.run();
            }
        });
    }
}
