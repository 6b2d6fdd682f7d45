package dev.drover.node;

/** A node did not do what it was told. The message is for the user: what failed and why, without the host's name. */
public sealed class NodeException extends RuntimeException {

    private NodeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** No connection, or none any more: Ansible's "unreachable". */
    public static final class Unreachable extends NodeException {
        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }

        public Unreachable(String message) {
            this(message, null);
        }
    }

    /** Connected, but not let become the user. */
    public static final class BecomeRefused extends NodeException {
        public BecomeRefused(String message) {
            super(message, null);
        }
    }

    /** The shell died under the script: its fate is unknown. */
    public static final class ShellDied extends NodeException {
        public ShellDied(String message) {
            super(message, null);
        }
    }
}
