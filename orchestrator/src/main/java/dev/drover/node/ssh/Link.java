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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
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

    /** A channel that was closed counts for a moment. */
    private static final int OPEN_ATTEMPTS = 4;

    private static final long OPEN_PAUSE_MILLIS = 25;
    private static final Map<PTYMode, Integer> RAW = raw();

    private final HostSettings settings;
    private final Executor executor;
    private final CompletableFuture<SSHClient> client = new CompletableFuture<>();
    private volatile Optional<String> lost = Optional.empty();
    private volatile Optional<Promise<SSHPacket, ConnectionException>> ping = Optional.empty();
    private volatile Optional<Future<?>> pulse = Optional.empty();
    private final Meter meter = new Meter();
    private volatile boolean pinging; // a ping is being sent, or cannot be
    private int unanswered; // pings; the next one, too, is used by the scheduler only
    private long heard;

    private final Supplier<Link> more;
    private Optional<Link> another = Optional.empty(); // guarded by this, as the next two are
    private int open; // channels
    private int most = Integer.MAX_VALUE; // channels that the server allows on one connection, as far as is known

    /** @param more makes another connection to the same host, for channels that this one has no room for */
    Link(HostSettings settings, Executor executor, Supplier<Link> more) {
        this.settings = settings;
        this.executor = executor;
        this.more = more;
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

    /** Where the server allows no more channels on one connection (MaxSessions), the channel is one of another connection. */
    @Override
    public Channel open(String command, boolean terminal) throws IOException {
        var connected = client();
        for (int attempt = 1; reserve(); attempt++) {
            boolean opened = false;
            try {
                var session = connected.startSession();
                if (terminal) {
                    session.allocatePTY("dumb", 80, 24, 0, 0, RAW);
                }
                var channel = new SshChannel(session, session.exec(command), executor, once(this::release));
                opened = true;
                return channel;
            } catch (OpenFailException e) {
                if (attempt == OPEN_ATTEMPTS && !full()) {
                    throw new IOException("the server opens no channel (MaxSessions): " + e.getMessage(), e);
                }
                pause(OPEN_PAUSE_MILLIS << attempt);
            } catch (IllegalStateException e) {
                throw new Unreachable(lost.orElse("the connection was lost"), e);
            } catch (TransportException e) {
                throw new Unreachable(lost.orElse("the connection was lost: " + e.getMessage()), e);
            } finally {
                if (!opened) {
                    release();
                }
            }
        }
        return next().open(command, terminal);
    }

    /** False where the server is known to allow no more channels than there are. */
    private synchronized boolean reserve() {
        if (open >= most) {
            return false;
        }
        open++;
        return true;
    }

    /** Channels are closed more than once. */
    private static Runnable once(Runnable action) {
        var done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    private synchronized void release() {
        open--;
    }

    /** Takes note that what is open now, without the channel that was refused, is all there may be; false where that is nothing. */
    private synchronized boolean full() {
        most = Math.max(1, open - 1);
        return open > 1;
    }

    private synchronized Link next() {
        if (another.isEmpty()) {
            another = Optional.of(more.get());
        }
        return another.get();
    }

    /** The connection that took what this one had no room for. */
    synchronized Optional<Link> another() {
        return another;
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

    /**
     * Asks the server for a sign of life; gives the connection up when none came several times. Whatever comes is one: while much is
     * sent, a ping may wait behind it for long, and where nothing is taken any more, for ever.
     */
    void ping() {
        if (!client.isDone() || lost().isPresent()) {
            return;
        }
        long now = meter.received();
        boolean answered = !pinging && ping.map(Promise::isFulfilled).orElse(true);
        unanswered = answered || now != heard ? 0 : unanswered + 1;
        heard = now;
        if (unanswered >= settings.aliveCount()) {
            broken("the node has not answered for "
                    + settings.aliveInterval().multipliedBy(unanswered).toSeconds() + " s");
            cut();
            executor.execute(() -> {
                client.join()
                        .getTransport()
                        .die(new TransportException(DisconnectReason.CONNECTION_LOST, lost.orElseThrow()));
                disconnect();
            });
        } else if (answered) {
            pinging = true;
            executor.execute(() -> {
                try {
                    ping = Optional.of(client.join()
                            .getConnection()
                            .sendGlobalRequest("keepalive@openssh.com", true, new byte[0]));
                } catch (TransportException e) {
                    broken("the connection was lost: " + e.getMessage());
                } finally {
                    pinging = false;
                }
            });
        }
    }

    /** Closes the socket without a goodbye: frees whoever waits in a write to a node that takes nothing. */
    void cut() {
        if (client.isDone() && !client.isCompletedExceptionally()) {
            try {
                // there is none where the connection goes through another
                var socket = Optional.ofNullable(client.join().getSocket());
                if (socket.isPresent()) {
                    socket.get().close();
                }
            } catch (IOException e) {
                // it is closed
            }
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
