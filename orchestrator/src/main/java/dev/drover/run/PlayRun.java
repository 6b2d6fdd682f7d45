package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.module.Diff;
import dev.drover.module.Result;
import dev.drover.node.NodeException;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Step;
import dev.drover.playbook.Task;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** One play over its hosts, batch after batch, with a barrier behind each task as Ansible's {@code linear} strategy has it. */
final class PlayRun {

    /** Answers bring further questions, but not for ever. */
    private static final int PRIMING_ROUNDS = 5;

    private final Services services;
    private final Play play;
    private final List<HostState> hosts;
    private final HostThreads threads;
    private final TagFilter tags;
    private final Magic magic;
    private final Gathering gathering;
    private final LookAhead lookAhead;
    private final Map<HostState, Future<?>> primed = new HashMap<>();
    private final Set<Task> started = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean ended;

    PlayRun(
            Services services,
            Play play,
            List<HostState> hosts,
            HostThreads threads,
            Magic magic,
            Gathering gathering) {
        this.services = services;
        this.play = play;
        this.hosts = hosts;
        this.threads = threads;
        this.magic = magic;
        this.gathering = gathering;
        this.tags = TagFilter.of(services.options().tags(), services.options().skipTags());
        this.lookAhead =
                new LookAhead(play, play.steps(), services.preparation(), services.taskScopes(), tags, services::link);
    }

    /** How many tasks were started, each counted once however many batches it ran for. */
    int tasks() {
        return started.size() + (gathering.wanted() && !hosts.isEmpty() ? 1 : 0);
    }

    /** @return whether the run may go on: false when a whole batch has failed */
    boolean run() throws InterruptedException {
        var names = hosts.stream().map(host -> host.name).toList();
        magic.play(names);
        int selected = (int) play.steps().stream()
                .filter(step -> step instanceof Step.Run(var task) && tags.selects(task))
                .count();
        services.publish(new RunEvent.PlayStarted(name(), names, selected + (gathering.wanted() ? 1 : 0)));
        if (hosts.isEmpty()) {
            services.publish(new RunEvent.NoHosts("no hosts matched"));
            return true;
        }
        if (hosts.size() <= services.options().forks()) {
            prime();
        }
        int changesBefore = changes();
        var batches = batches();
        for (int i = 0; i < batches.size() && !ended; i++) {
            var batch = batches.get(i);
            services.publish(new RunEvent.BatchStarted(
                    i + 1, batches.size(), batch.stream().map(host -> host.name).toList()));
            if (i > 0 && changes() != changesBefore) {
                batch.forEach(host -> host.link.forget()); // what was asked ahead may depend on what changed elsewhere
            }
            batch(batch);
            if (batch.stream().noneMatch(HostState::active)) {
                return false;
            }
        }
        return true;
    }

    private int changes() {
        return hosts.stream().mapToInt(host -> host.link.changes()).sum();
    }

    private String name() {
        var name = play.keywords().get(Keyword.NAME).or(() -> play.keywords().get(Keyword.HOSTS));
        return name.map(value -> lenient(value)).orElse("");
    }

    private String lenient(Value value) {
        try {
            var variables = services.scopes().ofPlay(play);
            return services.show(services.templar().resolve(value, variables));
        } catch (TemplateException e) {
            return services.show(value);
        }
    }

    private List<Value> serial() {
        return play.keywords().list(Keyword.SERIAL).stream()
                .map(value ->
                        services.templar().resolve(value, services.scopes().ofPlay(play)))
                .toList();
    }

    /**
     * Connects to all hosts and asks them all that is known already, and with the answers what follows from them: a run that
     * changes nothing is over when this is.
     */
    private void prime() {
        for (var host : hosts) {
            primed.put(host, threads.start(host, this::prime));
        }
    }

    private boolean prime(HostState host) throws InterruptedException {
        try {
            gathering.ask(host);
            if (!services.options().lookAhead()) {
                host.link.node();
                return true;
            }
            var thought = new LookAhead.Thought();
            for (int round = 0; round < PRIMING_ROUNDS && lookAhead.ask(host, 0, thought); round++) {
                host.link.awaitAnswers();
                gathering.keep(host);
            }
        } catch (RuntimeException e) {
            return false; // the first task that needs the host says what is wrong
        }
        return true;
    }

    private void awaitPriming(List<HostState> batch) throws InterruptedException {
        for (var host : batch) {
            var priming = primed.get(host);
            if (priming != null) {
                try {
                    priming.get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                }
            }
        }
    }

