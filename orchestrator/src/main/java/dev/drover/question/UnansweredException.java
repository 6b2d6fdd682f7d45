package dev.drover.question;

/** A node could not answer a question; the task that asked fails with this message. */
public final class UnansweredException extends RuntimeException {
    public UnansweredException(String message) {
        super(message);
    }
}
