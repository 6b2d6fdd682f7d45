package dev.drover.check;

import dev.drover.module.ModuleType;
import dev.drover.module.Modules;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for what no module and no handler can answer to. */
public final class PlaybookCheck {

    /** What is read and would be left undone: better refused than passed over in silence. */
    private static final List<Keyword> NOT_YET = List.of(Keyword.ASYNC, Keyword.POLL, Keyword.DEBUGGER);

    private static final List<String> STRATEGIES = List.of("linear", "free", "host_pinned", "debug");

    private final Modules modules;
    private final List<Problem> problems = new ArrayList<>();

    private PlaybookCheck(Modules modules) {
        this.modules = modules;
    }

    /** Everything that is wrong with these plays; nothing where all is well. */
    public static List<Problem> check(List<Play> plays, Modules modules) {
        var check = new PlaybookCheck(modules);
        plays.forEach(check::play);
        return List.copyOf(check.problems);
    }

    private void play(Play play) {
        for (var task : play.tasks()) {
            modules.find(task.module()).ifPresentOrElse(type -> arguments(task, type), () -> unknownModule(task));
            NOT_YET.forEach(keyword -> task.keywords()
                    .get(keyword)
                    .ifPresent(value -> problems.add(
                            new Problem("\"" + keyword.text() + "\" is not supported yet", task.origin()))));
            task.keywords().list(Keyword.NOTIFY).forEach(name -> handler(name, task, play));
        }
        strategy(play);
    }

    private void unknownModule(Task task) {
        problems.add(new Problem(
                "there is no module \"" + task.module() + "\"",
                task.origin(),
                Nearest.to(task.module(), spellings()).map(name -> "did you mean `" + name + "`?")));
    }

    /** The names of all modules, with and without their collections. */
    private List<String> spellings() {
        return modules.names().stream()
                .flatMap(name -> Stream.of(name.substring(name.lastIndexOf('.') + 1), name))
                .toList();
    }

    private void arguments(Task task, ModuleType type) {
        if (type.open()) {
            return;
        }
        for (var key : task.arguments().entries().keySet()) {
            String name = key.toString();
            if (type.argument(name).isEmpty()) {
                var names = type.arguments().stream()
                        .flatMap(argument -> argument.names().stream())
                        .toList();
                problems.add(new Problem(
                        "module \"" + task.module() + "\" has no argument \"" + name + "\"",
                        key instanceof Value.Text text && text.origin().known() ? text.origin() : task.origin(),
                        Nearest.to(name, names).map(nearest -> "did you mean `" + nearest + "`?")));
            }
        }
    }

    private void handler(Value name, Task task, Play play) {
        if (!(name instanceof Value.Text text) || text.text().contains("{{")) {
            return; // known only when the task runs
        }
        boolean found = play.handlers().stream().anyMatch(handler -> answers(handler, text.text()));
        boolean uncertain = play.handlers().stream()
                .anyMatch(
                        handler -> handler.name().map(PlaybookCheck::isTemplate).orElse(false));
        if (!found && !uncertain) {
            var names = new ArrayList<String>();
            play.handlers().forEach(handler -> {
                handler.name().ifPresent(own -> names.add(own.toString()));
                names.addAll(handler.listen());
            });
            problems.add(new Problem(
                    "no handler has the name \"" + text.text() + "\" or listens to it",
                    text.origin().known() ? text.origin() : task.origin(),
                    Nearest.to(text.text(), names).map(nearest -> "did you mean \"" + nearest + "\"?")));
        }
    }

    private static boolean isTemplate(Value value) {
        return value instanceof Value.Text text && text.text().contains("{{");
    }

    private static boolean answers(Task handler, String name) {
        boolean named = handler.name()
                .map(own -> own.toString().equals(name)
                        || handler.role()
                                .map(role -> (role.name() + " : " + own).equals(name))
                                .orElse(false))
                .orElse(false);
        return named || handler.listen().contains(name);
    }

    private void strategy(Play play) {
        Optional<String> strategy = play.keywords().text(Keyword.STRATEGY);
        if (strategy.isPresent()
                && !strategy.get().contains("{{")
                && !STRATEGIES.contains(strategy.get().replaceFirst("^(ansible\\.builtin\\.|mitogen_)", ""))) {
            Origin origin = play.keywords()
                    .get(Keyword.STRATEGY)
                    .map(value -> ((Value.Text) value).origin())
                    .orElseThrow();
            problems.add(new Problem(
                    "there is no strategy \"" + strategy.get() + "\"; there are " + String.join(", ", STRATEGIES),
                    origin));
        }
    }
}
