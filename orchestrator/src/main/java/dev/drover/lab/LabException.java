package dev.drover.lab;

/** Something about a lab that its user must know; the message is a whole sentence for them. */
public final class LabException extends RuntimeException {

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
