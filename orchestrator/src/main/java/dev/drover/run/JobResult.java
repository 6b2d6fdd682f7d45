package dev.drover.run;

import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.Job;
import dev.drover.value.Value;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Results of tasks with {@code async}: those of their modules, and what belongs to the job. */
final class JobResult {

    private JobResult() {}

    /** The result of a job, as it is when nothing is known but that it runs. */
    static Result running(Job job, String file) {
        return of(Result.UNCHANGED, job, file, false);
    }

    /** What a task says that does not wait for its job. */
    static Result started(Job job, String file) {
        return Result.CHANGED
                .with("ansible_job_id", job.id())
                .with("started", Value.TRUE)
                .with("finished", Value.FALSE)
                .with("results_file", file);
    }

    static Result of(Result result, Job job, String file, boolean finished) {
        var said = result.with("ansible_job_id", job.id())
                .with("started", Value.TRUE)
                .with("finished", Value.of(finished))
                .with("results_file", file);
        for (var stream : new String[] {"stdout", "stderr"}) {
            said = said.fields().containsKey(stream) ? said : said.with(stream, "");
        }
        return said;
    }

    static Result late(Job job, String file) {
        return of(Result.failed("Timeout exceeded"), job, file, true);
    }

    static Result lost(Job job, String file) {
        return of(Result.failed("the job is not running any more, and has left no status"), job, file, true);
    }

    /** The plan with another result at its end, however it ends. */
    static Plan ending(Plan plan, UnaryOperator<Result> other) {
        return switch (plan) {
            case Plan.Settled(var result) -> Plan.settled(other.apply(result));
            case Plan.Ask<?> ask -> asking(ask, other);
            case Plan.Keep(var file, var contents, var diff, var result) ->
                new Plan.Keep(file, contents, diff, other.apply(result));
            case Plan.Change(var diff, var script, var foreseen, var then) ->
                new Plan.Change(diff, script, other.apply(foreseen), answer -> ending(then.apply(answer), other));
        };
    }

    private static <A> Plan asking(Plan.Ask<A> ask, UnaryOperator<Result> other) {
        Function<A, Plan> then = answer -> ending(ask.then().apply(answer), other);
        return new Plan.Ask<>(ask.question(), then);
    }
}
