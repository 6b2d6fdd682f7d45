package dev.drover.node.ssh;

import dev.drover.node.NodeException.Unreachable;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;

/**
 * Why connecting failed.
 *
 * @param passing whether the server turned us away because of too many others, so that trying again soon may help
 */
record ConnectFailure(String message, boolean passing, Throwable cause) {

    static ConnectFailure of(Throwable failure, HostSettings settings) {
        String where = settings.host() + " port " + settings.port();
        if (cause(failure, UnknownHostException.class).isPresent()) {
            return new ConnectFailure("the name " + settings.host() + " is not known", false, failure);
        }
        if (cause(failure, NoRouteToHostException.class).isPresent()) {
            return new ConnectFailure("there is no route to " + where, false, failure);
        }
        var refused = cause(failure, ConnectException.class);
        if (refused.isPresent()) {
            String text = String.valueOf(refused.get().getMessage());
            return new ConnectFailure(
                    text.contains("timed out")
                            ? silent(where, settings.connectTimeout())
                            : text.contains("refused")
                                    ? where + " refused the connection: no SSH server listens there"
                                    : where + ": " + text,
                    false,
                    failure);
        }
        if (cause(failure, SocketTimeoutException.class).isPresent()) {
            return new ConnectFailure(silent(where, settings.connectTimeout()), false, failure);
        }
        String text = words(failure);
        boolean turnedAway = text.contains("Connection reset")
                || text.contains("during identification exchange")
                || text.contains("Broken pipe");
        var ssh = cause(failure, SSHException.class);
        if (ssh.isPresent() && ssh.get().getDisconnectReason() == DisconnectReason.KEY_EXCHANGE_FAILED) {
            return new ConnectFailure(where + " shares no way to encrypt with us: " + text, false, failure);
        }
        return new ConnectFailure(
                turnedAway ? where + " closed the connection before anybody could log in" : where + ": " + text,
                turnedAway,
                failure);
    }

    private static String silent(String where, Duration timeout) {
        return where + " did not answer within " + timeout.toSeconds() + " s";
    }

    /** The innermost message: the outer ones only repeat it. */
    private static String words(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        for (var inner = failure.getCause(); inner != null; inner = inner.getCause()) {
            if (inner.getMessage() != null) {
                text = inner.getMessage();
            }
        }
        return text;
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return Optional.of(kind.cast(at));
            }
        }
        return Optional.empty();
    }

    Unreachable exception() {
        return new Unreachable(message, cause);
    }
}
