package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.module.Diff;
import dev.drover.module.Result;
import dev.drover.playbook.Includer.Included;
import dev.drover.playbook.Play;
import dev.drover.playbook.Step;
import dev.drover.playbook.Task;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An include on the hosts of a batch: who includes what. */
final class IncludeTask {

    /** What is included, and for whom, in the order in which it was first asked for. */
    final class Group {
        private final Included included;
        private final Optional<String> item;
        private final List<HostState> hosts = new ArrayList<>();

        private Group(Included included, Optional<String> item) {
            this.included = included;
            this.item = item;
        }

        Included included() {
            return included;
        }

        List<HostState> hosts() {
            return hosts;
        }

        void publish(RunEvent.TaskLabel label) {
            services.publish(new RunEvent.Included(
                    label,
                    included.shown(),
                    hosts.stream().map(host -> host.name).toList(),
                    item));
        }

        /** What its hosts still have before them: this, what they include besides, and what is behind the include. */
        Rest before(Rest behind, List<Group> later) {
            var more = new ArrayList<Step>();
            later.stream()
                    .filter(group -> group.hosts.containsAll(hosts))
                    .forEach(group -> more.addAll(group.included.steps()));
            return behind.after(more).after(included.steps());
        }
    }

    private final Services services;
    private final Play play;
    private final Task task;
    private final Inclusions inclusions;
    private final List<Group> groups = new ArrayList<>();

    IncludeTask(Services services, Play play, Task task, Inclusions inclusions) {
        this.services = services;
        this.play = play;
        this.task = task;
        this.inclusions = inclusions;
    }

    List<Group> groups() {
        return groups;
    }

    /** Whether the rest of the play sees the variables of the role. */
    boolean isPublic() {
        return task.arguments().get("public").map(ConnectionSettings::truth).orElse(false);
    }

    /**
     * Finds out what a host includes.
     *
     * @return how the task ended where nothing is included; what is included counts by itself
     */
    Optional<Outcome> on(HostState host) {
        try {
            var turns = services.taskScopes().items(task, host, play, host.set);
            boolean any = false;
            for (var turn : turns) {
                var included = inclusions.of(task, turn);
                if (included.isPresent()) {
                    any = true;
                    add(included.get(), turn, host);
                    host.count(Outcome.of(Result.UNCHANGED, Diff.NONE));
                }
            }
            if (any) {
                return Optional.empty();
            }
            return Optional.of(Outcome.of(
                    turns.isEmpty()
                            ? ResultValue.noItems()
                            : ResultValue.conditionFalse(services.preparation()
                                    .firstFalse(task, turns.getFirst().variables())
                                    .orElse(Value.FALSE)),
                    Diff.NONE));
        } catch (TemplateException e) {
            return Optional.of(failed("Task failed: " + e.getMessage(), e.origin()));
        } catch (ArgumentException e) {
            return Optional.of(failed(e.getMessage(), e.origin()));
        }
    }

    private void add(Included included, TaskScopes.Turn turn, HostState host) {
        var group = groups.stream()
                .filter(one -> one.included == included && !one.hosts.contains(host))
                .findFirst()
                .orElseGet(() -> {
                    var created = new Group(included, turn.item().map(item -> label(turn, item)));
                    groups.add(created);
                    return created;
                });
        group.hosts.add(host);
    }

    private String label(TaskScopes.Turn turn, Loops.Item item) {
        try {
            return services.show(services.taskScopes().label(task, turn));
        } catch (TemplateException e) {
            return services.show(item.value());
        }
    }

    private static Outcome failed(String message, dev.drover.value.Origin origin) {
        var result = Result.failed(message);
        return Outcome.of(origin.known() ? result.with("origin", origin.toString()) : result, Diff.NONE);
    }
}
