package dev.drover.run;

import dev.drover.inventory.HostPattern;
import dev.drover.playbook.Play;
import dev.drover.playbook.Step;
import dev.drover.playbook.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where {@code --start-at-task} lets a run begin: at the first task of a name, written in a playbook or imported by it. As with Ansible,
 * what an include brings is not looked into, nor are {@code rescue} and handlers.
 */
final class StartPoint {

    private final String name;
    private final Pattern glob;

    StartPoint(String name) {
        this.name = name;
        this.glob = HostPattern.glob(name);
    }

    /** The play from the task on; empty where it has no such task. */
    Optional<Play> within(Play play) {
        return from(play.steps()).map(play::with);
    }

    private Optional<List<Step>> from(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            var start = from(steps.get(i));
            if (start.isPresent()) {
                var rest = new ArrayList<>(steps.subList(i, steps.size()));
                rest.set(0, start.get());
                return Optional.of(rest);
            }
        }
        return Optional.empty();
    }

    private Optional<Step> from(Step step) {
        return switch (step) {
            case Step.Flush() -> Optional.empty();
            case Step.Run(var task) -> matches(task) ? Optional.of(step) : Optional.empty();
            case Step.Guarded(var steps, var rescue, var always, var origin) ->
                from(steps)
                        .<Step>map(rest -> new Step.Guarded(rest, rescue, always, origin))
                        .or(() -> from(always).map(rest -> new Step.Guarded(List.of(), rescue, rest, origin)));
        };
    }

    private boolean matches(Task task) {
        String own = task.name().map(Object::toString).orElse(task.module());
        return Stream.of(own, task.role().map(role -> role.name() + " : " + own).orElse(own))
                .anyMatch(text -> text.equals(name) || glob.matcher(text).matches());
    }
}
