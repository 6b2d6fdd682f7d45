package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.playbook.Includer;
import dev.drover.playbook.Includer.Included;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.PlaybookException;
import dev.drover.playbook.RoleFiles;
import dev.drover.playbook.Task;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the includes of a play bring in. Hosts that include the same with the same variables share one inclusion: its tasks are the
 * same objects for all of them, and for those that think ahead.
 */
final class Inclusions {

    private final Play play;
    private final Includer includer;
    private final Preparation preparation;
    private final Map<Key, Included> known = new ConcurrentHashMap<>();

    Inclusions(Play play, Includer includer, Preparation preparation) {
        this.play = play;
        this.includer = includer;
        this.preparation = preparation;
    }

    /** What tells one inclusion from another. Tasks are told apart by identity: equal ones stand at different places. */
    private record Key(int task, Value.Mapping arguments, Map<String, Value> variables) {}

    static boolean includes(Task task) {
        return isRole(task) || task.shortModule().equals("include_tasks");
    }

    static boolean isRole(Task task) {
        return task.shortModule().equals("include_role");
    }

    /** The role or file that an include names, as it is written. */
    static Optional<Value> named(Task task) {
        var keys = isRole(task) ? List.of("name", "role") : List.of("file", "_raw_params");
        return keys.stream().flatMap(key -> task.arguments().get(key).stream()).findFirst();
    }

    /**
     * What an include brings in one turn; empty where its condition does not hold.
     *
     * @throws ArgumentException where it can't be brought in
     * @throws dev.drover.template.TemplateException where a template of the include fails
     */
    Optional<Included> of(Task task, TaskScopes.Turn turn) {
        if (preparation.firstFalse(task, turn.variables()).isPresent()) {
            return Optional.empty();
        }
        // what is under "apply" belongs to the tasks to come, and is evaluated with theirs
        var arguments = preparation.arguments(task, turn.variables(), Set.of("apply"));
        return Optional.of(included(task, arguments, variables(task, turn)));
    }

    /** What an include brings in, whatever its condition. */
    Included named(Task task, Layers variables) {
        var arguments = preparation.arguments(task, variables, Set.of("apply"));
        return included(task, arguments, variables(task, new TaskScopes.Turn(variables, Optional.empty())));
    }

    private static Map<String, Value> variables(Task task, TaskScopes.Turn turn) {
        var variables = new LinkedHashMap<String, Value>();
        // those of the blocks around it come before; the tasks to come inherit them, at a lower level
        var surrounding = task.around().keywords().list(Keyword.VARS);
        for (var written : task.keywords().list(Keyword.VARS).stream()
                .skip(surrounding.size())
                .toList()) {
            if (written instanceof Value.Mapping mapping) {
                mapping.entries().forEach((name, value) -> variables.put(name.toString(), value));
            }
        }
        turn.item()
                .ifPresent(item -> item.variables()
                        .names()
                        .forEach(name -> item.variables().find(name).ifPresent(value -> variables.put(name, value))));
        return variables;
    }

    private Included included(Task task, Value.Mapping arguments, Map<String, Value> variables) {
        var key = new Key(System.identityHashCode(task), arguments, variables);
        var before = known.get(key);
        if (before != null) {
            return before;
        }
        var layer = Layer.of("variables of the include", variables);
        try {
            return known.computeIfAbsent(key, absent -> load(task, arguments, layer));
        } catch (PlaybookException e) {
            var first = e.problems().getFirst();
            throw new ArgumentException(first.message(), first.origin());
        }
    }

    private Included load(Task task, Value.Mapping arguments, Layer variables) {
        var apply = task.arguments().get("apply");
        var names = isRole(task) ? List.of("name", "role") : List.of("file", "_raw_params");
        var name = names.stream()
                .flatMap(key -> arguments.get(key).stream())
                .findFirst()
                .map(Value::toString)
                .orElseThrow(() ->
                        new ArgumentException(task.module() + " needs the name of what it includes", task.origin()));
        return isRole(task)
                ? includer.role(play, task, name, RoleFiles.of(arguments), apply, variables)
                : includer.tasks(play, task, name, apply, variables);
    }
}
