package dev.drover.node.ssh;

import dev.drover.node.NodeException;
import dev.drover.node.NodeException.Unreachable;
import dev.drover.node.shell.Channel;
import dev.drover.node.shell.Transport;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
import net.schmizz.sshj.transport.TransportException;

/** One connection: on its way, standing, or lost. */
final class Link implements Transport {

    private static final int OPEN_ATTEMPTS = 6;
    private static final long OPEN_PAUSE_MILLIS = 50;
    private static final Map<PTYMode, Integer> RAW = raw();

    private final HostSettings settings;
    private final Executor executor;
    private final CompletableFuture<SSHClient> client = new CompletableFuture<>();
    private volatile Optional<String> lost = Optional.empty();
    private volatile Optional<Promise<SSHPacket, ConnectionException>> ping = Optional.empty();
    private volatile Optional<Future<?>> pulse = Optional.empty();
    private final Meter meter = new Meter();
    private int unanswered; // pings; used by the scheduler only

    Link(HostSettings settings, Executor executor) {
        this.settings = settings;
        this.executor = executor;
    }

    /** Counts what this connection costs. */
    Meter meter() {
        return meter;
    }

    HostSettings settings() {
        return settings;
    }

    /** The connection stands. False where it has been closed meanwhile; then it is for the caller to end it. */
    boolean connected(SSHClient standing) {
        standing.getTransport()
                .setDisconnectListener((reason, message) -> broken(
                        reason == DisconnectReason.BY_APPLICATION
                                ? "the connection was closed"
                                : "the connection was lost"
                                        + (message == null || message.isEmpty() ? "" : ": " + message)));
        return client.complete(standing);
    }

    /** What pings from time to time; ended with the connection. */
    void pulse(Future<?> scheduled) {
        pulse = Optional.of(scheduled);
        if (lost.isPresent()) {
            scheduled.cancel(false);
        }
    }

    void failed(NodeException why) {
        broken(why.getMessage());
        client.completeExceptionally(why);
    }

    private void broken(String why) {
        if (lost.isEmpty()) {
            lost = Optional.of(why);
            pulse.ifPresent(scheduled -> scheduled.cancel(false));
        }
    }

    /** The client, as soon as it is connected. */
    SSHClient client() {
        try {
            return client.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NodeException why
                    ? why
                    : new Unreachable("no connection: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while connecting", e);
        }
    }

    @Override
    public Channel open(String command, boolean terminal) throws IOException {
        var connected = client();
        for (int attempt = 1; ; attempt++) {
            try {
                var session = connected.startSession();
                if (terminal) {
                    session.allocatePTY("dumb", 80, 24, 0, 0, RAW);
                }
                return new SshChannel(session, session.exec(command), executor);
            } catch (OpenFailException e) {
                if (attempt == OPEN_ATTEMPTS) {
                    throw new IOException("the server opens no more channels (MaxSessions): " + e.getMessage(), e);
                }
                pause(OPEN_PAUSE_MILLIS << attempt); // closed channels count for a moment
            } catch (IllegalStateException e) {
                throw new Unreachable(lost.orElse("the connection was lost"), e);
            } catch (TransportException e) {
                throw new Unreachable(lost.orElse("the connection was lost: " + e.getMessage()), e);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<String> lost() {
        if (lost.isEmpty()
                && client.isDone()
                && !client.isCompletedExceptionally()
                && !client.join().getTransport().isRunning()) {
            return Optional.of("the connection was lost");
        }
        return lost;
    }

    @Override
    public boolean rootLogin() {
        return settings.user().equals("root");
    }

    /** Asks the server for a sign of life; gives the connection up when several were not answered. */
    void ping() {
        if (!client.isDone() || lost().isPresent()) {
            return;
        }
        unanswered = ping.map(Promise::isFulfilled).orElse(true) ? 0 : unanswered + 1;
        if (unanswered >= settings.aliveCount()) {
            broken("the node has not answered for "
                    + settings.aliveInterval().multipliedBy(unanswered).toSeconds() + " s");
            executor.execute(() -> {
                client.join()
                        .getTransport()
                        .die(new TransportException(DisconnectReason.CONNECTION_LOST, lost.orElseThrow()));
                disconnect();
            });
        } else if (unanswered == 0) {
            executor.execute(() -> {
                try {
                    ping = Optional.of(client.join()
                            .getConnection()
                            .sendGlobalRequest("keepalive@openssh.com", true, new byte[0]));
                } catch (TransportException e) {
                    broken("the connection was lost: " + e.getMessage());
                }
            });
        }
    }

    /** Ends the connection; returns when its socket is closed. The library bears no two at once. */
    synchronized void disconnect() {
        broken("the connection was closed");
        client.completeExceptionally(new Unreachable("the connection was closed"));
        if (!client.isCompletedExceptionally()) {
            disconnect(client.join());
        }
    }

    static void disconnect(SSHClient client) {
        try {
            client.disconnect();
        } catch (IOException e) {
            // it is gone already
        }
    }

    private static Map<PTYMode, Integer> raw() {
        var modes = new EnumMap<PTYMode, Integer>(PTYMode.class);
        for (var mode : List.of(
                PTYMode.ECHO,
                PTYMode.ICANON,
                PTYMode.ISIG,
                PTYMode.OPOST,
                PTYMode.ICRNL,
                PTYMode.IXON,
                PTYMode.IEXTEN,
                PTYMode.ONLCR)) {
            modes.put(mode, 0);
        }
        return modes;
    }
}
