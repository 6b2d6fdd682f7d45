package dev.drover.run;

import dev.drover.node.Traffic;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens in a run, in the order in which it happens. Published once; reports only listen. */
public sealed interface RunEvent {

    /** @param tasks how many tasks the play has, before tags and conditions; handlers are not counted */
    record PlayStarted(String name, List<String> hosts, int tasks) implements RunEvent {}

    /** A batch of a play with {@code serial}; of a play without there is one batch. */
    record BatchStarted(int number, int of, List<String> hosts) implements RunEvent {}

    /**
     * A rollout has come to its next stage.
     *
     * @param stage in words
     */
    record StageStarted(String stage, List<String> hosts) implements RunEvent {}

    record TaskStarted(TaskLabel task) implements RunEvent {}

    /** A host has begun to do something that may take a while. */
    record HostBusy(String host, String doing) implements RunEvent {}

    /** @param item what the item is called */
    record ItemFinished(String host, TaskLabel task, String item, Outcome outcome) implements RunEvent {}

    /**
     * @param delegate where it ran, if not on the host itself
     * @param mended it failed, and a block around it takes care of that
     */
    record TaskFinished(
            String host, TaskLabel task, Outcome outcome, Optional<String> delegate, Duration took, boolean mended)
            implements RunEvent {

        public TaskFinished(String host, TaskLabel task, Outcome outcome, Optional<String> delegate, Duration took) {
            this(host, task, outcome, delegate, took, false);
        }
    }

    /**
     * A file or a role has been included for these hosts.
     *
     * @param item what the item of a loop is called
     */
    record Included(TaskLabel task, String name, List<String> hosts, Optional<String> item) implements RunEvent {}

    /** Another attempt of a task with {@code until}. */
    record Retrying(String host, TaskLabel task, int attempt, int of) implements RunEvent {}

    /** Somebody wants the run to end: what runs is finished, nothing new is begun. */
    record Interrupted() implements RunEvent {}

    /**
     * A line that a running task has written; of tasks with {@code no_log} there are none.
     *
     * @param line without its end, as it was written
     */
    record Output(String host, TaskLabel task, Stream stream, String line) implements RunEvent {}

    enum Stream {
        STDOUT,
        STDERR
    }

    /**
     * A host has been at a task for a while: published after two seconds, and then every half a minute.
     *
     * @param what it does, in a few words
     */
    record Waiting(String host, TaskLabel task, String what, Duration elapsed) implements RunEvent {}

    record Warning(String message, Origin origin) implements RunEvent {}

    /** No host of the play is left, or none matched. */
    record NoHosts(String message) implements RunEvent {}

    /** What the connection to a host has cost, at the end of the run. */
    record HostTraffic(String host, Traffic traffic) implements RunEvent {}

    /**
     * The figures that {@code set_stats} has set, at the end of the run.
     *
     * @param hosts those of hosts, by their names
     */
    record CustomStats(Map<String, Map<String, Value>> hosts, Map<String, Value> run) implements RunEvent {}

    record RunFinished(Map<String, Recap> recaps, Duration took, int tasks) implements RunEvent {}

    /**
     * @param name as it is shown: {@code nginx : install}
     * @param loops whether it has items
     */
    record TaskLabel(String name, boolean handler, boolean loops, String module, Origin origin) {}
}
