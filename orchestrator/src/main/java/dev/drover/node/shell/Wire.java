package dev.drover.node.shell;

import dev.drover.node.Become;
import dev.drover.node.NodeException;
import dev.drover.node.NodeException.BecomeRefused;
import dev.drover.node.Sh;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A channel past all prompts: what was to be run runs as the user wanted, and threads of its own read both outputs. */
final class Wire implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BLOCK = 32 << 10;

    /** Takes what comes on stdout; called on the reader's thread. */
    interface Listener {
        void output(byte[] bytes, int count);

        /** Stdout has ended; nothing more comes. May be called twice. */
        void end(Wire wire);
    }

    private final Channel channel;
    private final Heard heard = new Heard();
    private volatile boolean entered;
    private volatile boolean ended;

    private Wire(Channel channel, boolean entered) {
        this.channel = channel;
        this.entered = entered;
    }

    /**
     * Starts {@code payload} as the user wanted, answering a prompt for the password.
     *
     * @param terminal whether on a terminal; needed only where {@link TerminalWanted} says so
     * @throws BecomeRefused with the reason in words
     * @throws NodeException.Unreachable where there is no connection
     */
    static Wire open(Transport transport, Optional<Become> become, Sh payload, Listener listener, boolean terminal)
            throws IOException, InterruptedException {
        var entrance = Entrance.of(become, payload, terminal, transport.rootLogin());
        var wire = new Wire(
                transport.open(entrance.command(), terminal), entrance.ready().isEmpty());
        wire.read(listener);
        try {
            if (!wire.entered) {
                wire.enter(entrance, become, terminal);
                wire.entered = true;
                if (wire.ended) {
                    listener.end(wire);
                }
            }
            return wire;
        } catch (NodeException | IOException | InterruptedException e) {
            wire.close();
            throw e;
        }
    }

    private void read(Listener listener) {
        // on platform threads: a virtual thread that touches a socket starts a poller, which delays the exit of the
        // program
        Thread.ofPlatform().daemon().name("drover-stderr").start(() -> {
            copy(channel.stderr(), heard::stderr);
            heard.ended();
        });
        Thread.ofPlatform().daemon().name("drover-stdout").start(() -> {
            copy(channel.stdout(), (bytes, count) -> {
                heard.stdout(bytes, count);
                listener.output(bytes, count);
            });
            heard.ended();
            ended = true;
            if (entered) {
                listener.end(this);
            }
        });
    }

    private interface Sink {
        void take(byte[] bytes, int count);
    }

    private static void copy(InputStream from, Sink to) {
        var block = new byte[BLOCK];
        try {
            for (int count = from.read(block); count >= 0; count = from.read(block)) {
                to.take(block, count);
            }
        } catch (IOException e) {
            // the connection is gone: the same as the end of the stream, whose cause the transport knows
        }
    }

    private void enter(Entrance entrance, Optional<Become> become, boolean terminal)
            throws IOException, InterruptedException {
        boolean heardOf = heard.await(it -> entrance.isReady(it) || entrance.asks(it), PATIENCE);
        if (heardOf && !entrance.isReady(heard)) {
            var password = become.flatMap(Become::password)
                    .orElseThrow(() -> new BecomeRefused(Refusals.passwordNeeded(become.orElseThrow())));
            int asked = entrance.asked(heard);
            int before = heard.text().length();
            stdin().write((password + "\n").getBytes(StandardCharsets.UTF_8));
            stdin().flush();
            heardOf = heard.await(
                    it -> entrance.isReady(it)
                            || (entrance.prompt().isPresent()
                                    ? entrance.asked(it) > asked
                                    : it.text().length() > before && entrance.asks(it)),
                    PATIENCE);
            if (heardOf && !entrance.isReady(heard)) {
                throw new BecomeRefused(Refusals.wrongPassword(become.orElseThrow()));
            }
        }
        if (!heardOf) {
            if (!terminal && Refusals.wantsTerminal(heard.text())) {
                throw new TerminalWanted();
            }
            throw Refusals.of(become, heard, ending());
        }
    }

    OutputStream stdin() {
        return channel.stdin();
    }

    Heard heard() {
        return heard;
    }

    /** How the command ended, in words. */
    String ending() throws IOException {
        return channel.ending();
    }

    @Override
    public void close() {
        channel.close();
    }

    /** It is to be tried again with a terminal: sudo has requiretty. */
    static final class TerminalWanted extends IOException {}
}
