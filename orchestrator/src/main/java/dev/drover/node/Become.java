package dev.drover.node;

import java.util.Optional;

/**
 * As whom scripts run.
 *
 * <p>The password is part of the record's equality, so that a shell opened with one password is never taken for another's.
 *
 * @param flags additional words for the method's command, as the user wrote them
 * @param executable the command itself where it is not found by its own name
 */
public record Become(
        Method method, String user, Optional<String> flags, Optional<String> executable, Optional<String> password) {

    public enum Method {
        SUDO,
        SU
    }

    public static Become sudo(String user) {
        return new Become(Method.SUDO, user, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return method.name().toLowerCase(java.util.Locale.ROOT) + " to " + user; // never the password
    }
}
