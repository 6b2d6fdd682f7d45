package dev.drover.report;

import dev.drover.run.RunEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Several listeners as one. May be closed by another thread than the one that publishes: whoever presses Ctrl-C twice does not wait. */
final class Reports implements Report {

    private static final long PATIENCE_SECONDS = 1;

    private final List<Report> reports;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    Reports(List<Report> reports) {
        this.reports = List.copyOf(reports);
    }

    @Override
    public void accept(RunEvent event) {
        lock.lock();
        try {
            reports.forEach(report -> report.accept(event));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("one of the reports hangs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
        try {
            if (!closed) {
                closed = true;
                closeAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeAll() throws IOException {
        Optional<IOException> failure = Optional.empty();
        for (var report : reports) {
            try {
                report.close();
            } catch (IOException e) {
                failure = failure.or(() -> Optional.of(e));
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
