package dev.drover.node.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** What a channel has said on both streams so far: prompts, and the noise of login scripts, kept for the error when nothing else comes. */
final class Heard {

    private static final int ENOUGH = 1 << 16;

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private int streams = 2;
    private boolean deaf;

    synchronized void stdout(byte[] bytes, int count) {
        add(stdout, bytes, count);
    }

    synchronized void stderr(byte[] bytes, int count) {
        add(stderr, bytes, count);
    }

    private void add(ByteArrayOutputStream stream, byte[] bytes, int count) {
        if (!deaf && stream.size() < ENOUGH) {
            stream.write(bytes, 0, count);
            notifyAll();
        }
    }

    /** One of the two streams has ended. */
    synchronized void ended() {
        streams--;
        notifyAll();
    }

    /** From now on nothing is kept: the shell has said hello. */
    synchronized void enough() {
        deaf = true;
        stdout.reset();
        stderr.reset();
    }

    synchronized String out() {
        return stdout.toString(StandardCharsets.UTF_8);
    }

    synchronized String err() {
        return stderr.toString(StandardCharsets.UTF_8);
    }

    /** Both streams in one, for people. */
    synchronized String text() {
        return (err() + "\n" + out()).strip();
    }

    synchronized boolean over() {
        return streams == 0;
    }

    /** Waits until the condition holds or both streams have ended; whether it holds. */
    synchronized boolean await(Predicate<Heard> condition, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.test(this)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (streams == 0 || left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
