package dev.drover.run;

import dev.drover.module.Diff;
import dev.drover.module.Result;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Step;
import dev.drover.playbook.Task;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of a play on one batch of hosts, with a barrier behind each task. */
final class BatchRun {

    /** Modules that act on the run as a whole. */
    private static final Set<String> ONCE_BY_NATURE = Set.of("add_host", "pause");

    private final Services services;
    private final Play play;
    private final List<HostState> batch;
    private final HostThreads threads;
    private final TagFilter tags;
    private final Inclusions inclusions;
    private final HandlerQueue handlers;
    private final Set<Task> started;
    private final KeptFacts keptFacts;
    private final HostTask hostTask;
    private final FailureLimits limits;
    private final TaskLabels labels;
    private boolean ended;
    /** How many lists that clean up it is in. */
    private int cleaning;

    /** @param started collects the tasks that any host has begun */
    BatchRun(
            Services services,
            Play play,
            List<HostState> batch,
            HostThreads threads,
            TagFilter tags,
            LookAhead lookAhead,
            Inclusions inclusions,
            Set<Task> started) {
        this.services = services;
        this.play = play;
        this.batch = batch;
        this.threads = threads;
        this.tags = tags;
        this.inclusions = inclusions;
        this.handlers = new HandlerQueue(play.handlers(), services, play);
        this.started = started;
        this.keptFacts = new KeptFacts(services.options().rules().merging());
        this.hostTask = new HostTask(services, play, lookAhead, handlers, keptFacts);
        this.limits = new FailureLimits(services, play, batch);
        this.labels = new TaskLabels(services, play);
    }

    /** Whether a task has ended the whole play. */
    boolean endedPlay() {
        return ended;
    }

    void run(List<Step> steps) throws InterruptedException {
        steps(Rest.of(steps), batch);
    }

    /**
     * A stage of a rollout. Hosts that fail in it have fallen, and wait for what the rollout does about it.
     *
     * @param behind what comes then if all goes well
     */
    void stage(List<Step> steps, List<HostState> on, List<Step> behind) throws InterruptedException {
        sheltered(new HostState.Shelter(false), on, Rest.of(behind).after(steps));
    }

    /** A stage that runs whatever has ended the play. */
    void lastStage(List<Step> steps, List<HostState> on) throws InterruptedException {
        boolean endedBefore = ended;
        ended = false;
        cleaning++;
        try (var _ = services.interruption().shield()) {
            stage(steps, on, List.of());
        } finally {
            cleaning--;
            ended = endedBefore;
        }
    }

    /** All steps of a list on those of these hosts that are still there; what is behind the list is only asked about. */
    private void steps(Rest rest, List<HostState> members) throws InterruptedException {
        for (int i = rest.from(); i < rest.steps().size() && !stops(); i++) {
            var on = active(members);
            if (on.isEmpty()) {
                return;
            }
            var behind = rest.behind(i);
            switch (rest.steps().get(i)) {
                case Step.Flush() -> flush(on, behind);
                case Step.Guarded guarded -> guarded(guarded, on, behind);
                case Step.Run(var task) -> {
                    if (tags.selects(task)) {
                        var taking =
                                on.stream().filter(host -> host.takes(task)).toList();
                        if (!taking.isEmpty() && wanted(task, false, taking)) {
                            selected(task, taking, behind, false);
                        }
                    }
                }
            }
        }
    }

    /** Whether whoever goes through the play step by step wants this one. */
    private boolean wanted(Task task, boolean handler, List<HostState> on) {
        return !services.options().steering().step()
                || services.stepGate()
                        .lets(task, labels.of(task, handler, on.getFirst()).name());
    }

    private void selected(Task task, List<HostState> on, Rest behind, boolean handler) throws InterruptedException {
        if (task.shortModule().equals("meta")) {
            meta(task, on, behind);
        } else if (Inclusions.includes(task)) {
            include(task, on, behind, handler);
        } else {
            task(task, on, behind, handler);
        }
    }

    private void guarded(Step.Guarded guarded, List<HostState> on, Rest behind) throws InterruptedException {
        boolean rescues = !guarded.rescue().isEmpty();
        var afterwards = behind.after(guarded.always());
        sheltered(new HostState.Shelter(rescues), on, afterwards.after(guarded.steps()));
        var fallen = on.stream().filter(HostState::fallen).toList();
        if (rescues && stops()) {
            fallen.forEach(HostState::abandon);
        } else if (rescues) {
            fallen.forEach(HostState::recover);
            sheltered(new HostState.Shelter(false), fallen, afterwards.after(guarded.rescue()));
        }
        var lost = on.stream().filter(HostState::fallen).toList();
        lost.forEach(HostState::recover);
        cleanUp(afterwards, on);
        lost.stream().filter(HostState::active).forEach(HostState::fail);
    }

    private boolean stops() {
        return ended || cleaning == 0 && services.interruption().requested();
    }

    /** Runs the first list of {@code rest} even where the run is to end. */
    private void cleanUp(Rest rest, List<HostState> on) throws InterruptedException {
        cleaning++;
        try (var _ = services.interruption().shield()) {
            steps(rest, on);
        } finally {
            cleaning--;
        }
    }

    /** Runs the first list of {@code rest}; hosts that fail in it wait for what comes behind. */
    private void sheltered(HostState.Shelter shelter, List<HostState> on, Rest rest) throws InterruptedException {
        on.forEach(host -> host.enter(shelter));
        try {
            steps(rest, on);
        } finally {
            on.forEach(HostState::leaveShelter);
        }
    }

