package dev.drover.run;

import dev.drover.node.Become;
import dev.drover.node.Node;
import dev.drover.node.Shell;
import dev.drover.node.Traffic;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A node as the run knows it: the connection, opened when it is first needed, and what its shells have answered. */
final class NodeLink {

    private final Supplier<Node> opener;
    private final Map<Optional<Become>, AnswerBook> books = new ConcurrentHashMap<>();
    private volatile Node node;
    private volatile int changes;
    private final AtomicInteger jobs = new AtomicInteger();
    private Traffic before = Traffic.NONE; // of connections that have ended

    NodeLink(Supplier<Node> opener) {
        this.opener = opener;
    }

    Shell shell(Optional<Become> become) {
        return node().shell(become);
    }

    AnswerBook book(Optional<Become> become) {
        return books.computeIfAbsent(become, key -> new AnswerBook(() -> shell(key)));
    }

    /** A change is about to be made: no answer counts any more. */
    synchronized void changing() {
        changes++;
        books.values().forEach(AnswerBook::forget);
    }

    /** Waits until all that was asked has been answered, well or badly. */
    void awaitAnswers() throws InterruptedException {
        for (var book : books.values()) {
            book.await();
        }
    }

    /** A job works on the node from now on: what is asked may change at any time. */
    void jobStarted() {
        jobs.incrementAndGet();
        changing();
    }

    void jobEnded() {
        jobs.decrementAndGet();
        changing();
    }

    /** Whether a job may be working on the node; then no answer can be kept, and none is asked for ahead. */
    boolean busy() {
        return jobs.get() > 0;
    }

    void forget() {
        books.values().forEach(AnswerBook::forget);
    }

    /** How many changes have been made on the node in this run. */
    int changes() {
        return changes;
    }

    synchronized Node node() {
        if (node == null) {
            node = opener.get();
        }
        return node;
    }

    /** What all its connections have cost; empty where no network was crossed. */
    synchronized Optional<Traffic> traffic() {
        var all = node == null ? before : before.plus(node.traffic());
        return all.equals(Traffic.NONE) ? Optional.empty() : Optional.of(all);
    }

    /** Ends the connection; the next shell opens another one. */
    synchronized void reset() {
        if (node != null) {
            before = before.plus(node.traffic());
            node.close();
            node = null;
        }
        books.clear();
    }

    synchronized void close() {
        if (node != null) {
            node.close();
        }
    }
}
