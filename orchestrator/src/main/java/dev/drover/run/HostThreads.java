package dev.drover.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Works on many hosts at once, one virtual thread each, {@code forks} of them at a time. */
final class HostThreads implements AutoCloseable {

    /** What is done for one host. */
    interface Work<T> {
        T on(HostState host) throws InterruptedException;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore forks;

    HostThreads(int forks) {
        this.forks = new Semaphore(forks);
    }

    /** Waits until all are done; the results in the order of the hosts. */
    <T> List<T> each(List<HostState> hosts, Work<T> work) throws InterruptedException {
        return each(hosts, Integer.MAX_VALUE, work);
    }

    /** The same, no more than {@code limit} at a time. */
    <T> List<T> each(List<HostState> hosts, int limit, Work<T> work) throws InterruptedException {
        var throttle = new Semaphore(limit);
        if (hosts.size() == 1) {
            return List.of(work.on(hosts.getFirst()));
        }
        var calls = new ArrayList<Callable<T>>();
        for (var host : hosts) {
            calls.add(() -> {
                throttle.acquire();
                forks.acquire();
                try {
                    return work.on(host);
                } finally {
                    forks.release();
                    throttle.release();
                }
            });
        }
        var results = new ArrayList<T>();
        for (var future : threads.invokeAll(calls)) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
        return results;
    }

    /** Begins something for one host that nobody waits for yet. */
    Future<?> start(HostState host, Work<?> work) {
        return threads.submit(() -> work.on(host));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
