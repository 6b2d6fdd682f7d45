package dev.drover.run;

import dev.drover.playbook.Play;
import dev.drover.playbook.Step;
import dev.drover.playbook.Task;
import dev.drover.template.PyText;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A play as {@code --list-hosts}, {@code --list-tasks} and {@code --list-tags} show it, before anything runs.
 *
 * @param patterns the host patterns, evaluated
 * @param hosts those that they and {@code --limit} leave
 * @param tasks those that {@code --tags} and {@code --skip-tags} leave, as far as they are known before anything runs; as with
 *     Ansible neither what mends failures nor handlers
 */
public record Preview(String name, List<String> patterns, List<String> hosts, List<String> tags, List<Listed> tasks) {

    /** @param tags sorted */
    public record Listed(String name, List<String> tags) {}

    static List<Listed> tasks(Play play, TagFilter filter) {
        return play.steps().stream()
                .flatMap(Preview::listed)
                .filter(filter::selects)
                .map(task -> new Listed(name(task), List.copyOf(new TreeSet<>(task.tags()))))
                .toList();
    }

    private static Stream<Task> listed(Step step) {
        return step instanceof Step.Guarded guarded ? guarded.steps().stream().flatMap(Preview::listed) : step.tasks();
    }

    /** As written; one without a name goes by its module. */
    private static String name(Task task) {
        var written = task.name().map(PyText::str).filter(name -> !name.isEmpty());
        return written.flatMap(name -> task.role().map(role -> role.name() + " : " + name))
                .or(() -> written)
                .orElse(task.module());
    }
}
