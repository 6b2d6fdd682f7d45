package dev.drover.run;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.module.RunTimes;
import dev.drover.node.Answer;
import dev.drover.node.Become;
import dev.drover.node.NodeException;
import dev.drover.node.Shell;
import dev.drover.question.Question;
import dev.drover.question.UnansweredException;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Carries a plan out on a node: asks what it asks, changes what it changes; in check mode it stops before the first change. */
final class Interpreter {

    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * What a plan came to.
     *
     * @param diff all changes, made or foreseen
     */
    record Ended(Result result, Diff diff) {}

    private final NodeLink link;
    private final Optional<Become> become;
    private final Map<String, String> environment;
    private final boolean check;
    private final Optional<Duration> timeout;
    private final Runnable askAhead;
    private final Runnable askBehind;
    private final Clock clock;
    private final Interruption interruption;
    private final Spectator spectator;

    /**
     * @param timeout what a change may take, and a question that waits for something
     * @param askAhead sends the questions of coming tasks, together with the first one of this task
     * @param askBehind sends the questions of the tasks behind this one, while its change runs
     * @param clock tells when changes were made
     * @param interruption ends questions that only wait for something
     * @param spectator looks on while changes are made
     */
    Interpreter(
            NodeLink link,
            Optional<Become> become,
            Map<String, String> environment,
            boolean check,
            Optional<Duration> timeout,
            Runnable askAhead,
            Runnable askBehind,
            Clock clock,
            Interruption interruption,
            Spectator spectator) {
        this.link = link;
        this.become = become;
        this.environment = environment;
        this.check = check;
        this.timeout = timeout;
        this.askAhead = askAhead;
        this.askBehind = askBehind;
        this.clock = clock;
        this.interruption = interruption;
        this.spectator = spectator;
    }

    /**
     * Runs the plan to its end.
     *
     * @throws NodeException where the node can't be reached any more, or does not let us become the user
     * @throws UnansweredException where the node can't answer a question
     */
    Ended run(Plan plan) throws InterruptedException {
        var at = plan;
        var diff = Diff.NONE;
        while (true) {
            switch (untilChange(at)) {
                case Stop.Done(var result, var last) -> {
                    return new Ended(result, diff.and(last));
                }
                case Stop.Wants(var change) -> {
                    diff = diff.and(change.diff());
                    if (check) {
                        return new Ended(change.foreseen(), diff);
                    }
                    var start = LocalDateTime.now(clock);
                    var answer = change(change);
                    at = timed(change.then().apply(answer), start, LocalDateTime.now(clock));
                }
            }
        }
    }

    /** Where a plan can't go on without a change, or has come to its end without one. */
    sealed interface Stop {
        record Done(Result result, Diff diff) implements Stop {}

        record Wants(Plan.Change change) implements Stop {}
    }

    /** Asks what the plan asks, up to the next change, which is not made. */
    Stop untilChange(Plan plan) throws InterruptedException {
        var moment = new HashMap<Question<?>, Object>();
        while (true) {
            var book = link.book(become);
            switch (Walk.of(plan, question -> answered(book, moment, question))) {
                case Walk.Settled(var result) -> {
                    return new Stop.Done(result, Diff.NONE);
                }
                case Walk.Asks(var missing) -> fetch(book, missing, moment);
                case Walk.Keeps(var keep) -> {
                    return new Stop.Done(check ? keep.result() : kept(keep), keep.diff());
                }
                case Walk.Changes(var change) -> {
                    return new Stop.Wants(change);
                }
            }
        }
    }

    static Plan timed(Plan plan, LocalDateTime start, LocalDateTime end) {
        return plan instanceof Plan.Settled(var result) ? Plan.settled(RunTimes.fill(result, start, end)) : plan;
    }

    private static Result kept(Plan.Keep keep) {
        try {
            Files.createDirectories(keep.file().toAbsolutePath().getParent());
            Files.write(keep.file(), keep.contents());
            return keep.result();
        } catch (IOException e) {
            return Result.failed("can't write %s: %s".formatted(keep.file(), e.getMessage()));
        }
    }

    private static Optional<Object> answered(AnswerBook book, Map<Question<?>, Object> moment, Question<?> question) {
        if (moment.containsKey(question)) {
            return Optional.of(moment.get(question));
        }
        return book.find(question).filter(CompletableFuture::isDone).map(Interpreter::result);
    }

    private void fetch(AnswerBook book, List<Question<?>> missing, Map<Question<?>, Object> moment)
            throws InterruptedException {
        var lasting = missing.stream()
                .filter(question -> !question.kind().momentary())
                .toList();
        boolean asked =
                lasting.stream().allMatch(question -> book.find(question).isPresent());
        book.ask(lasting);
        var now = new HashMap<Question<?>, CompletableFuture<?>>();
        var moments = new ArrayList<AnswerBook>();
        for (var question : missing) {
            if (question.kind().momentary()) {
                var once = new AnswerBook(() -> shell());
                moments.add(once);
                once.ask(List.of(question));
                now.put(question, once.find(question).orElseThrow());
            } else {
                now.put(question, book.find(question).orElseThrow());
            }
        }
        if (!asked || lasting.isEmpty()) {
            askAhead.run();
        }
        try (var _ = interruption.whenStopping(() -> moments.forEach(once -> once.giveUp(GRACE)))) {
            for (var entry : now.entrySet()) {
                if (entry.getKey().kind().momentary()) {
                    moment.put(entry.getKey(), inTime(entry.getValue(), moments));
                } else {
                    await(entry.getValue());
                }
            }
        }
    }

    /** What waits for something on the node waits no longer than the task may. */
    private Object inTime(CompletableFuture<?> answer, List<AnswerBook> moments) throws InterruptedException {
        if (timeout.isEmpty()) {
            return await(answer);
        }
        try {
            return answer.get(timeout.get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            moments.forEach(once -> once.giveUp(GRACE));
            answer.handle((given, failure) -> "ended").join();
            throw new TimedOutException(timeout.get());
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private Shell shell() {
        var shell = link.shell(become);
        return environment.isEmpty() ? shell : script -> shell.send(script.withEnvironment(environment));
    }

    private Answer change(Plan.Change change) throws InterruptedException {
        link.changing();
        var running = shell().send(change.script());
        spectator.runs(change.script(), running);
        askBehind.run();
        var answer = answer(running);
        spectator.ended(answer);
        return answer;
    }

    private Answer answer(Shell.Running running) throws InterruptedException {
        if (timeout.isEmpty()) {
            return await(running.answer());
        }
        try {
            return running.answer().get(timeout.get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            running.terminate(GRACE);
            await(running.answer());
            throw new TimedOutException(timeout.get());
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    static <A> A await(CompletableFuture<A> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static Object result(CompletableFuture<?> future) {
        try {
            return future.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(Exception e) {
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }

    /** A change that took longer than its task's {@code timeout}, and was ended. */
    static final class TimedOutException extends RuntimeException {
        private final Duration timeout;

        TimedOutException(Duration timeout) {
            super("Task failed: Timed out after " + timeout.toSeconds() + " second(s).");
            this.timeout = timeout;
        }

        Result result() {
            return Result.failed(getMessage())
                    .with("timedout", Value.Mapping.of(Map.of("period", Value.of(timeout.toSeconds()))));
        }
    }
}
