package dev.drover.run;

import dev.drover.playbook.Keywords;
import dev.drover.playbook.Task;
import dev.drover.vars.Layer;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says about a run.
 *
 * @param limit a host pattern that the hosts of every play are cut down to
 * @param forks how many hosts are worked on at once at most
 * @param extra the variables of {@code -e}, which nothing overrides
 * @param keywords what holds where no play and no task has the keyword: from options such as {@code -u} and the configuration
 * @param connection what holds where no variable says how to connect; tasks do not see these
 * @param strategy that of plays which name none
 * @param steering where it begins, and whether it asks before each task
 * @param rules how facts and variables behave
 * @param lookAhead whether questions of coming tasks are asked early
 */
public record RunOptions(
        boolean check,
        boolean diff,
        List<String> tags,
        List<String> skipTags,
        Optional<String> limit,
        int forks,
        Layer extra,
        Keywords keywords,
        Layer connection,
        boolean lookAhead,
        boolean forceHandlers,
        String strategy,
        int verbosity,
        Steering steering,
        VariableRules rules) {

    /** The same, with facts that outlive the run. */
    public RunOptions with(FactCache cache) {
        var cached = new VariableRules(rules.gathering(), cache, rules.flushes(), rules.merging(), rules.injecting());
        return new RunOptions(
                check,
                diff,
                tags,
                skipTags,
                limit,
                forks,
                extra,
                keywords,
                connection,
                lookAhead,
                forceHandlers,
                strategy,
                verbosity,
                steering,
                cached);
    }

    /** Whether tags leave a task in the run. */
    public boolean selects(Task task) {
        return TagFilter.of(tags, skipTags).selects(task);
    }
}
