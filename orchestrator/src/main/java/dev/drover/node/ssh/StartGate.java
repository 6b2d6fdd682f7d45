package dev.drover.node.ssh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets so many connections to one address be on their way to a login as its server bears: as many as the usual MaxStartups at first,
 * half as many each time that the server turns one away.
 */
final class StartGate {

    private static final int UNAUTHENTICATED = 9;

    private final Map<String, Turns> addresses = new ConcurrentHashMap<>();

    private static final class Turns {
        private final ReentrantLock lock = new ReentrantLock(true);
        private final Condition left = lock.newCondition();
        private int most = UNAUTHENTICATED; // the next two are guarded by the lock
        private int inside;
    }

    /** Waits for its turn; {@link #leave} when logged in, or failed. */
    void enter(String address) throws InterruptedException {
        var turns = addresses.computeIfAbsent(address, key -> new Turns());
        turns.lock.lockInterruptibly();
        try {
            while (turns.inside >= turns.most) {
                turns.left.await();
            }
            turns.inside++;
        } finally {
            turns.lock.unlock();
        }
    }

    /** @param turnedAway whether the server closed the connection because of too many others */
    void leave(String address, boolean turnedAway) {
        var turns = addresses.get(address);
        turns.lock.lock();
        try {
            if (turnedAway) {
                turns.most = Math.max(1, Math.min(turns.most, turns.inside) / 2);
            }
            turns.inside--;
            turns.left.signal();
        } finally {
            turns.lock.unlock();
        }
    }
}
