package dev.drover.run;

import dev.drover.playbook.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tasks {@code --tags} and {@code --skip-tags} leave. */
record TagFilter(Set<String> run, Set<String> skip) {

    static TagFilter of(List<String> run, List<String> skip) {
        return new TagFilter(run.isEmpty() ? Set.of("all") : Set.copyOf(run), Set.copyOf(skip));
    }

    boolean selects(Task task) {
        var tags = new HashSet<>(task.tags());
        boolean never = tags.contains("never");
        boolean selected = tags.contains("always")
                || run.contains("all") && !never
                || tags.stream().anyMatch(run::contains)
                || run.contains("tagged") && !tags.isEmpty() && !never
                || run.contains("untagged") && tags.isEmpty();
        return selected && !skipped(tags);
    }

    private boolean skipped(Set<String> tags) {
        return tags.stream().anyMatch(skip::contains)
                || skip.contains("all") && !tags.contains("always")
                || skip.contains("tagged") && !tags.isEmpty()
                || skip.contains("untagged") && tags.isEmpty();
    }
}
