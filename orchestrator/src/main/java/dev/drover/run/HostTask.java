package dev.drover.run;

import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import java.time.Duration;
import java.util.Optional;

/** Tasks on one host at a time: what becomes of their outcomes, for the host, its handlers, the debugger and the reports. */
final class HostTask {

    private final Services services;
    private final Play play;
    private final LookAhead lookAhead;
    private final HandlerQueue handlers;
    private final KeptFacts keptFacts;

    HostTask(Services services, Play play, LookAhead lookAhead, HandlerQueue handlers, KeptFacts keptFacts) {
        this.services = services;
        this.play = play;
        this.lookAhead = lookAhead;
        this.handlers = handlers;
        this.keptFacts = keptFacts;
    }

    /** @param behind what the host has before it when the task is done */
    Outcome run(Task task, RunEvent.TaskLabel label, HostState host, Rest behind) throws InterruptedException {
        long start = System.nanoTime();
        int changes = host.link.changes();
        var run = prepared(task, label, host, behind);
        var outcome = run.run();
        boolean told = false;
        for (var at = task; services.debugger().wants(at, play, outcome, services); ) {
            publish(host, label, run.hidden(outcome), run.delegate(), start, mends(host, outcome));
            told = true;
            if (!(services.debugger().stop(task, at, host, play, outcome, services)
                    instanceof Debugger.Verdict.Again(var again))) {
                break;
            }
            told = false;
            at = again;
            run = prepared(at, label, host, behind);
            outcome = run.run();
        }
        if (host.link.changes() == changes) {
            host.settled();
        } else {
            host.changed();
        }
        keptFacts.keep(factsOf(host, task, run.delegate()), task, outcome.result());
        if (outcome.ends() && outcome.status() == Outcome.Status.FAILED) {
            FailedTask.remember(host, task, label.name(), outcome);
        }
        if (told) {
            host.count(outcome);
        } else {
            finish(host, label, outcome, run.hidden(outcome), run.delegate(), start);
        }
        if (outcome.status() == Outcome.Status.CHANGED) {
            handlers.notify(host, task);
        }
        return outcome;
    }

    private TaskRun prepared(Task task, RunEvent.TaskLabel label, HostState host, Rest behind) {
        services.publish(new RunEvent.HostBusy(host.name, label.name()));
        Runnable askAhead = () -> askAhead(host, behind);
        return new TaskRun(services, play, task, label, host, askAhead, askAhead);
    }

    /** Whose facts those of a result become. */
    private HostState factsOf(HostState host, Task task, Optional<String> delegate) {
        boolean toDelegate = delegate.isPresent()
                && task.keywords()
                        .get(Keyword.DELEGATE_FACTS)
                        .map(ConnectionSettings::truth)
                        .orElse(false);
        return toDelegate ? services.state(delegate.get()) : host;
    }

    private void askAhead(HostState host, Rest rest) {
        if (services.options().lookAhead()) {
            lookAhead.ask(host, rest);
        }
    }

    /**
     * The task is over for the host.
     *
     * @param shown the outcome as reports may see it
     * @param start in the nanoseconds of {@link System#nanoTime}
     */
    void finish(
            HostState host,
            RunEvent.TaskLabel label,
            Outcome outcome,
            Outcome shown,
            Optional<String> delegate,
            long start) {
        boolean mended = mends(host, outcome);
        host.count(outcome);
        publish(host, label, shown, delegate, start, mended);
    }

    /** Whether the block it is in takes the failure up. */
    private static boolean mends(HostState host, Outcome outcome) {
        return outcome.status() == Outcome.Status.FAILED && outcome.ends() && host.mends();
    }

    private void publish(
            HostState host,
            RunEvent.TaskLabel label,
            Outcome outcome,
            Optional<String> delegate,
            long start,
            boolean mended) {
        outcome.result().warnings().forEach(warning -> services.publish(new RunEvent.Warning(warning, label.origin())));
        services.publish(new RunEvent.TaskFinished(
                host.name, label, outcome, delegate, Duration.ofNanos(System.nanoTime() - start), mended));
    }
}
