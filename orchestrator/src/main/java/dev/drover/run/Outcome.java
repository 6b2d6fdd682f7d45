package dev.drover.run;

import dev.drover.module.Diff;
import dev.drover.module.Result;

/**
 * How a task ended on one host.
 *
 * @param ignored it failed, and {@code ignore_errors} says to go on
 * @param diff what was changed, or would be in check mode
 */
public record Outcome(Status status, Result result, boolean ignored, Diff diff) {

    public enum Status {
        OK,
        CHANGED,
        SKIPPED,
        FAILED,
        UNREACHABLE
    }

    static Outcome of(Result result, Diff diff) {
        var status = result.failed()
                ? Status.FAILED
                : result.skipped() ? Status.SKIPPED : result.changed() ? Status.CHANGED : Status.OK;
        return new Outcome(status, result, false, diff);
    }

    static Outcome unreachable(String message) {
        return new Outcome(Status.UNREACHABLE, Result.failed(message), false, Diff.NONE);
    }

    /** Whether it ends the play for its host. */
    public boolean ends() {
        return (status == Status.FAILED || status == Status.UNREACHABLE) && !ignored;
    }
}
