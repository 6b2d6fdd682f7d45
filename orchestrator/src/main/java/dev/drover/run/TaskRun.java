package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.module.Diff;
import dev.drover.module.Result;
import dev.drover.module.control.AsyncStatus;
import dev.drover.node.NodeException;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import dev.drover.question.NodePath;
import dev.drover.question.UnansweredException;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import dev.drover.vars.Layers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** One task on one host: its items, attempts, conditions, and what becomes of its result. */
final class TaskRun {

    private static final int DEFAULT_RETRIES = 3;
    private static final double DEFAULT_DELAY_SECONDS = 5;
    private static final double DEFAULT_POLL_SECONDS = 15;

    private final Services services;
    private final Play play;
    private final Task task;
    private final RunEvent.TaskLabel label;
    private final HostState host;
    private final Runnable askAhead;
    private final Runnable askBehind;
    private Optional<String> delegate = Optional.empty();
    private Spectator spectator = Spectator.NOBODY;
    private volatile Optional<Layers> seen = Optional.empty();

    TaskRun(
            Services services,
            Play play,
            Task task,
            RunEvent.TaskLabel label,
            HostState host,
            Runnable askAhead,
            Runnable askBehind) {
        this.services = services;
        this.play = play;
        this.task = task;
        this.label = label;
        this.host = host;
        this.askAhead = askAhead;
        this.askBehind = askBehind;
    }

    /** The host it ran on, where that is another. */
    Optional<String> delegate() {
        return delegate;
    }

    /** Runs it and registers its result; never throws what a user, a node or a template did wrong. */
    Outcome run() throws InterruptedException {
        try (var watched = services.live().begin(host.name, label, this::doing, this::noLog)) {
            spectator = watched;
            return finished();
        }
    }

    /** What it does, in a few words: the module and what it is mainly about. */
    private String doing() {
        return new TaskWords(task)
                .shown(value ->
                        services.show(seen.map(variables -> services.templar().resolve(value, variables))
                                .orElse(value)));
    }

    private Outcome finished() throws InterruptedException {
        Outcome outcome;
        try {
            var turns = services.taskScopes().items(task, host, play, host.set);
            outcome = task.loop().isEmpty() ? attempts(turns.getFirst()) : loop(turns);
        } catch (TemplateException e) {
            outcome = failed("Task failed: " + e.getMessage(), e.origin());
        } catch (ArgumentException e) {
            outcome = failed(e.getMessage(), e.origin());
        } catch (ConnectionSettings.SettingsException e) {
            outcome = failed(e.getMessage(), task.origin());
        } catch (NodeException.Unreachable e) {
            outcome = Outcome.unreachable(e.getMessage());
        }
        return ignoring(registered(outcome));
    }

    private Outcome loop(List<TaskScopes.Turn> turns) throws InterruptedException {
        if (turns.isEmpty()) {
            return Outcome.of(ResultValue.noItems(), Diff.NONE);
        }
        var results = new ArrayList<Result>();
        var diff = Diff.NONE;
        for (var turn : turns) {
            var item = turn.item().orElseThrow();
            Outcome outcome;
            try {
                outcome = attempts(turn);
            } catch (TemplateException e) {
                outcome = failed("Task failed: " + e.getMessage(), e.origin());
            } catch (ArgumentException e) {
                outcome = failed(e.getMessage(), e.origin());
            } catch (ConnectionSettings.SettingsException e) {
                outcome = failed(e.getMessage(), task.origin());
            }
            var result = outcome.result();
            for (var field : item.fields().entrySet()) {
                result = result.with(field.getKey(), field.getValue());
            }
            results.add(result);
            keepForNext(result);
            var kept = result;
            task.keywords().text(Keyword.REGISTER).ifPresent(name -> host.set.put(name, ResultValue.of(kept)));
            diff = diff.and(outcome.diff());
            services.publish(new RunEvent.ItemFinished(
                    host.name,
                    label,
                    itemLabel(turn),
                    hidden(new Outcome(outcome.status(), result, false, outcome.diff()))));
            if (breaks(turn, result)) {
                break;
            }
            if (results.size() < turns.size()) {
                pause(turn);
                if (services.interruption().stops()) {
                    return Outcome.of(
                            ResultValue.ofItems(results)
                                    .withFailed(true)
                                    .with("msg", "interrupted behind item " + results.size() + " of " + turns.size()),
                            diff);
                }
            }
        }
        return Outcome.of(ResultValue.ofItems(results), diff);
    }

    /** What set_fact sets for one item, the next one sees. */
    private void keepForNext(Result result) {
        if (task.shortModule().equals("set_fact")
                && result.fields().get("ansible_facts") instanceof Value.Mapping facts) {
            facts.entries().forEach((name, value) -> host.set.put(name.toString(), value));
        }
    }

