package dev.drover.node;

import java.nio.charset.StandardCharsets;

/**
 * What a script left behind.
 *
 * @param status its exit status; 128 + n when signal n ended it
 */
public record Answer(int status, byte[] stdout, byte[] stderr) {

    /** An answer as a test gives it. */
    public static Answer of(int status, String stdout, String stderr) {
        return new Answer(status, stdout.getBytes(StandardCharsets.UTF_8), stderr.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer of(String stdout) {
        return of(0, stdout, "");
    }

    public boolean ok() {
        return status == 0;
    }

    /** Standard output; bytes that are no UTF-8 are replaced. */
    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Standard error; bytes that are no UTF-8 are replaced. */
    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }
}
