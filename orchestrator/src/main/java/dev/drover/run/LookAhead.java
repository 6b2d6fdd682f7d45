package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.module.Result;
import dev.drover.node.Become;
import dev.drover.node.NodeException;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Step;
import dev.drover.playbook.Task;
import dev.drover.question.Question;
import dev.drover.question.UnansweredException;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The questions of coming tasks whose arguments are known already.
 *
 * <p>It runs the coming tasks in thought: what settles is registered in a copy of the host's variables, what still has to be asked is
 * collected, and at the first task that would change something it stops, since answers from before a change are worth nothing
 * behind it. Nothing it concludes is ever used but the answers themselves, and those only as long as nothing has changed.
 */
final class LookAhead {

    private final Play play;
    private final Inclusions inclusions;
    private final Preparation preparation;
    private final TaskScopes scopes;
    private final TagFilter tags;
    private final Function<String, NodeLink> links;

    /** @param links the nodes that tasks are delegated to, by name */
    LookAhead(
            Play play,
            Inclusions inclusions,
            Preparation preparation,
            TaskScopes scopes,
            TagFilter tags,
            Function<String, NodeLink> links) {
        this.play = play;
        this.inclusions = inclusions;
        this.preparation = preparation;
        this.scopes = scopes;
        this.tags = tags;
        this.links = links;
    }

    /** A shell: the questions for it are asked together. */
    private record Where(NodeLink link, Optional<Become> become) {}

    /**
     * What has been thought so far of the coming tasks of one host. As long as nothing changes, what has settled stays so, and
     * only the rest is thought about again when answers have come.
     */
    static final class Thought {
        private Map<String, Value> set = Map.of();
        private int left;
        private final Map<Where, Set<Question<?>>> asked = new LinkedHashMap<>();
        private final Map<Task, List<Result>> settled = new IdentityHashMap<>();
    }

    /**
     * Asks them.
     *
     * @param rest what the host has before it
     * @return whether there was anything to ask
     */
    boolean ask(HostState host, Rest rest) {
        return ask(host, rest, new Thought());
    }

    /** Asks what follows from answers that have come since the same thought was thought before. */
    boolean ask(HostState host, Rest rest, Thought thought) {
        if (host.link.busy()) {
            return false;
        }
        thought.set = host.copyOfSet();
        thought.asked.clear();
        thought.left = host.window();
        var at = Optional.of(rest);
        while (at.isPresent() && walk(at.get().steps(), at.get().from(), host, thought)) {
            at = at.get().outer();
        }
        thought.asked.keySet().removeIf(where -> where.link().busy());
        thought.asked.forEach(
                (where, questions) -> where.link().book(where.become()).ask(questions));
        return !thought.asked.isEmpty();
    }

    /** Whether it makes sense to look behind these steps. */
    private boolean walk(List<Step> steps, int from, HostState host, Thought thought) {
        for (int i = from; i < steps.size(); i++) {
            boolean goOn = switch (steps.get(i)) {
                case Step.Flush() -> host.notified.isEmpty();
                case Step.Guarded(var inside, var rescue, var always, var origin) ->
                    walk(inside, 0, host, thought) && walk(always, 0, host, thought);
                case Step.Run(var task) -> !tags.selects(task) || host.skips(task) || selected(task, host, thought);
            };
            if (!goOn) {
                return false;
            }
        }
        return true;
    }

    private boolean selected(Task task, HostState host, Thought thought) {
        if (thought.left <= 0) {
            return false;
        }
        thought.left--;
        return Inclusions.includes(task) ? include(task, host, thought) : think(task, host, thought);
    }

    /** Looks into what an include brings, if it can be told already. */
    private boolean include(Task task, HostState host, Thought thought) {
        try {
            for (var turn : scopes.items(task, host, play, thought.set)) {
                var included = inclusions.of(task, turn);
                if (included.isPresent() && !walk(included.get().steps(), 0, host, thought)) {
                    return false;
                }
            }
        } catch (TemplateException | ArgumentException e) {
            return true; // it can't be told yet, or never will: the real run tells
        }
        return true;
    }

