package dev.drover.run;

import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import dev.drover.template.Templar;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import dev.drover.vars.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables of each turn of a task on a host. */
final class TaskScopes {

    /**
     * One turn of a task: the only one, or one of its loop.
     *
     * @param item empty where the task has no loop
     */
    record Turn(Layers variables, Optional<Loops.Item> item) {}

    private final Scopes scopes;
    private final Templar templar;
    private final Preparation preparation;

    TaskScopes(Scopes scopes, Templar templar, Preparation preparation) {
        this.scopes = scopes;
        this.templar = templar;
        this.preparation = preparation;
    }

    /** The variables of a task without its item. */
    Layers of(Task task, HostState host, Play play, Map<String, Value> set) {
        return scopes.ofTask(host, play, Optional.of(task), set, host.facts.byName(), Loops.noItem());
    }

    /**
     * All turns of a task; one where it has no loop, none where its list is empty.
     *
     * @throws TemplateException where the loop's source fails, unless a condition that needs no item is false
     */
    List<Turn> items(Task task, HostState host, Play play, Map<String, Value> set) {
        var base = of(task, host, play, set);
        if (task.loop().isEmpty()) {
            return List.of(new Turn(base, Optional.empty()));
        }
        var turns = new ArrayList<Turn>();
        for (var item : loop(task, base)) {
            var variables = scopes.ofTask(host, play, Optional.of(task), set, host.facts.byName(), item.variables());
            turns.add(new Turn(variables, Optional.of(item)));
        }
        return turns;
    }

    private List<Loops.Item> loop(Task task, Layers base) {
        try {
            return Loops.items(task, task.loop().orElseThrow(), base, templar);
        } catch (TemplateException e) {
            if (conditionFails(task, base)) {
                return List.of();
            }
            throw e;
        }
    }

    private boolean conditionFails(Task task, Layers base) {
        try {
            return preparation.firstFalse(task, base).isPresent();
        } catch (TemplateException e) {
            return false;
        }
    }

    Value label(Task task, Turn turn) {
        return turn.item()
                .map(item -> Loops.label(task, item, turn.variables(), templar))
                .orElse(Value.NIL);
    }
}
