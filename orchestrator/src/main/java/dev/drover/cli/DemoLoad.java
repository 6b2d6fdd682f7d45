package dev.drover.cli;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests to one address, again and again until it is closed, each on a connection of its own; counts those that fail. */
final class DemoLoad implements AutoCloseable {

    private static final int CLIENTS = 10;
    private static final int PAUSE_MILLIS = 50;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final URI url;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean closed;

    private DemoLoad(URI url) {
        this.url = url;
    }

    static DemoLoad on(String url) {
        var load = new DemoLoad(URI.create(url));
        for (int i = 0; i < CLIENTS; i++) {
            load.clients.add(Thread.ofPlatform().daemon().start(load::ask));
        }
        return load;
    }

    private void ask() {
        try {
            while (!closed) {
                sent.incrementAndGet();
                if (!answered()) {
                    failed.incrementAndGet();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answered() {
        try {
            // the old client: it is loaded in a tenth of the time that the new one takes
            var connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Connection", "close");
            try (var body = connection.getInputStream()) {
                body.readAllBytes();
            }
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** In words, when it is closed. */
    String words() {
        return "%d requests meanwhile, %d failed".formatted(sent.get(), failed.get());
    }

    /** Waits for the last answers. */
    @Override
    public void close() {
        closed = true;
        for (var client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