    /** Whether it makes sense to look behind this task. */
    private boolean think(Task task, HostState host, Thought thought) {
        if (task.shortModule().equals("pause")) {
            return false; // whoever waits expects that something changes meanwhile
        }
        var registered = Registration.names(task);
        try {
            if (task.shortModule().equals("meta")) {
                return passes(task, host);
            }
            if (task.keywords().get(Keyword.RUN_ONCE).isPresent()) {
                registered.forEach(thought.set::remove);
                return true;
            }
            var before = thought.settled.get(task);
            if (before != null) {
                return remember(task, before, true, thought.set, registered);
            }
            var results = new ArrayList<Result>();
            boolean all = true;
            for (var turn : scopes.items(task, host, play, thought.set)) {
                switch (unlessAsync(task, turn(task, turn, host, thought))) {
                    case Turn.Known(var result) -> results.add(result);
                    case Turn.Open open -> all = false;
                    case Turn.End end -> {
                        return false;
                    }
                }
            }
            if (all) {
                thought.settled.put(task, results);
            }
            return remember(task, results, all, thought.set, registered);
        } catch (TemplateException
                | ArgumentException
                | UnansweredException
                | NodeException
                | ConnectionSettings.SettingsException e) {
            registered.forEach(
                    thought.set::remove); // its arguments are not known yet, or never will be: the real run tells
            return true;
        }
    }

    /** Meta tasks that change nothing for what comes behind them. */
    private static boolean passes(Task task, HostState host) {
        String action = task.arguments().get("_raw_params").map(Value::toString).orElse("");
        return action.equals("noop") || action.equals("flush_handlers") && host.notified.isEmpty();
    }

    /** A task that runs on by itself says something else than its plan does. */
    private static Turn unlessAsync(Task task, Turn turn) {
        return turn instanceof Turn.Known(var result)
                        && !result.skipped()
                        && task.keywords().get(Keyword.ASYNC).isPresent()
                ? new Turn.Open()
                : turn;
    }

    /** How one turn of a task would go. */
    private sealed interface Turn {
        record Known(Result result) implements Turn {}

        /** Its answers are not here yet. */
        record Open() implements Turn {}

        /** Behind it nothing that is known now can be relied on. */
        record End() implements Turn {}
    }

    private Turn turn(Task task, TaskScopes.Turn turn, HostState host, Thought thought) {
        return switch (preparation.prepare(task, turn.variables())) {
            case Preparation.Prepared.Skip(var result) -> new Turn.Known(result);
            case Preparation.Prepared.Ready ready -> {
                var other = ready.delegate().filter(name -> !name.equals(host.name));
                var link = other.map(links).orElse(host.link);
                var book = link.book(ready.become());
                yield switch (Walk.of(ready.plan(), question -> now(book, question))) {
                    case Walk.Settled(var result) -> new Turn.Known(result);
                    case Walk.Asks(var missing) -> {
                        if (missing.stream()
                                .anyMatch(question -> question.kind().momentary())) {
                            yield other.isPresent() ? new Turn.Open() : new Turn.End();
                        }
                        var where = new Where(link, ready.become());
                        var asked = thought.asked.computeIfAbsent(where, key -> new LinkedHashSet<>());
                        missing.stream()
                                .filter(question -> book.find(question).isEmpty())
                                .forEach(asked::add);
                        if (asked.isEmpty()) {
                            thought.asked.remove(where);
                        }
                        yield new Turn.Open();
                    }
                    case Walk.Keeps keeps -> new Turn.Open(); // coming tasks may read what it writes
                    case Walk.Changes(var change) ->
                        ready.check()
                                ? new Turn.Known(change.foreseen())
                                : other.isPresent() ? new Turn.Open() : new Turn.End();
                };
            }
        };
    }

    private static boolean remember(
            Task task, List<Result> results, boolean all, Map<String, Value> set, List<String> registered) {
        boolean judged = task.keywords().get(Keyword.FAILED_WHEN).isPresent()
                || task.keywords().get(Keyword.CHANGED_WHEN).isPresent()
                || task.keywords().get(Keyword.UNTIL).isPresent();
        if (!all || judged || task.keywords().get(Keyword.REGISTER).orElse(Value.NIL) instanceof Value.Mapping) {
            registered.forEach(set::remove);
            return true;
        }
        if (results.stream().anyMatch(Result::failed)
                && task.keywords().get(Keyword.IGNORE_ERRORS).isEmpty()) {
            return false;
        }
        if (task.loop().isEmpty() && results.size() == 1) {
            var result = results.getFirst();
            registered.forEach(name -> set.put(name, ResultValue.of(result)));
            if (task.shortModule().equals("set_fact")
                    && result.fields().get("ansible_facts") instanceof Value.Mapping facts) {
                facts.entries().forEach((name, value) -> set.put(name.toString(), value));
            }
        } else {
            registered.forEach(name -> set.put(name, ResultValue.of(ResultValue.ofItems(results))));
        }
        return true;
    }

    /** The answer of a question, if it is here already. */
    private static Optional<Object> now(AnswerBook book, Question<?> question) {
        return book.find(question)
                .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                .map(CompletableFuture::join);
    }
}