    private void batch(List<HostState> batch) throws InterruptedException {
        magic.batch(batch.stream().map(host -> host.name).toList());
        awaitPriming(batch);
        if (gathering.wanted()) {
            gather(batch);
        }
        var handlers = new HandlerQueue(play.handlers(), services, play);
        for (int i = 0; i < play.steps().size() && !ended; i++) {
            int next = i + 1;
            switch (play.steps().get(i)) {
                case Step.Run(var task) -> {
                    if (tags.selects(task)) {
                        if (task.shortModule().equals("meta")) {
                            meta(task, batch, handlers, next);
                        } else {
                            task(task, batch, handlers, next, false);
                        }
                    }
                }
                case Step.Flush() -> flush(batch, handlers, next);
            }
            if (batch.stream().noneMatch(HostState::active)) {
                break;
            }
        }
        if (services.options().forceHandlers()) {
            batch.stream()
                    .filter(host -> host.failed() && !host.notified.isEmpty())
                    .forEach(host -> services.publish(new RunEvent.Warning(
                            "handlers of failed hosts are not run yet: " + host.name, play.origin())));
        }
    }

    private void gather(List<HostState> batch) throws InterruptedException {
        var label = new RunEvent.TaskLabel("Gathering Facts", false, false, "setup", play.origin());
        services.publish(new RunEvent.TaskStarted(label));
        threads.each(active(batch), host -> {
            long start = System.nanoTime();
            services.publish(new RunEvent.HostBusy(host.name, "Gathering Facts"));
            Outcome outcome;
            try {
                boolean primedStill = primed.containsKey(host) && host.link.changes() == 0 && !gathering.due(host);
                gathering.gather(host, primedStill ? () -> {} : () -> askAhead(host, 0));
                outcome = Outcome.of(Result.UNCHANGED, Diff.NONE);
            } catch (NodeException.Unreachable e) {
                outcome = Outcome.unreachable(e.getMessage());
            } catch (NodeException
                    | dev.drover.question.UnansweredException
                    | TemplateException
                    | ConnectionSettings.SettingsException e) {
                outcome = Outcome.of(Result.failed(e.getMessage()), Diff.NONE);
            }
            finish(host, label, outcome, Optional.empty(), start);
            return outcome;
        });
    }

    private void askAhead(HostState host, int from) {
        if (services.options().lookAhead()) {
            lookAhead.ask(host, from);
        }
    }

    private void task(Task task, List<HostState> batch, HandlerQueue handlers, int next, boolean handler)
            throws InterruptedException {
        var on = active(batch);
        if (on.isEmpty()) {
            return;
        }
        var label = label(task, handler, on.getFirst());
        services.publish(new RunEvent.TaskStarted(label));
        started.add(task);
        boolean once = once(task, on.getFirst());
        var outcomes = threads.each(once ? on.subList(0, 1) : on, host -> one(task, label, host, handlers, next));
        if (once) {
            share(task, on, outcomes.getFirst());
        }
        if (task.keywords()
                        .get(Keyword.ANY_ERRORS_FATAL)
                        .map(ConnectionSettings::truth)
                        .orElse(false)
                && outcomes.stream().anyMatch(Outcome::ends)) {
            batch.forEach(HostState::fail);
        }
        maxFailPercentage(batch);
    }

    private void maxFailPercentage(List<HostState> batch) {
        play.keywords().get(Keyword.MAX_FAIL_PERCENTAGE).ifPresent(value -> {
            double limit = percentage(services.show(
                    services.templar().resolve(value, services.scopes().ofPlay(play))));
            long failed = batch.stream().filter(HostState::failed).count();
            if (failed > 0 && 100.0 * failed / batch.size() > limit) {
                batch.forEach(HostState::fail);
            }
        });
    }

    private double percentage(String text) {
        try {
            return Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException e) {
            throw new ArgumentException("max_fail_percentage takes a number, not \"" + text + "\"", play.origin());
        }
    }

    private List<List<HostState>> batches() {
        try {
            return Batches.of(hosts, serial());
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(e.getMessage(), play.origin());
        }
    }

    private boolean once(Task task, HostState first) {
        try {
            var variables = services.taskScopes().of(task, first, play, first.set);
            return services.preparation().flag(task, Keyword.RUN_ONCE, variables, false);
        } catch (TemplateException e) {
            return false; // the task itself will say what is wrong
        }
    }

