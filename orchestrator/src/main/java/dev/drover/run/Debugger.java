package dev.drover.run;

import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Stops behind tasks that the user wants to look at: those with {@code debugger}, or all that fail. One host at a time. */
final class Debugger {

    /** How the play goes on. */
    sealed interface Verdict {
        record GoOn() implements Verdict {}

        /** @param task as it is to be run once more */
        record Again(Task task) implements Verdict {}
    }

    private final Asker asker;
    private final boolean everywhere;
    private final ReentrantLock lock = new ReentrantLock();

    /** @param everywhere whether it stops behind all that fails */
    Debugger(Asker asker, boolean everywhere) {
        this.asker = asker;
        this.everywhere = everywhere;
    }

    /** Whether the user wants to look at a task that ended so. */
    boolean wants(Task task, Play play, Outcome outcome, Services services) {
        boolean failed = outcome.status() == Outcome.Status.FAILED && !outcome.ignored();
        boolean unreachable = outcome.status() == Outcome.Status.UNREACHABLE && !outcome.ignored();
        return switch (task.keywords().text(Keyword.DEBUGGER).orElse("")) {
            case "always" -> true;
            case "never" -> false;
            case "on_failed" -> failed;
            case "on_unreachable" -> unreachable;
            case "on_skipped" -> outcome.status() == Outcome.Status.SKIPPED;
            default ->
                (failed || unreachable)
                        && (everywhere || strategy(play, services).endsWith("debug"));
        };
    }

    private static String strategy(Play play, Services services) {
        return play.keywords()
                .get(Keyword.STRATEGY)
                .map(value ->
                        services.templar().resolve(value, services.scopes().ofPlay(play)))
                .map(services::show)
                .orElse(services.options().strategy());
    }

    /** Lets the user look at it, until it is clear how to go on. Where nobody is there, or wants to leave, the run ends. */
    Verdict stop(Task original, Task task, HostState host, Play play, Outcome outcome, Services services) {
        lock.lock();
        try {
            var session = new DebuggerSession(asker, original, task, host, play, outcome, services);
            Optional<Verdict> verdict = Optional.empty();
            while (verdict.isEmpty()) {
                verdict = session.next();
            }
            return verdict.get();
        } finally {
            lock.unlock();
        }
    }
}
