package dev.drover.node.ssh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Lets so many connections to one address be on their way to a login as a server with the usual MaxStartups bears. */
final class StartGate {

    private static final int UNAUTHENTICATED = 9;

    private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();

    /** Waits for its turn; {@link #leave} when logged in, or failed. */
    void enter(String address) throws InterruptedException {
        permits.computeIfAbsent(address, key -> new Semaphore(UNAUTHENTICATED, true))
                .acquire();
    }

    void leave(String address) {
        permits.get(address).release();
    }
}
