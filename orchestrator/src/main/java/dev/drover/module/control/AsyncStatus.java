package dev.drover.module.control;

import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.Job;
import dev.drover.question.NodePath;
import dev.drover.value.Value;

/**
 * Tells how a task with {@code async} fares. What the task itself would say of how it ended, only the run knows that started it: the
 * engine puts it in the place of what the node says.
 */
@Module(value = "async_status", summary = "Tells how a task that runs on by itself fares.")
public record AsyncStatus(
        @Doc("The job: ansible_job_id of the task that started it.")
        String jid,

        @Default("status") @Doc("What to do; cleanup removes what the job has left on the node.")
        Mode mode,

        @Injected Controller controller)
        implements ModuleCall {

    private static final String LOST = "the job is not running any more, and has left no status";
    /** An expression of where jobs are kept on a node. */
    public static final String DIRECTORY = "ansible_async_dir | default('~/.ansible_async')";

    public enum Mode {
        STATUS,
        CLEANUP
    }

    @Override
    public Plan plan() {
        var job = new Job(new NodePath(controller.expression(DIRECTORY).toString()), jid);
        return switch (mode) {
            case STATUS -> Plan.ask(job, state -> Plan.settled(result(state)));
            case CLEANUP ->
                new Plan.Change(
                        Diff.NONE, job.forget(), Result.UNCHANGED, answer -> Plan.settled(erased(answer.out())));
        };
    }

    private Result erased(String directory) {
        return job(Result.UNCHANGED, directory, false, false).with("erased", directory);
    }

    /** What is known of a job that another run has started. */
    private Result result(Job.State state) {
        return switch (state) {
            case Job.State.Running(var file) -> job(Result.UNCHANGED, file, true, false);
            case Job.State.Missing(var file) -> job(Result.failed("could not find job"), file, true, true);
            case Job.State.Lost(var file) -> job(Result.failed(LOST), file, true, true);
            case Job.State.Ended ended when ended.late() -> late(ended);
            case Job.State.Ended(var file, var answer, var took, var late) -> {
                var result = answer.ok()
                        ? Result.CHANGED
                        : Result.failed("non-zero return code").withChanged(true);
                yield job(result, file, true, true)
                        .with("rc", Value.of(answer.status()))
                        .with("stdout", answer.out().stripTrailing())
                        .with("stderr", answer.err().stripTrailing());
            }
        };
    }

    private Result late(Job.State.Ended ended) {
        return job(Result.failed("Timeout exceeded"), ended.file(), true, true)
                .with("stdout", ended.answer().out().stripTrailing())
                .with("stderr", ended.answer().err().stripTrailing());
    }

    private Result job(Result result, String file, boolean started, boolean finished) {
        var said = result.with("ansible_job_id", jid)
                .with("started", Value.of(started))
                .with("finished", Value.of(finished))
                .with("stdout", "")
                .with("stderr", "");
        return started ? said.with("results_file", file) : said;
    }
}
