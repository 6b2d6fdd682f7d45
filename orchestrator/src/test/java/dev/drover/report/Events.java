package dev.drover.report;

import dev.drover.module.Diff;
import dev.drover.module.Result;
import dev.drover.run.Outcome;
import dev.drover.run.Recap;
import dev.drover.run.RunEvent;
import dev.drover.value.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events as runs publish them. */
final class Events {

    static final Clock NOON = Clock.fixed(Instant.parse("2026-05-04T12:00:00Z"), ZoneOffset.UTC);

    private Events() {}

    static RunEvent.PlayStarted play(String name) {
        return new RunEvent.PlayStarted(name, List.of("a", "b"), 3);
    }

    static RunEvent.TaskLabel task(String name) {
        return new RunEvent.TaskLabel(name, false, false, "command", new Origin("site.yml", 3, 7));
    }

    static RunEvent.TaskFinished finished(String host, String task, Outcome outcome) {
        return new RunEvent.TaskFinished(host, task(task), outcome, Optional.empty(), Duration.ofMillis(1500));
    }

    static Outcome ok() {
        return new Outcome(Outcome.Status.OK, Result.UNCHANGED, false, Diff.NONE);
    }

    static Outcome changed(String before, String after) {
        return new Outcome(Outcome.Status.CHANGED, Result.CHANGED, false, Diff.text("/f", before, after));
    }

    static Outcome skipped() {
        var result = new Result(false, false, true, Map.of("skip_reason", value("it is not wanted")), List.of());
        return new Outcome(Outcome.Status.SKIPPED, result, false, Diff.NONE);
    }

    static Outcome failed(String message) {
        return new Outcome(Outcome.Status.FAILED, Result.failed(message), false, Diff.NONE);
    }

    static Outcome unreachable(String message) {
        return new Outcome(Outcome.Status.UNREACHABLE, Result.failed(message), false, Diff.NONE);
    }

    static RunEvent.RunFinished end() {
        return new RunEvent.RunFinished(Map.of("a", new Recap(5, 2, 0, 0, 1, 0, 0)), Duration.ofMillis(420), 6);
    }

    static dev.drover.value.Value value(String text) {
        return dev.drover.value.Value.of(text);
    }
}