    /** Whether {@code break_when} ends the loop behind this item. */
    private boolean breaks(TaskScopes.Turn turn, Result result) {
        var conditions = Loops.control(task, "break_when")
                .map(value -> value instanceof Value.Sequence(var items) ? items : List.of(value))
                .orElse(List.of());
        return !conditions.isEmpty() && all(conditions, withResult(turn.variables(), result));
    }

    private void pause(TaskScopes.Turn turn) throws InterruptedException {
        var seconds = Loops.control(task, "pause")
                .map(value -> services.templar().resolve(value, turn.variables()))
                .map(value -> seconds("pause", value, 0));
        if (seconds.isPresent() && seconds.get() > 0) {
            services.pause().sleep(Duration.ofMillis((long) (1000 * seconds.get())));
        }
    }

    private String itemLabel(TaskScopes.Turn turn) {
        if (noLog()) {
            return "(censored due to no_log)";
        }
        try {
            return services.show(services.taskScopes().label(task, turn));
        } catch (TemplateException e) {
            return services.show(turn.item().orElseThrow().value());
        }
    }

    /** One turn, again and again while {@code until} does not hold. */
    private Outcome attempts(TaskScopes.Turn turn) throws InterruptedException {
        var until = task.keywords().list(Keyword.UNTIL);
        boolean retrying =
                !until.isEmpty() || task.keywords().get(Keyword.RETRIES).isPresent();
        if (!retrying) {
            return once(turn.variables());
        }
        if (number(Keyword.RETRIES, turn.variables(), DEFAULT_RETRIES) < 1) {
            return once(turn.variables()); // nothing is retried: until is not looked at, nothing is counted
        }
        int attempts = 1 + Math.max(0, (int) number(Keyword.RETRIES, turn.variables(), DEFAULT_RETRIES));
        var delay = Duration.ofMillis((long) (1000 * number(Keyword.DELAY, turn.variables(), DEFAULT_DELAY_SECONDS)));
        for (int attempt = 1; ; attempt++) {
            var outcome = once(turn.variables());
            if (outcome.status() == Outcome.Status.SKIPPED || outcome.status() == Outcome.Status.UNREACHABLE) {
                return outcome;
            }
            var result = outcome.result().with("attempts", Value.of(attempt));
            var variables = withResult(turn.variables(), result);
            boolean enough = until.isEmpty()
                    ? !result.failed()
                    : until.stream().allMatch(condition -> services.templar().condition(condition, variables));
            if (enough) {
                return Outcome.of(result, outcome.diff());
            }
            if (attempt == attempts) {
                // as Ansible counts: the retries that were used up, not the attempts
                var last = result.with("attempts", Value.of(Math.max(1, attempts - 1)));
                boolean judged = task.keywords().get(Keyword.FAILED_WHEN).isPresent();
                return Outcome.of(judged ? last : last.withFailed(true), outcome.diff());
            }
            services.publish(new RunEvent.Retrying(host.name, label, attempt, attempts));
            host.link.forget(); // what was answered is what is hoped to change
            delegate.map(services::link).ifPresent(NodeLink::forget);
            services.pause().sleep(delay);
            if (services.interruption().stops()) {
                return Outcome.of(result.withFailed(true), outcome.diff());
            }
        }
    }

    private double number(Keyword keyword, Layers variables, double otherwise) {
        return task.keywords()
                .get(keyword)
                .or(() -> services.options().keywords().get(keyword))
                .map(value -> services.templar().resolve(value, variables))
                .map(value -> seconds(keyword.text(), value, otherwise))
                .orElse(otherwise);
    }

    private static double seconds(String name, Value value, double otherwise) {
        return switch (value) {
            case Value.Int(var number) -> number.doubleValue();
            case Value.Real(var number) -> number;
            case Value.Text text -> {
                try {
                    yield Double.parseDouble(text.text());
                } catch (NumberFormatException e) {
                    throw new ArgumentException(name + " takes a number, not \"" + text + "\"", text.origin());
                }
            }
            default -> otherwise;
        };
    }

    private Outcome once(Layers variables) throws InterruptedException {
        return switch (services.preparation().prepare(task, variables)) {
            case Preparation.Prepared.Skip(var result) -> Outcome.of(result, Diff.NONE);
            case Preparation.Prepared.Ready ready -> judged(interpret(ready, variables), variables);
        };
    }

