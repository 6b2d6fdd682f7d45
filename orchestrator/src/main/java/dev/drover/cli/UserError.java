package dev.drover.cli;

/** A mistake of the user's that has no place in a file. The message says what is wrong and what to do. */
final class UserError extends RuntimeException {
    UserError(String message) {
        super(message);
    }
}
