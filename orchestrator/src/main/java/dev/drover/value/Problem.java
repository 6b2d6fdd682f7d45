package dev.drover.value;

import java.util.Optional;

/**
 * Something that a user wrote wrongly.
 *
 * @param severity whether it keeps a run from starting
 * @param code its kind; empty where it is of none that has a number
 * @param message what is wrong, in one line without a final stop
 * @param hint the nearest right spelling, or how to go on
 */
public record Problem(Severity severity, Optional<Code> code, String message, Origin origin, Optional<String> hint) {

    /** How bad it is. */
    public enum Severity {
        /** A run must fail. */
        ERROR,
        /** A run may fail, or does something that is hardly meant. */
        WARNING
    }

    public Problem(String message, Origin origin) {
        this(message, origin, Optional.empty());
    }

    public Problem(String message, Origin origin, Optional<String> hint) {
        this(Severity.ERROR, Optional.empty(), message, origin, hint);
    }

    public Problem(Code code, String message, Origin origin) {
        this(code, message, origin, Optional.empty());
    }

    public Problem(Code code, String message, Origin origin, Optional<String> hint) {
        this(Severity.ERROR, Optional.of(code), message, origin, hint);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The same as a warning. */
    public Problem asWarning() {
        return new Problem(Severity.WARNING, code, message, origin, hint);
    }

    /** The same with this code, unless it has one. */
    public Problem orCode(Code otherwise) {
        return new Problem(severity, code.or(() -> Optional.of(otherwise)), message, origin, hint);
    }
}
