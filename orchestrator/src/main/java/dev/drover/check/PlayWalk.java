package dev.drover.check;

import dev.drover.inventory.InventoryException;
import dev.drover.playbook.Includer;
import dev.drover.playbook.Includer.Included;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.PlaybookException;
import dev.drover.playbook.RoleFiles;
import dev.drover.playbook.Rollout;
import dev.drover.playbook.Step;
import dev.drover.playbook.Task;
import dev.drover.value.Code;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All tasks that a play may come to, with those of the includes whose names are written out. */
final class PlayWalk {

    private static final Set<Code> MISSING = Set.of(Code.NO_TASK_FILE, Code.NO_ROLE, Code.CYCLE);

    /** A file or role is followed once from each place that names it: includes may well include themselves. */
    private record Followed(String place, String role, String what) {}

    private final Play play;
    private final Includer includer;
    private final Predicate<Task> selected;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Task> handlers = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Followed> followed = new HashSet<>();
    private boolean dynamic;
    private boolean mayEnd;

    private PlayWalk(Play play, Includer includer, Predicate<Task> selected) {
        this.play = play;
        this.includer = includer;
        this.selected = selected;
    }

    /** @param selected whether tags leave a task in the run */
    static PlayWalk of(Play play, Includer includer, Predicate<Task> selected) {
        var walk = new PlayWalk(play, includer, selected);
        walk.steps(play.steps(), true, false);
        play.rollout().stream().flatMap(Rollout::lists).forEach(list -> walk.steps(list, false, false));
        walk.handlers.addAll(play.handlers());
        play.handlers().forEach(handler -> walk.task(handler, false, true));
        return walk;
    }

    Play play() {
        return play;
    }

    List<Visit> visits() {
        return visits;
    }

    List<Task> handlers() {
        return handlers;
    }

    List<Problem> problems() {
        return problems;
    }

    /** Whether it includes files or roles whose names only the run knows. */
    boolean isDynamic() {
        return dynamic;
    }

    private void steps(List<Step> steps, boolean certain, boolean handler) {
        for (var step : steps) {
            switch (step) {
                case Step.Run(var task) -> task(task, certain, handler);
                case Step.Flush() -> {}
                case Step.Guarded(var inner, var rescue, var always, var _) -> {
                    steps(inner, certain && rescue.isEmpty(), handler);
                    steps(rescue, false, handler);
                    steps(always, certain, handler);
                }
            }
        }
    }

    private void task(Task task, boolean certain, boolean handler) {
        if (!handler && !selected.test(task)) {
            return;
        }
        boolean mended = task.keywords()
                .get(Keyword.IGNORE_ERRORS)
                .filter(value -> !Constants.isOff(Optional.of(value)))
                .isPresent();
        var visit = new Visit(task, certain && !mayEnd && !mended, handler);
        visits.add(visit);
        switch (task.shortModule()) {
            case "include_tasks", "include_role" -> include(visit);
            // what is behind it may never be come to
            case "meta" ->
                mayEnd |= Constants.argument(task.arguments(), "_raw_params", "free_form")
                        .map(what -> what.toString().startsWith("end_") || !Constants.isConstant(what))
                        .orElse(false);
            default -> {}
        }
    }

    private void include(Visit visit) {
        var task = visit.task();
        boolean role = task.shortModule().equals("include_role");
        var name = role
                ? Constants.text(task.arguments(), "name", "role")
                : Constants.text(task.arguments(), "file", "_raw_params");
        if (name.isEmpty() || role && !Constants.isConstant(task.arguments())) {
            dynamic = true;
            return;
        }
        var key = new Followed(
                task.origin().toString(),
                task.role().map(Object::toString).orElse(""),
                name.get().text());
        if (!followed.add(key)) {
            return;
        }
        try {
            var apply = task.arguments().get("apply");
            var included = role
                    ? includer.role(
                            play, task, name.get().text(), RoleFiles.of(task.arguments()), apply, variables(task))
                    : includer.tasks(play, task, name.get().text(), apply, variables(task));
            follow(included, visit);
        } catch (PlaybookException e) {
            dynamic = true;
            e.problems().forEach(problem -> problems.add(softened(problem, visit)));
        } catch (InventoryException e) {
            dynamic = true;
            e.problems().forEach(problem -> problems.add(problem.orCode(Code.BAD_VARIABLE_FILE)));
        }
    }

    private void follow(Included included, Visit visit) {
        steps(included.steps(), visit.evaluates(), visit.handler());
        handlers.addAll(included.handlers());
        included.handlers().forEach(handler -> task(handler, false, true));
        if (visit.handler()) {
            included.steps().stream().flatMap(Step::tasks).forEach(handlers::add);
        }
    }

    /** A file that is not there is a mistake for certain only where the play comes to it for certain. */
    private static Problem softened(Problem problem, Visit visit) {
        boolean missing = problem.code().filter(MISSING::contains).isPresent();
        return missing && !visit.evaluates() ? problem.asWarning() : problem;
    }

    /** The variables that an include hands on: its own and its loop's. */
    private static Layer variables(Task task) {
        var variables = new LinkedHashMap<String, Value>();
        for (var written : task.keywords().list(Keyword.VARS)) {
            if (written instanceof Value.Mapping(var entries)) {
                entries.forEach((name, value) -> variables.put(name.toString(), value));
            }
        }
        return Layer.of("variables of the include", variables);
    }
}
