package dev.drover.check;

import dev.drover.playbook.Keyword;
import dev.drover.playbook.Task;
import dev.drover.value.Value;

/**
 * A task where a run comes to it.
 *
 * @param certain whether the play comes to it on some host, and its failure is the run's: it is in no rescue and no handler,
 *     nothing that leads to it has a condition, and nothing mends its failure
 * @param handler whether it runs only when it is notified
 */
record Visit(Task task, boolean certain, boolean handler) {

    /** Whether its module is called for certain where it has no loop. */
    boolean acts() {
        return certain && task.keywords().list(Keyword.WHEN).stream().allMatch(Value.TRUE::equals);
    }

    /** Whether its arguments are evaluated for certain. */
    boolean evaluates() {
        return acts()
                && task.loop()
                        .map(loop -> loop.source() instanceof Value.Sequence(var items) && !items.isEmpty())
                        .orElse(true);
    }
}
