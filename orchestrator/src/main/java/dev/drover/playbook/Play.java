package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.List;

/**
 * A play.
 *
 * @param steps all it does, in order
 * @param handlers in the order they are run
 * @param roles those it uses, in the order they are run
 * @param variableFiles as written under {@code vars_files}: each a name, or names of which the first that exists counts
 * @param directory that of its playbook
 */
public record Play(
        Keywords keywords,
        List<Step> steps,
        List<Task> handlers,
        List<Role> roles,
        List<Value> variableFiles,
        Path directory,
        Origin origin) {

    /** All its tasks, handlers included. */
    public List<Task> tasks() {
        var all = new java.util.ArrayList<Task>();
        steps.forEach(step -> {
            if (step instanceof Step.Run(var task)) {
                all.add(task);
            }
        });
        all.addAll(handlers);
        return all;
    }
}
