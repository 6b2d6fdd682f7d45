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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The questions of coming tasks whose arguments are known already.
 *
 * <p>It runs the coming tasks in thought: what settles is registered in a copy of the host's variables, what still has to be asked is
 * collected, and at the first task that would change something it stops, since answers from before a change are worth nothing
 * behind it. Nothing it concludes is ever used but the answers themselves, and those only as long as nothing has changed.
 */
final class LookAhead {

    private final Play play;
    private final List<Step> steps;
    private final Preparation preparation;
    private final TaskScopes scopes;
    private final TagFilter tags;

    LookAhead(Play play, List<Step> steps, Preparation preparation, TaskScopes scopes, TagFilter tags) {
        this.play = play;
        this.steps = steps;
        this.preparation = preparation;
        this.scopes = scopes;
        this.tags = tags;
    }

    /**
     * Asks them.
     *
     * @param from the first step to look at
     */
    void ask(HostState host, int from) {
        var asked = new LinkedHashMap<Optional<Become>, Set<Question<?>>>();
        var set = host.copyOfSet();
        int left = host.window();
        for (int i = from; i < steps.size() && left > 0; i++) {
            switch (steps.get(i)) {
                case Step.Flush() -> {
                    if (!host.notified.isEmpty()) {
                        left = 0;
                    }
                }
                case Step.Run(var task) -> {
                    if (tags.selects(task)) {
                        left--;
                        if (!think(task, host, set, asked)) {
                            left = 0;
                        }
                    }
                }
            }
        }
        asked.forEach((become, questions) -> host.link.book(become).ask(questions));
    }

    /** Whether it makes sense to look behind this task. */
    private boolean think(
            Task task, HostState host, Map<String, Value> set, Map<Optional<Become>, Set<Question<?>>> asked) {
        var register = task.keywords().text(Keyword.REGISTER);
        try {
            if (task.keywords().get(Keyword.RUN_ONCE).isPresent()
                    || task.shortModule().equals("meta")) {
                register.ifPresent(set::remove);
                return !task.shortModule().equals("meta");
            }
            var results = new ArrayList<Result>();
            boolean all = true;
            for (var item : scopes.items(task, host, play, set)) {
                var prepared = preparation.prepare(task, item.variables());
                switch (prepared) {
                    case Preparation.Prepared.Skip(var result) -> results.add(result);
                    case Preparation.Prepared.Ready ready -> {
                        if (ready.delegate()
                                .filter(other -> !other.equals(host.name))
                                .isPresent()) {
                            all = false;
                            continue;
                        }
                        var book = host.link.book(ready.become());
                        switch (Walk.of(ready.plan(), question -> now(book, question))) {
                            case Walk.Settled(var result) -> results.add(result);
                            case Walk.Asks(var missing) -> {
                                all = false;
                                for (var question : missing) {
                                    if (question.kind().momentary()) {
                                        return false;
                                    }
                                    asked.computeIfAbsent(ready.become(), key -> new LinkedHashSet<>())
                                            .add(question);
                                }
                            }
                            case Walk.Changes changes -> {
                                return false;
                            }
                        }
                    }
                }
            }
            return remember(task, results, all, set, register);
        } catch (TemplateException
                | ArgumentException
                | UnansweredException
                | NodeException
                | ConnectionSettings.SettingsException e) {
            register.ifPresent(set::remove); // its arguments are not known yet, or never will be: the real run tells
            return true;
        }
    }

    private static boolean remember(
            Task task, List<Result> results, boolean all, Map<String, Value> set, Optional<String> register) {
        boolean judged = task.keywords().get(Keyword.FAILED_WHEN).isPresent()
                || task.keywords().get(Keyword.CHANGED_WHEN).isPresent()
                || task.keywords().get(Keyword.UNTIL).isPresent();
        if (!all || judged) {
            register.ifPresent(set::remove);
            return true;
        }
        if (results.stream().anyMatch(Result::failed)
                && task.keywords().get(Keyword.IGNORE_ERRORS).isEmpty()) {
            return false;
        }
        if (task.loop().isEmpty() && results.size() == 1) {
            var result = results.getFirst();
            register.ifPresent(name -> set.put(name, ResultValue.of(result)));
            if (task.shortModule().equals("set_fact")
                    && result.fields().get("ansible_facts") instanceof Value.Mapping facts) {
                facts.entries().forEach((name, value) -> set.put(name.toString(), value));
            }
        } else {
            register.ifPresent(name -> set.put(name, ResultValue.of(ResultValue.ofItems(results))));
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