    private void task(Task task, List<HostState> on, Rest behind, boolean handler) throws InterruptedException {
        var label = start(task, on.getFirst(), handler);
        boolean once = once(task, on.getFirst());
        var outcomes = threads.each(
                once ? on.subList(0, 1) : on,
                throttle(task, on.getFirst()),
                host -> hostTask.run(task, label, host, behind));
        if (once && !ONCE_BY_NATURE.contains(task.shortModule())) {
            share(task, on, outcomes.getFirst());
        }
        for (int i = 0; i < outcomes.size(); i++) {
            services.stats()
                    .add(once ? on : on.subList(i, i + 1), outcomes.get(i).result());
        }
        limits.apply(task, outcomes);
    }

    private RunEvent.TaskLabel start(Task task, HostState first, boolean handler) {
        var label = labels.of(task, handler, first);
        services.publish(new RunEvent.TaskStarted(label));
        started.add(task);
        return label;
    }

    private boolean once(Task task, HostState first) {
        if (ONCE_BY_NATURE.contains(task.shortModule())) {
            return true;
        }
        try {
            var variables = services.taskScopes().of(task, first, play, first.set);
            return services.preparation().flag(task, Keyword.RUN_ONCE, variables, false);
        } catch (TemplateException e) {
            return false; // the task itself will say what is wrong
        }
    }

    /** How many hosts at a time: those of {@code throttle}, which is of no use where it is no positive number. */
    private int throttle(Task task, HostState first) {
        try {
            return task.keywords()
                    .get(Keyword.THROTTLE)
                    .map(value -> services.templar()
                            .resolve(value, services.taskScopes().of(task, first, play, first.set)))
                    .map(services::show)
                    .filter(text -> text.matches("[1-9][0-9]{0,6}"))
                    .map(Integer::parseInt)
                    .orElse(Integer.MAX_VALUE);
        } catch (TemplateException e) {
            return Integer.MAX_VALUE; // the task itself will say what is wrong
        }
    }

    /** What a task that ran once has registered, all hosts of the batch have; its failure is theirs. */
    private void share(Task task, List<HostState> on, Outcome outcome) {
        var first = on.getFirst();
        for (var other : on.subList(1, on.size())) {
            Registration.names(task).stream()
                    .filter(first.set::containsKey)
                    .forEach(name -> other.set.put(name, first.set.get(name)));
            keptFacts.keep(other, task, outcome.result());
            if (outcome.ends()) {
                other.fail();
            }
        }
    }

    private void include(Task task, List<HostState> on, Rest behind, boolean handler) throws InterruptedException {
        var label = start(task, on.getFirst(), handler);
        boolean once = once(task, on.getFirst()); // then only the first host has what is included
        var include = new IncludeTask(services, play, task, inclusions);
        var outcomes = new ArrayList<Outcome>();
        for (var host : once ? on.subList(0, 1) : on) {
            long start = System.nanoTime();
            include.on(host).ifPresent(outcome -> {
                outcomes.add(outcome);
                if (outcome.ends()) {
                    FailedTask.remember(host, task, label.name(), outcome);
                }
                hostTask.finish(host, label, outcome, outcome, Optional.empty(), start);
            });
        }
        if (once && !outcomes.isEmpty()) {
            share(task, on, outcomes.getFirst());
        }
        limits.apply(task, outcomes);
        var groups = include.groups();
        groups.forEach(group -> group.publish(label));
        for (int i = 0; i < groups.size() && !stops(); i++) {
            var group = groups.get(i);
            handlers.add(group.included().handlers());
            if (include.isPublic()) {
                services.scopes().publish(play, group.included().roles());
            }
            var later = groups.subList(i + 1, groups.size());
            steps(group.before(behind, later), group.hosts());
        }
    }

    private void flush(List<HostState> members, Rest behind) throws InterruptedException {
        var before = members.stream().map(HostState::bare).toList();
        for (int i = 0; i < handlers.all().size() && !stops(); i++) {
            var handler = handlers.all().get(i);
            var on = active(members).stream()
                    .filter(host -> handlers.take(host, handler))
                    .toList();
            if (!on.isEmpty() && wanted(handler, true, on)) {
                selected(handler, on, behind, true);
            }
        }
        for (int i = 0; i < members.size(); i++) {
            members.get(i).restore(before.get(i));
        }
    }

    private void meta(Task task, List<HostState> members, Rest behind) throws InterruptedException {
        String action = task.arguments().get("_raw_params").map(Value::toString).orElse("");
        var on = new ArrayList<HostState>();
        for (var host : members) {
            var variables = services.taskScopes().of(task, host, play, host.set);
            try {
                if (services.preparation().firstFalse(task, variables).isEmpty()) {
                    on.add(host);
                }
            } catch (TemplateException e) {
                var outcome = Outcome.of(Result.failed("Task failed: " + e.getMessage()), Diff.NONE);
                hostTask.finish(
                        host, labels.of(task, false, host), outcome, outcome, Optional.empty(), System.nanoTime());
            }
        }
        if (on.isEmpty()) {
            return;
        }
        switch (action) {
            case "flush_handlers" -> flush(on, behind);
            case "noop" -> {}
            case "clear_facts" -> on.forEach(host -> host.facts.clear());
            case "refresh_inventory" -> services.refreshInventory();
            case "clear_host_errors" -> services.clearErrors();
            case "reset_connection" -> on.forEach(host -> host.link.reset());
            case "end_host" -> on.forEach(HostState::leave);
            case "end_batch" -> batch.forEach(HostState::leave);
            case "end_role" -> task.role().ifPresent(role -> on.forEach(host -> host.endRole(role)));
            case "end_play" -> ended = true;
            default ->
                services.publish(new RunEvent.Warning("there is no meta action \"" + action + "\"", task.origin()));
        }
    }

    private static List<HostState> active(List<HostState> hosts) {
        return hosts.stream().filter(HostState::active).toList();
    }
}
