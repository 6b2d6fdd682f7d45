package dev.drover.module.python.lock;

/** A lock that can't be used, in words for its author, with the place. */
final class LockException extends RuntimeException {

    LockException(String message) {
        super(message);
    }

    /** @param line counted from 1; 0 where the whole file is meant */
    static LockException at(String file, int line, String message) {
        return new LockException((line > 0 ? file + ":" + line : file) + ": " + message);
    }

    /** Of a lock that does not match what the project says. */
    static LockException stale(String file, String why, LockFormat format) {
        return new LockException("%s: it does not match the project: %s. Make it anew (%s) and commit it"
                .formatted(file, why, format.renewal()));
    }
}
