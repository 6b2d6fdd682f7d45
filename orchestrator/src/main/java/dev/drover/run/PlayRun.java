package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.module.Diff;
import dev.drover.module.Result;
import dev.drover.node.NodeException;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Rollout;
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
    private final Inclusions inclusions;
    private final LookAhead lookAhead;
    private final List<Step> steps;
    private final Map<HostState, Future<?>> primed = new HashMap<>();
    private final Set<Task> started = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private int changesBefore;
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
        this.inclusions = new Inclusions(play, services.includer(), services.preparation());
        this.steps = forcesHandlers() ? Sections.withForcedHandlers(play.steps()) : play.steps();
        this.lookAhead =
                new LookAhead(play, inclusions, services.preparation(), services.taskScopes(), tags, services::link);
    }

    /** How many tasks were started, each counted once however many batches it ran for. */
    int tasks() {
        return started.size() + (gathering.wanted() && !hosts.isEmpty() ? 1 : 0);
    }

    /** @return whether the run may go on: false when a whole batch has failed */
    boolean run() throws InterruptedException {
        var names = hosts.stream().map(host -> host.name).toList();
        magic.play(names);
        int selected = (int)
                play.steps().stream().flatMap(Step::tasks).filter(tags::selects).count();
        services.publish(new RunEvent.PlayStarted(name(), names, selected + (gathering.wanted() ? 1 : 0)));
        if (hosts.isEmpty()) {
            services.publish(new RunEvent.NoHosts("no hosts matched"));
            return true;
        }
        if (hosts.size() <= services.options().forks()) {
            prime();
        }
        changesBefore = changes();
        var batches = batches();
        if (play.rollout().isPresent()) {
            return new RolloutRun(services, play, play.rollout().get(), hosts, steps, this::begin).run(batches);
        }
        for (int i = 0; i < batches.size() && !ended && !services.interruption().requested(); i++) {
            var batch = batches.get(i);
            batch(batch, i + 1, batches.size());
            if (batch.stream().allMatch(host -> host.failed() || host.unreachable())) {
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

    /** The sizes of the batches: {@code serial}, behind the canary of a rollout. */
    private List<Value> serial() {
        var sizes = new ArrayList<>(play.keywords().list(Keyword.SERIAL));
        play.rollout().flatMap(Rollout::canary).ifPresent(canary -> {
            if (sizes.isEmpty()) {
                sizes.add(Value.of(0)); // all that are left
            }
            sizes.addFirst(canary);
        });
        return sizes.stream()
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
            for (int round = 0; round < PRIMING_ROUNDS && lookAhead.ask(host, ahead(), thought); round++) {
                host.link.awaitAnswers();
                gathering.keep(host);
            }
        } catch (RuntimeException e) {
            return false; // the first task that needs the host says what is wrong
        }
        return true;
    }

    /** What a host of the play has before it when it comes to its first task. */
    private Rest ahead() {
        var rest = Rest.of(steps);
        return play.rollout().map(rollout -> rest.after(rollout.drain())).orElse(rest);
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

    private boolean forcesHandlers() {
        return services.options().forceHandlers()
                || play.keywords()
                        .get(Keyword.FORCE_HANDLERS)
                        .map(value -> services.templar()
                                .resolve(value, services.scopes().ofPlay(play)))
                        .map(ConnectionSettings::truth)
                        .orElse(false);
    }

    /** All that comes before the first task of a batch. */
    private BatchRun begin(List<HostState> batch, int number, int of) throws InterruptedException {
        var names = batch.stream().map(host -> host.name).toList();
        services.publish(new RunEvent.BatchStarted(number, of, names));
        if (number > 1 && changes() != changesBefore) {
            batch.forEach(host -> host.link.forget()); // what was asked ahead may depend on what changed elsewhere
        }
        magic.batch(names);
        awaitPriming(batch);
        if (batch.stream().anyMatch(gathering::wants) && services.stepGate().lets("Gathering Facts", play.origin())) {
            gather(batch);
        }
        return new BatchRun(services, play, batch, threads, tags, lookAhead, inclusions, started);
    }

    private void batch(List<HostState> batch, int number, int of) throws InterruptedException {
        var run = begin(batch, number, of);
        if (hostsWaitForEachOther()) {
            run.run(steps);
            ended = run.endedPlay();
        } else {
            threads.each(batch, host -> {
                new BatchRun(services, play, List.of(host), threads, tags, lookAhead, inclusions, started).run(steps);
                return host;
            });
        }
    }

    /** Strategies free and host_pinned let each host go through the play by itself. */
    private boolean hostsWaitForEachOther() {
        String strategy = play.keywords()
                .get(Keyword.STRATEGY)
                .map(value ->
                        services.templar().resolve(value, services.scopes().ofPlay(play)))
                .map(services::show)
                .orElse(services.options().strategy());
        return !strategy.endsWith("free") && !strategy.endsWith("host_pinned");
    }

    private void gather(List<HostState> batch) throws InterruptedException {
        var label = new RunEvent.TaskLabel("Gathering Facts", false, false, "setup", play.origin());
        services.publish(new RunEvent.TaskStarted(label));
        threads.each(
                batch.stream()
                        .filter(HostState::active)
                        .filter(gathering::wants)
                        .toList(),
                host -> {
                    long start = System.nanoTime();
                    services.publish(new RunEvent.HostBusy(host.name, "Gathering Facts"));
                    Outcome outcome;
                    try {
                        boolean primedStill =
                                primed.containsKey(host) && host.link.changes() == 0 && !gathering.due(host);
                        gathering.gather(host, primedStill ? () -> {} : () -> askAhead(host));
                        outcome = Outcome.of(Result.UNCHANGED, Diff.NONE);
                    } catch (NodeException.Unreachable e) {
                        outcome = Outcome.unreachable(e.getMessage());
                    } catch (NodeException
                            | dev.drover.question.UnansweredException
                            | TemplateException
                            | ConnectionSettings.SettingsException e) {
                        outcome = Outcome.of(Result.failed(e.getMessage()), Diff.NONE);
                    }
                    host.count(outcome);
                    services.publish(new RunEvent.TaskFinished(
                            host.name, label, outcome, Optional.empty(), Duration.ofNanos(System.nanoTime() - start)));
                    return outcome;
                });
    }

    private void askAhead(HostState host) {
        if (services.options().lookAhead()) {
            lookAhead.ask(host, ahead());
        }
    }

    private List<List<HostState>> batches() {
        try {
            return Batches.of(hosts, serial());
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(e.getMessage(), play.origin());
        }
    }
}
