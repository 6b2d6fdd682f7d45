package dev.drover.run;

import dev.drover.vars.Layer;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says about a run.
 *
 * @param limit a host pattern that the hosts of every play are cut down to
 * @param forks how many hosts are worked on at once at most
 * @param extra the variables of {@code -e}, which nothing overrides
 * @param commandLine connection variables from options such as {@code -u}, which everything overrides
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
        Layer commandLine,
        boolean lookAhead,
        boolean forceHandlers,
        int verbosity) {}
