package dev.drover.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A server on this machine that passes everything on to a node, late, and counts the round trips that had to be waited for: bytes of
 * the client carry the number of round trips that it had seen completed when it sent them, bytes of the node one more than those it
 * had been sent. What is streamed without waiting counts once, however much it is.
 */
final class CountingRelay implements AutoCloseable {

    private final ServerSocket server;
    private final String address;
    private final Duration oneWay;
    private final CopyOnWriteArrayList<Passage> passages = new CopyOnWriteArrayList<>();

    private CountingRelay(ServerSocket server, String address, Duration oneWay) {
        this.server = server;
        this.address = address;
        this.oneWay = oneWay;
    }

    /** @param roundTrip how much longer one takes through it */
    static CountingRelay to(String address, Duration roundTrip) throws IOException {
        var relay = new CountingRelay(
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), address, roundTrip.dividedBy(2));
        Thread.ofPlatform().daemon().name("relay").start(relay::accept);
        return relay;
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return passages.size();
    }

    /** Round trips until now, from the first connect on; the most of any connection. */
    int roundTrips() {
        return passages.stream().mapToInt(passage -> 1 + passage.seen).max().orElse(0);
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                client.setTcpNoDelay(true);
                var node = new Socket(address, 22);
                node.setTcpNoDelay(true);
                passages.add(new Passage(client, node));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private record Late(byte[] bytes, int count, long due) {}

    private final class Passage {

        private final Socket client;
        private final Socket node;
        private volatile int sent; // the highest count that the node has been told
        private volatile int seen; // the highest count that the client has been told

        Passage(Socket client, Socket node) throws IOException {
            this.client = client;
            this.node = node;
            pass(client.getInputStream(), node.getOutputStream(), true);
            pass(node.getInputStream(), client.getOutputStream(), false);
        }

        private void pass(InputStream from, OutputStream to, boolean towardsNode) {
            var queue = new LinkedBlockingQueue<Late>();
            Thread.ofPlatform().daemon().name("relay-in").start(() -> {
                var block = new byte[1 << 16];
                try {
                    for (int n = from.read(block); n >= 0; n = from.read(block)) {
                        int count = towardsNode ? seen : sent + 1;
                        queue.add(new Late(
                                java.util.Arrays.copyOf(block, n), count, System.nanoTime() + oneWay.toNanos()));
                    }
                } catch (IOException e) {
                    // the same as the end
                }
                queue.add(new Late(new byte[0], 0, 0));
            });
            Thread.ofPlatform().daemon().name("relay-out").start(() -> {
                try {
                    for (var late = queue.take(); late.bytes.length > 0; late = queue.take()) {
                        java.util.concurrent.locks.LockSupport.parkNanos(late.due - System.nanoTime());
                        if (towardsNode) {
                            sent = Math.max(sent, late.count);
                        } else {
                            seen = Math.max(seen, late.count);
                        }
                        to.write(late.bytes);
                        to.flush();
                    }
                } catch (IOException e) {
                    // the other end is gone
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                close();
            });
        }

        void close() {
            try {
                client.close();
                node.close();
            } catch (IOException e) {
                // closed
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        passages.forEach(Passage::close);
    }
}
