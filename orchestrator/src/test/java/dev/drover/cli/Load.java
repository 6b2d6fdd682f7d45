package dev.drover.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Asks several addresses again and again until it is closed, each on a connection of its own, and counts what went wrong. */
final class Load implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final Map<String, String> last = new ConcurrentSkipListMap<>();
    private final List<Thread> threads;
    private volatile boolean closed;

    private Load(List<String> urls) {
        threads = urls.stream()
                .map(url -> Thread.ofPlatform().unstarted(() -> ask(url)))
                .toList();
    }

    static Load on(List<String> urls) {
        var load = new Load(urls);
        load.threads.forEach(Thread::start);
        return load;
    }

    private void ask(String url) {
        while (!closed) {
            sent.incrementAndGet();
            try {
                var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                connection.setRequestProperty("Connection", "close");
                try (var body = connection.getInputStream()) {
                    last.put(url, new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                failed.incrementAndGet();
            }
        }
    }

    long sent() {
        return sent.get();
    }

    int failed() {
        return failed.get();
    }

    /** What each address answered last. */
    Map<String, String> last() {
        return last;
    }

    /** Waits for the last answers. */
    void stop() {
        closed = true;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