    /** What a task that ran once has registered, all hosts of the batch have; its failure is theirs. */
    private void share(Task task, List<HostState> on, Outcome outcome) {
        var first = on.getFirst();
        for (var other : on.subList(1, on.size())) {
            task.keywords().text(Keyword.REGISTER).ifPresent(name -> other.set.put(name, first.set.get(name)));
            TaskRun.keepFacts(other, task, outcome);
            if (outcome.ends()) {
                other.fail();
            }
        }
    }

    private Outcome one(Task task, RunEvent.TaskLabel label, HostState host, HandlerQueue handlers, int next)
            throws InterruptedException {
        long start = System.nanoTime();
        services.publish(new RunEvent.HostBusy(host.name, label.name()));
        var run =
                new TaskRun(services, play, task, label, host, () -> askAhead(host, next), () -> askAhead(host, next));
        int changes = host.link.changes();
        var outcome = run.run();
        if (host.link.changes() == changes) {
            host.settled();
        } else {
            host.changed();
        }
        TaskRun.keepFacts(host, task, outcome);
        if (outcome.status() == Outcome.Status.CHANGED) {
            outcome = handlers.notify(host, task, outcome);
        }
        finish(host, label, outcome, run.hidden(outcome), run.delegate(), start);
        return outcome;
    }

    private void finish(
            HostState host, RunEvent.TaskLabel label, Outcome outcome, Optional<String> delegate, long start) {
        finish(host, label, outcome, outcome, delegate, start);
    }

    private void finish(
            HostState host,
            RunEvent.TaskLabel label,
            Outcome outcome,
            Outcome shown,
            Optional<String> delegate,
            long start) {
        host.count(outcome);
        outcome.result().warnings().forEach(warning -> services.publish(new RunEvent.Warning(warning, label.origin())));
        services.publish(new RunEvent.TaskFinished(
                host.name, label, shown, delegate, Duration.ofNanos(System.nanoTime() - start)));
    }

    private void flush(List<HostState> batch, HandlerQueue handlers, int next) throws InterruptedException {
        for (var handler : play.handlers()) {
            var on = active(batch).stream()
                    .filter(host -> handlers.take(host, handler))
                    .toList();
            if (!on.isEmpty()) {
                task(handler, on, handlers, next, true);
            }
        }
    }

    private void meta(Task task, List<HostState> batch, HandlerQueue handlers, int next) throws InterruptedException {
        String action = task.arguments().get("_raw_params").map(Value::toString).orElse("");
        var on = new ArrayList<HostState>();
        for (var host : active(batch)) {
            var variables = services.taskScopes().of(task, host, play, host.set);
            try {
                if (services.preparation().firstFalse(task, variables).isEmpty()) {
                    on.add(host);
                }
            } catch (TemplateException e) {
                finish(
                        host,
                        label(task, false, host),
                        Outcome.of(Result.failed("Task failed: " + e.getMessage()), Diff.NONE),
                        Optional.empty(),
                        System.nanoTime());
            }
        }
        if (on.isEmpty() && !action.equals("flush_handlers")) {
            return;
        }
        switch (action) {
            case "flush_handlers" -> flush(batch, handlers, next);
            case "noop" -> {}
            case "clear_facts" -> on.forEach(host -> host.facts.clear());
            case "clear_host_errors" -> batch.forEach(HostState::clearErrors);
            case "reset_connection" -> on.forEach(host -> host.link.reset());
            case "end_host" -> on.forEach(HostState::leave);
            case "end_batch" -> batch.forEach(HostState::leave);
            case "end_play" -> ended = true;
            default ->
                services.publish(new RunEvent.Warning("meta: " + action + " is not supported yet", task.origin()));
        }
    }

    private RunEvent.TaskLabel label(Task task, boolean handler, HostState host) {
        String name = task.name()
                .map(value -> {
                    try {
                        return services.show(services.templar()
                                .resolve(value, services.taskScopes().of(task, host, play, host.set)));
                    } catch (TemplateException e) {
                        return services.show(value);
                    }
                })
                .orElse(task.shortModule());
        String full = task.role().map(role -> role.name() + " : " + name).orElse(name);
        return new RunEvent.TaskLabel(full, handler, task.loop().isPresent(), task.shortModule(), task.origin());
    }

    private static List<HostState> active(List<HostState> batch) {
        return batch.stream().filter(HostState::active).toList();
    }
}
