package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A play.
 *
 * @param steps all it does, in order
 * @param handlers in the order they are run
 * @param roles those it uses, in the order they are run
 * @param variableFiles as written under {@code vars_files}: each a name, or names of which the first that exists counts
 * @param prompts what it asks for before it begins
 * @param rollout how it goes from batch to batch, where it says so
 * @param directory that of its playbook
 */
public record Play(
        Keywords keywords,
        List<Step> steps,
        List<Task> handlers,
        List<Role> roles,
        List<Value> variableFiles,
        List<Prompt> prompts,
        Optional<Rollout> rollout,
        Path directory,
        Origin origin) {

    /** The same, with other steps. */
    public Play with(List<Step> others) {
        return new Play(keywords, others, handlers, roles, variableFiles, prompts, rollout, directory, origin);
    }

    /** All its tasks, handlers included. */
    public List<Task> tasks() {
        var lists = Stream.concat(Stream.of(steps), rollout.stream().flatMap(Rollout::lists));
        return Stream.concat(lists.flatMap(List::stream).flatMap(Step::tasks), handlers.stream())
                .toList();
    }
}
