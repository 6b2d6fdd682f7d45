package dev.drover.run;

import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Become;
import dev.drover.node.NodeException;
import dev.drover.question.Job;
import dev.drover.question.JobStart;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the changes of plans by jobs on a node, as one user. */
final class NodeJobs {

    private static final Duration FIRST_LOOK = Duration.ofMillis(250);

    private final Pause pause;
    private final Clock clock;
    private final Interruption interruption;
    private final NodeLink link;
    private final Optional<Become> become;
    private final Map<String, String> environment;

    /** @param interruption ends the waiting; the job goes on */
    NodeJobs(
            Pause pause,
            Clock clock,
            Interruption interruption,
            NodeLink link,
            Optional<Become> become,
            Map<String, String> environment) {
        this.pause = pause;
        this.clock = clock;
        this.interruption = interruption;
        this.link = link;
        this.become = become;
        this.environment = environment;
    }

    /** Whether a job could be started. */
    sealed interface Started {}

    record Refused(Answer answer) implements Started {}

    /**
     * A change under way.
     *
     * @param file the directory of the job
     */
    record Running(Job job, String file, Plan.Change change, LocalDateTime start) implements Started {

        /** How the plan goes on when its change is made. */
        Plan then(Job.State.Ended ended) {
            var next = change.then().apply(ended.answer());
            return Interpreter.timed(next, start, start.plus(ended.took()));
        }
    }

    Started start(Job job, Plan.Change change, Duration limit) throws InterruptedException {
        link.jobStarted();
        var script = environment.isEmpty() ? change.script() : change.script().withEnvironment(environment);
        var start = LocalDateTime.now(clock);
        var answer = Interpreter.await(
                link.shell(become).send(JobStart.of(job, script, limit)).answer());
        if (!answer.ok()) {
            link.jobEnded();
            return new Refused(answer);
        }
        return new Running(job, answer.out(), change, start);
    }

    Job.State look(Job job) throws InterruptedException {
        var book = new AnswerBook(() -> link.shell(become));
        book.ask(List.of(job));
        return (Job.State) Interpreter.await(book.find(job).orElseThrow());
    }

    /**
     * Waits until the job and all that its plan wants behind it is done. A lost connection is made again.
     *
     * @param interpreter asks what the plan asks in between
     */
    Interpreter.Ended finish(Running first, Interpreter interpreter, AsyncTask.Times times)
            throws InterruptedException {
        var running = first;
        var diff = first.change().diff();
        var left = times.limit();
        for (int stage = 2; ; stage++) {
            var watch = new Watch(left, Duration.ofSeconds(times.poll()));
            var state = watch.await(running.job());
            link.jobEnded();
            if (!(state instanceof Job.State.Ended ended) || ended.late()) {
                if (!(state instanceof Job.State.Running)) {
                    forget(running.job());
                }
                return new Interpreter.Ended(unfinished(state, first, times), diff);
            }
            forget(running.job());
            left = left.minus(watch.waited);
            switch (interpreter.untilChange(running.then(ended))) {
                case Interpreter.Stop.Done(var result, var last) -> {
                    return new Interpreter.Ended(JobResult.of(result, first.job(), first.file(), true), diff.and(last));
                }
                case Interpreter.Stop.Wants(var change) -> {
                    diff = diff.and(change.diff());
                    var job = new Job(first.job().directory(), first.job().id() + "-" + stage);
                    switch (start(job, change, left)) {
                        case Refused(var answer) -> {
                            return new Interpreter.Ended(
                                    Result.failed("the job could not be started: " + Plan.complaint(answer)), diff);
                        }
                        case Running next -> running = next;
                    }
                }
            }
        }
    }

    private static Result unfinished(Job.State state, Running first, AsyncTask.Times times) {
        return switch (state) {
            case Job.State.Lost _, Job.State.Missing _ -> JobResult.lost(first.job(), first.file());
            case Job.State.Running _, Job.State.Ended _ -> {
                var result = JobResult.running(first.job(), first.file());
                yield Result.failed("async task did not complete within the requested time - "
                                + times.limit().toSeconds() + "s")
                        .with("async_result", ResultValue.of(result));
            }
        };
    }

    private void forget(Job job) throws InterruptedException {
        Interpreter.await(link.shell(become).send(job.forget()).answer());
    }

    /** Looks after a job: soon at first, then as often as is wanted. */
    private final class Watch {

        private final Duration limit;
        private final Duration poll;
        private Duration waited = Duration.ZERO;

        Watch(Duration limit, Duration poll) {
            this.limit = limit;
            this.poll = poll;
        }

        /** How the job is when it has ended, or when the time is over. */
        Job.State await(Job job) throws InterruptedException {
            Job.State state = new Job.State.Running("");
            var next = FIRST_LOOK;
            while (state instanceof Job.State.Running && waited.compareTo(limit) < 0 && !interruption.stops()) {
                var wait = next.compareTo(poll) < 0 ? next : poll;
                pause.sleep(wait);
                waited = waited.plus(wait);
                next = next.multipliedBy(2);
                state = lookAgain(job).orElse(state);
            }
            return state;
        }

        private Optional<Job.State> lookAgain(Job job) throws InterruptedException {
            try {
                return Optional.of(look(job));
            } catch (NodeException.Unreachable | NodeException.ShellDied e) {
                link.reset();
                return Optional.empty(); // the job does not need the connection
            }
        }
    }
}
