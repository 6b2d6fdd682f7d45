package dev.drover.node;

import java.time.Duration;

/**
 * What a connection has cost so far.
 *
 * @param roundTrips how often something was sent after which something came, from TCP's connect on: never less than there was waiting,
 *     and more where both sides speak at once, as they do when they agree on keys
 * @param sent bytes, with the encryption's own
 * @param received likewise
 * @param connecting from the start to the login
 */
public record Traffic(int roundTrips, long sent, long received, Duration connecting) {

    public static final Traffic NONE = new Traffic(0, 0, 0, Duration.ZERO);

    public Traffic plus(Traffic other) {
        return new Traffic(
                roundTrips + other.roundTrips,
                sent + other.sent,
                received + other.received,
                connecting.plus(other.connecting));
    }
}
