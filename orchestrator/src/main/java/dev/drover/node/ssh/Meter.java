package dev.drover.node.ssh;

import dev.drover.node.Traffic;
import java.time.Duration;

/**
 * Counts what crosses the socket of a connection. A round trip is TCP's connect, or something sent after which something comes: what is
 * sent in several pieces before the answer begins is one, and so is what is answered in several pieces.
 */
final class Meter {

    private int roundTrips;
    private long sent;
    private long received;
    private boolean awaiting;
    private Duration connecting = Duration.ZERO;

    /** TCP's connection stands. */
    synchronized void connected() {
        roundTrips++;
    }

    synchronized void sent(int bytes) {
        sent += bytes;
        awaiting = true;
    }

    synchronized void received(int bytes) {
        received += bytes;
        if (awaiting) {
            roundTrips++;
            awaiting = false;
        }
    }

    /** Bytes that have come so far. */
    synchronized long received() {
        return received;
    }

    /** The login is done. */
    synchronized void loggedIn(Duration took) {
        connecting = connecting.plus(took);
    }

    synchronized Traffic traffic() {
        return new Traffic(roundTrips, sent, received, connecting);
    }
}
