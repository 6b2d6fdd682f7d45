package dev.drover.hosting;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many requests a second, whether or not the server keeps up: every client sends when its next request is due. Half of the
 * clients keep their connection, and count it as a failure when it is cut off; the others open one for each request. Nothing is
 * sent twice: a request that fails has failed.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int CLIENTS = 50;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final long pause;
    private final AtomicLong sent = new AtomicLong();
    private final Collection<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean closed;

    private SteadyLoad(int perSecond) {
        pause = 1_000_000_000L * CLIENTS / perSecond;
    }

    /** Requests to all of these addresses, {@code perSecond} in all, from now on. */
    static SteadyLoad on(List<String> urls, int perSecond) {
        var load = new SteadyLoad(perSecond);
        for (int i = 0; i < CLIENTS; i++) {
            var url = URI.create(urls.get(i % urls.size()));
            boolean keeps = i / urls.size() % 2 == 0;
            long begin = System.nanoTime() + load.pause * i / CLIENTS;
            load.clients.add(Thread.ofPlatform().start(() -> load.ask(url, keeps, begin)));
        }
        return load;
    }

    /** One request; an UncheckedIOException where it fails. */
    static String once(String url, boolean keeps) {
        return once(url, keeps, "web.example");
    }

    /** One request for a site of this name; an UncheckedIOException where it fails. */
    static String once(String url, boolean keeps, String site) {
        try (var connection = new Connection(URI.create(url), site, keeps)) {
            return connection.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask(URI url, boolean keeps, long begin) {
        try (var connection = new Connection(url, "web.example", keeps)) {
            for (long due = begin; !closed; due += pause) {
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
                }
                sent.incrementAndGet();
                try {
                    last.put(url.toString(), connection.get());
                } catch (IOException e) {
                    failures.add((keeps ? "kept connection: " : "new connection: ") + e.getMessage());
                    connection.drop();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long sent() {
        return sent.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** What each address answered last. */
    Map<String, String> last() {
        return last;
    }

    /** Waits for the last answers. */
    void stop() {
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

    @Override
    public void close() {
        stop();
    }

    /** One client's connection: HTTP/1.1 by hand, since every client library sends again what was cut off. */
    private static final class Connection implements AutoCloseable {

        private final URI url;
        private final String site;
        private final boolean keeps;
        private Socket socket = new Socket();
        private InputStream in = InputStream.nullInputStream();

        Connection(URI url, String site, boolean keeps) {
            this.url = url;
            this.site = site;
            this.keeps = keeps;
        }

        String get() throws IOException {
            if (!socket.isConnected() || socket.isClosed()) {
                socket = new Socket();
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.connect(
                        new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort()), TIMEOUT_MILLIS);
                in = new BufferedInputStream(socket.getInputStream());
            }
            var request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: %s\r\n\r\n"
                    .formatted(
                            url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()),
                            site,
                            keeps ? "keep-alive" : "close");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var status = line();
            int length = -1;
            boolean ends = !keeps;
            for (var header = line(); !header.isEmpty(); header = line()) {
                var lower = header.toLowerCase(java.util.Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            lower.substring("content-length:".length()).trim());
                }
                ends |= lower.equals("connection: close");
            }
            if (length < 0) {
                throw new IOException("an answer without a length: " + status);
            }
            var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            if (body.length() < length) {
                throw new EOFException("the answer was cut off");
            }
            if (ends) {
                drop();
            }
            if (!status.matches("HTTP/1.1 200( .*)?")) {
                throw new IOException(status);
            }
            return body;
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the connection was cut off");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }

        @Override
        public void close() {
            drop();
        }

        /** The next request opens another one. */
        void drop() {
            try {
                socket.close();
            } catch (IOException e) {
                // there is nothing left to lose
            }
        }
    }
}
