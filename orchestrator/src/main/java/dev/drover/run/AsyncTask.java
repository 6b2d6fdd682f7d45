package dev.drover.run;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.playbook.Task;
import dev.drover.question.Job;
import dev.drover.question.NodePath;
import java.time.Duration;
import java.util.Set;

/**
 * A task with {@code async} on one host: its changes are made by jobs of the node, each of which outlives the connection.
 *
 * <p>What a plan wants behind its first change, nobody can tell before that is made. With {@code poll: 0} the rest of a plan is
 * therefore carried out beside the play, on a connection of its own; of a command nothing is left to be done, and nobody watches
 * it.
 */
final class AsyncTask {

    /** Actions that work on the controller too; Ansible refuses them as well. */
    private static final Set<String> REFUSED = Set.of(
            "add_host",
            "assemble",
            "assert",
            "async_status",
            "copy",
            "debug",
            "fail",
            "fetch",
            "gather_facts",
            "group_by",
            "include_vars",
            "pause",
            "raw",
            "reboot",
            "script",
            "set_fact",
            "set_stats",
            "synchronize",
            "template",
            "unarchive",
            "validate_argument_spec",
            "wait_for_connection");

    /** Modules that want one change and nothing behind it. */
    private static final Set<String> SINGLE = Set.of("command", "shell");

    /**
     * @param limit what the task may take
     * @param poll how often it is looked at, in seconds; 0: the play goes on meanwhile
     */
    record Times(Duration limit, long poll) {}

    private final Services services;
    private final Task task;
    private final String node;
    private final NodeLink link;
    private final Preparation.Prepared.Ready ready;
    private final Interpreter interpreter;
    private final Times times;
    private final Job job;

    /** @param node the name of the host that it runs on */
    AsyncTask(
            Services services,
            Task task,
            String node,
            NodeLink link,
            Preparation.Prepared.Ready ready,
            Interpreter interpreter,
            Times times,
            NodePath directory) {
        this.services = services;
        this.task = task;
        this.node = node;
        this.link = link;
        this.ready = ready;
        this.interpreter = interpreter;
        this.times = times;
        this.job = new Job(directory, BackgroundJobs.freshId());
    }

    static boolean supports(Task task) {
        return !REFUSED.contains(task.shortModule());
    }

    Interpreter.Ended run() throws InterruptedException {
        var stop = interpreter.untilChange(ready.plan());
        var file = job.directory().child(job.id()).text();
        if (ready.check() && stop instanceof Interpreter.Stop.Wants(var change)) {
            stop = new Interpreter.Stop.Done(change.foreseen(), change.diff());
        }
        return switch (stop) {
            case Interpreter.Stop.Done(var result, var diff) -> {
                var ended = new Interpreter.Ended(JobResult.of(result, job, file, true), diff);
                if (times.poll() > 0) {
                    yield ended;
                }
                services.jobs().add(link, job, new BackgroundJobs.Settled(ended.result()));
                yield started(file, Diff.NONE);
            }
            case Interpreter.Stop.Wants(var change) -> make(change);
        };
    }

    private Interpreter.Ended make(Plan.Change change) throws InterruptedException {
        var jobs = new NodeJobs(
                services.pause(), services.clock(), services.interruption(), link, ready.become(), ready.environment());
        var started = jobs.start(job, change, times.limit());
        if (started instanceof NodeJobs.Refused(var answer)) {
            return new Interpreter.Ended(
                    Result.failed("the job could not be started: " + Plan.complaint(answer)), change.diff());
        }
        var running = (NodeJobs.Running) started;
        if (times.poll() > 0) {
            return jobs.finish(running, interpreter, times);
        }
        if (SINGLE.contains(task.shortModule())) {
            services.jobs().add(link, job, new BackgroundJobs.Watched(running));
        } else {
            services.jobs().goOn(node, link, running, ready, times);
        }
        return started(running.file(), change.diff());
    }

    private Interpreter.Ended started(String file, Diff diff) {
        return new Interpreter.Ended(JobResult.started(job, file), diff);
    }
}
