package dev.drover.cli;

import dev.drover.report.Terminal;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Says what is going on and for how long, at least every two seconds: one line drawn again on a terminal, new lines elsewhere. */
final class Progress implements AutoCloseable {

    private static final long TERMINAL_MILLIS = 200;
    private static final long PIPE_MILLIS = 2000;

    private final PrintWriter out;
    private final Optional<Integer> columns;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private String step = "";
    private long since = System.nanoTime();
    private boolean closed;

    Progress(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.columns = terminal.columns();
        Thread.ofPlatform().daemon().name("progress").start(this::tick);
    }

    /** Something else is going on now. */
    void step(String what) {
        lock.lock();
        try {
            if (what.equals(step)) {
                return;
            }
            step = what;
            since = System.nanoTime();
            show();
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        lock.lock();
        try {
            while (!closed) {
                closing.await(columns.isPresent() ? TERMINAL_MILLIS : PIPE_MILLIS, TimeUnit.MILLISECONDS);
                if (!closed && !step.isEmpty()) {
                    show();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void show() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        String text = seconds == 0 ? step : step + " (" + seconds + " s)";
        if (columns.isPresent()) {
            out.print("\r\u001b[K" + (text.length() < columns.get() ? text : text.substring(0, columns.get() - 1)));
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** Takes the line that is drawn again off the terminal. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
            if (columns.isPresent()) {
                out.print("\r\u001b[K");
                out.flush();
            }
        } finally {
            lock.unlock();
        }
    }
}
