package dev.drover.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The wish that a run ends early: what runs is finished, nothing new is begun, and what cleans up ({@code always},
 * {@code restore}) still runs. Whoever only waits need not wait any longer.
 */
public final class Interruption implements Pause {

    /** What ends when it is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean requested;
    private int shields;

    /** From now on the run comes to its end. */
    public void request() {
        change(() -> requested = true);
    }

    /** Whether somebody wants the run to end. */
    public boolean requested() {
        lock.lock();
        try {
            return requested;
        } finally {
            lock.unlock();
        }
    }

    /** Whether whoever waits should give up: the run is to end, and nothing that cleans up is under way. */
    boolean stops() {
        lock.lock();
        try {
            return requested && shields == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Until it is closed something cleans up, and waits as long as it has to. */
    Watch shield() {
        change(() -> shields++);
        return () -> change(() -> shields--);
    }

    /** What is done when the run is to end while something waits; not where it was to end before that. */
    Watch whenStopping(Runnable giveUp) {
        change(() -> waiting.add(giveUp));
        return () -> change(() -> waiting.remove(giveUp));
    }

    /** Returns when the time is over, or when the run is to end. */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        lock.lock();
        try {
            long left = duration.toNanos();
            while (left > 0 && !(requested && shields == 0)) {
                left = turn.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable what) {
        List<Runnable> hearing = List.of();
        lock.lock();
        try {
            boolean before = requested && shields == 0;
            what.run();
            if (!before && requested && shields == 0) {
                hearing = List.copyOf(waiting);
                turn.signalAll();
            }
        } finally {
            lock.unlock();
        }
        hearing.forEach(Runnable::run);
    }
}
