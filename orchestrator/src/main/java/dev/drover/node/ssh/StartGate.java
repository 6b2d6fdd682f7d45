package dev.drover.node.ssh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Lets so many connections to one address be on their way to a login as a server with the usual MaxStartups bears. */
final class StartGate {

    private static final int UNAUTHENTICATED = 9;

    private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();

    /** To be closed when logged in, or failed. */
    Passage enter(String address) throws InterruptedException {
        var permit = permits.computeIfAbsent(address, key -> new Semaphore(UNAUTHENTICATED, true));
        permit.acquire();
        return permit::release;
    }

    interface Passage extends AutoCloseable {
        @Override
        void close();
    }
}
