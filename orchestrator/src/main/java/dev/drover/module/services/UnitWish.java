package dev.drover.module.services;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.question.UnitScope;
import java.util.Optional;

/** What is to hold of a unit of systemd, for systemd_service and service alike. */
public record UnitWish(
        @Doc("Whether it is to run; restarted and reloaded always do so.")
        Optional<State> state,

        @Doc("Whether it is to start at boot.") Optional<Boolean> enabled,
        @Doc("Whether it is to be impossible to start.") Optional<Boolean> masked,

        @Alias("daemon-reload") @Doc("Let systemd read changed unit files first, where there are any.")
        boolean daemonReload,

        @Alias("daemon-reexec") @Doc("Execute systemd anew first.")
        boolean daemonReexec,

        @Default("system") @Doc("Whose units: the system's, the user's own, or all users'.")
        UnitScope scope,

        @Doc("Do not wait until it has started or stopped.") boolean noBlock,

        @Doc("Override links that are in the way.") boolean force) {

    public enum State {
        RELOADED,
        RESTARTED,
        STARTED,
        STOPPED
    }

    static String checked(String name) {
        if (name.matches(".*[*?\\[].*")) {
            throw new IllegalArgumentException("name must be that of one unit, not a pattern: \"" + name + "\"");
        }
        if (name.startsWith("-") || name.matches(".*\\s.*")) {
            throw new IllegalArgumentException("name must be that of a unit, not \"" + name + "\"");
        }
        return name;
    }
}
