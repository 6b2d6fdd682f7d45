package dev.drover.question;

import java.util.Locale;

/** Whose units of systemd are meant: the system's, the user's own, or those of all users. */
public enum UnitScope {
    SYSTEM,
    USER,
    GLOBAL;

    /** As the kit's functions take it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
