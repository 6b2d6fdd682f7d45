package dev.drover.run;

import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.Job;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The jobs that tasks of this run have started and did not wait for. What is known of them here, {@code async_status} tells. */
final class BackgroundJobs implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long POLL_SECONDS = 5;

    private final Pause pause;
    private final Clock clock;
    private final Interruption interruption;
    private final Function<String, NodeLink> opener;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();
    private final Map<String, NodeLink> links = new ConcurrentHashMap<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private record Key(NodeLink link, String id) {}

    /** What is known of a job. */
    sealed interface Known {}

    /** Its task came to an end. */
    record Settled(Result result) implements Known {}

    /** The node knows how it is, and nothing is to be done behind it. */
    record Watched(NodeJobs.Running running) implements Known {}

    /** Its plan is carried out beside the play. */
    record Driven(NodeJobs.Running running) implements Known {}

    /** @param opener makes connections of their own, by the name of the host */
    BackgroundJobs(Pause pause, Clock clock, Interruption interruption, Function<String, NodeLink> opener) {
        this.pause = pause;
        this.clock = clock;
        this.interruption = interruption;
        this.opener = opener;
    }

    static String freshId() {
        return "j" + RANDOM.nextLong(100_000_000_000L, 1_000_000_000_000L) + "." + RANDOM.nextInt(1000, 100_000);
    }

    void add(NodeLink link, Job job, Known what) {
        known.put(new Key(link, job.id()), what);
    }

    /** Waits for a job on a connection of its own, and does what its plan wants behind it. */
    void goOn(
            String node,
            NodeLink link,
            NodeJobs.Running running,
            Preparation.Prepared.Ready ready,
            AsyncTask.Times times) {
        add(link, running.job(), new Driven(running));
        threads.add(Thread.ofVirtual().start(() -> {
            var own = links.computeIfAbsent(node, opener);
            Result result;
            try {
                var jobs = new NodeJobs(pause, clock, interruption, own, ready.become(), ready.environment());
                var interpreter = new Interpreter(
                        own,
                        ready.become(),
                        ready.environment(),
                        false,
                        Optional.empty(),
                        () -> {},
                        () -> {},
                        clock,
                        interruption,
                        Spectator.NOBODY);
                var ended = jobs.finish(running, interpreter, new AsyncTask.Times(times.limit(), POLL_SECONDS));
                result = JobResult.of(ended.result(), running.job(), running.file(), true);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                result = JobResult.of(Result.failed(e.getMessage()), running.job(), running.file(), true);
            }
            add(link, running.job(), new Settled(result));
            link.jobEnded();
        }));
    }

    /** The plan of a task that asks how a job is, if it is one of these: its result is that of the task which started the job. */
    Plan plan(Plan plan, NodeLink link) {
        if (!(plan instanceof Plan.Ask<?> ask) || !(ask.question() instanceof Job job)) {
            return plan;
        }
        var key = new Key(link, job.id());
        var what = known.get(key);
        return switch (what) {
            case null -> plan;
            case Settled(var result) -> Plan.settled(result);
            case Driven(var running) -> Plan.settled(JobResult.running(job, running.file()));
            case Watched(var running) -> Plan.ask(job, state -> watched(key, running, state));
        };
    }

    private Plan watched(Key key, NodeJobs.Running running, Job.State state) {
        var job = running.job();
        return switch (state) {
            case Job.State.Running _ -> Plan.settled(JobResult.running(job, running.file()));
            case Job.State.Missing _ ->
                Plan.settled(JobResult.of(Result.failed("could not find job"), job, running.file(), true));
            case Job.State.Lost _ -> ended(key, Plan.settled(JobResult.lost(job, running.file())));
            case Job.State.Ended ended
            when ended.late() -> ended(key, Plan.settled(JobResult.late(job, running.file())));
            case Job.State.Ended ended ->
                ended(
                        key,
                        JobResult.ending(
                                running.then(ended), result -> JobResult.of(result, job, running.file(), true)));
        };
    }

    /** From now on the node rests, as far as this job is concerned. */
    private Plan ended(Key key, Plan plan) {
        if (plan instanceof Plan.Settled(var result) && known.put(key, new Settled(result)) instanceof Watched) {
            key.link().jobEnded();
        }
        return plan;
    }

    /** What a job had left was removed. */
    void forget(NodeLink link, Result result) {
        if (result.fields().containsKey("erased")) {
            known.remove(new Key(link, String.valueOf(result.fields().get("ansible_job_id"))));
        }
    }

    /** Waits for the plans that are carried out beside the play; jobs that need nobody any more go on by themselves. */
    void await() throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        links.values().forEach(NodeLink::close);
    }
}
