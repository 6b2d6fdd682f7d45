package dev.drover.git;

/** A repository can't be fetched, or has no such version. */
public final class GitException extends RuntimeException {

    public GitException(String message) {
        super(message);
    }
}
