package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A play.
 *
 * @param steps all it does, in order
 * @param handlers in the order they are run
 * @param roles those it uses, in the order they are run
 * @param variableFiles as written under {@code vars_files}: each a name, or names of which the first that exists counts
 * @param prompts what it asks for before it begins
 * @param directory that of its playbook
 */
public record Play(
        Keywords keywords,
        List<Step> steps,
        List<Task> handlers,
        List<Role> roles,
        List<Value> variableFiles,
        List<Prompt> prompts,
        Path directory,
        Origin origin) {

    /** All its tasks, handlers included. */
    public List<Task> tasks() {
        return Stream.concat(steps.stream().flatMap(Step::tasks), handlers.stream())
                .toList();
    }
}