    private Outcome interpret(Preparation.Prepared.Ready ready, Layers variables) throws InterruptedException {
        delegate = ready.delegate().filter(other -> !other.equals(host.name));
        var link = delegate.map(services::link).orElse(host.link);
        if (link.busy()) {
            link.forget();
        }
        seen = Optional.of(variables);
        var seconds = number(Keyword.TIMEOUT, variables, 0);
        var interpreter = new Interpreter(
                link,
                ready.become(),
                ready.environment(),
                ready.check(),
                seconds > 0 ? Optional.of(Duration.ofMillis((long) (seconds * 1000))) : Optional.empty(),
                delegate.isPresent() ? () -> {} : askAhead,
                delegate.isPresent() ? () -> {} : askBehind,
                services.clock(),
                services.interruption(),
                spectator);
        try {
            var limit = Duration.ofSeconds((long) number(Keyword.ASYNC, variables, 0));
            var ended = limit.isPositive() && AsyncTask.supports(task)
                    ? async(limit, ready, link, interpreter, variables)
                    : interpreter.run(services.jobs().plan(ready.plan(), link));
            services.jobs().forget(link, ended.result());
            return Outcome.of(services.effects().apply(host, link, ready.become(), task, ended.result()), ended.diff());
        } catch (Interpreter.TimedOutException e) {
            return Outcome.of(e.result(), Diff.NONE);
        } catch (UnansweredException | ConnectionSettings.SettingsException e) {
            return Outcome.of(Result.failed(e.getMessage()), Diff.NONE);
        } catch (NodeException.BecomeRefused | NodeException.ShellDied e) {
            return Outcome.of(Result.failed(e.getMessage()), Diff.NONE);
        }
    }

    private Interpreter.Ended async(
            Duration limit, Preparation.Prepared.Ready ready, NodeLink link, Interpreter interpreter, Layers variables)
            throws InterruptedException {
        var directory = services.templar()
                .expression(Value.Text.written(AsyncStatus.DIRECTORY, task.origin()), variables)
                .toString();
        return new AsyncTask(
                        services,
                        task,
                        delegate.orElse(host.name),
                        link,
                        ready,
                        interpreter,
                        new AsyncTask.Times(limit, (long) number(Keyword.POLL, variables, DEFAULT_POLL_SECONDS)),
                        new NodePath(directory))
                .run();
    }

    /** {@code changed_when} and {@code failed_when}. */
    private Outcome judged(Outcome outcome, Layers variables) {
        if (outcome.status() == Outcome.Status.SKIPPED) {
            return outcome;
        }
        var scope = withResult(variables, outcome.result());
        var result = outcome.result();
        try {
            var changedWhen = task.keywords().list(Keyword.CHANGED_WHEN);
            if (!changedWhen.isEmpty()) {
                boolean changed = all(changedWhen, scope);
                result = result.withChanged(changed).with("changed_when_result", Value.of(changed));
            }
            var failedWhen = task.keywords().list(Keyword.FAILED_WHEN);
            if (!failedWhen.isEmpty()) {
                boolean failed = all(failedWhen, scope);
                result = result.withFailed(failed).with("failed_when_result", Value.of(failed));
            }
        } catch (TemplateException e) { // the result is kept: what was done was done
            result = result.withFailed(true).with("msg", "Task failed: " + e.getMessage());
        }
        return Outcome.of(result, outcome.diff());
    }

    private boolean all(List<Value> conditions, Layers scope) {
        return conditions.stream().allMatch(condition -> services.templar().condition(condition, scope));
    }

    private Layers withResult(Layers variables, Result result) {
        return variables.with(Registration.layer(task, result));
    }

    private Outcome ignoring(Outcome outcome) {
        var keyword =
                outcome.status() == Outcome.Status.UNREACHABLE ? Keyword.IGNORE_UNREACHABLE : Keyword.IGNORE_ERRORS;
        if (!outcome.ends()) {
            return outcome;
        }
        try {
            var variables = services.taskScopes().of(task, host, play, host.set);
            boolean ignored = services.preparation().flag(task, keyword, variables, false);
            return new Outcome(outcome.status(), outcome.result(), ignored, outcome.diff());
        } catch (TemplateException e) {
            return outcome;
        }
    }

    private Outcome registered(Outcome outcome) {
        try {
            var variables = services.taskScopes().of(task, host, play, host.set);
            host.set.putAll(Registration.of(task, outcome.result(), variables, services.templar()));
            return outcome;
        } catch (TemplateException e) {
            return failed("Task failed: " + e.getMessage(), e.origin());
        }
    }

    boolean noLog() {
        try {
            return services.preparation()
                    .flag(task, Keyword.NO_LOG, services.taskScopes().of(task, host, play, host.set), false);
        } catch (TemplateException e) {
            return true; // whether it is secret can't be told: then it is
        }
    }

    /** The outcome as reports may see it. */
    Outcome hidden(Outcome outcome) {
        if (!noLog()) {
            return outcome;
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put(
                "censored",
                Value.of(
                        "the output has been hidden due to the fact that 'no_log: true' was specified for this result"));
        var result = outcome.result();
        var censored = new Result(result.changed(), result.failed(), result.skipped(), fields, List.of());
        return new Outcome(outcome.status(), censored, outcome.ignored(), Diff.NONE);
    }

    private Outcome failed(String message, dev.drover.value.Origin origin) {
        var result = Result.failed(message);
        return Outcome.of(origin.known() ? result.with("origin", origin.toString()) : result, Diff.NONE);
    }
}
