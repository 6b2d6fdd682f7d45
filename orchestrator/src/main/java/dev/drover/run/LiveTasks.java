package dev.drover.run;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Shell;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The tasks that hosts are at, and what is told of them while they last: what is waited for, and what they write, if somebody
 * listens. Nodes are asked for it only then, and only about tasks that take long or are followed.
 */
final class LiveTasks implements AutoCloseable {

    /** What takes longer is shown where somebody looks on. */
    static final Duration LONG = Duration.ofSeconds(2);

    /** How often it is said what is waited for. */
    static final Duration AGAIN = Duration.ofSeconds(30);

    private static final Duration TICK = Duration.ofMillis(500);
    /** Nobody reads more than that at once, and each costs a channel. */
    private static final int MOST_ON_SCREEN = 8;

    private final Clock clock;
    private final boolean screen;
    private final Consumer<RunEvent> events;
    private final Set<Busy> tasks = ConcurrentHashMap.newKeySet();
    private volatile Predicate<String> followed = host -> false;
    private volatile Optional<Thread> ticking = Optional.empty();

    /** @param screen whether somebody looks on */
    LiveTasks(Clock clock, boolean screen, Consumer<RunEvent> events) {
        this.clock = clock;
        this.screen = screen;
        this.events = events;
    }

    /** From now on time passes by itself. */
    void start(Predicate<String> wanted) {
        followed = wanted;
        ticking = Optional.of(Thread.ofVirtual().name("live-tasks").start(() -> {
            try {
                while (true) {
                    Thread.sleep(TICK);
                    tick();
                }
            } catch (InterruptedException e) {
                // the run is over
            }
        }));
    }

    /**
     * A host begins with a task, which ends when this is closed.
     *
     * @param what it does in a few words; asked for only when it takes long
     * @param secret whether nothing it writes may be shown
     */
    Busy begin(String host, RunEvent.TaskLabel task, Supplier<String> what, BooleanSupplier secret) {
        var busy = new Busy(host, task, what, secret);
        tasks.add(busy);
        return busy;
    }

    /** Looks at all of them. */
    void tick() {
        int room = MOST_ON_SCREEN;
        for (var task : tasks) {
            if (task.look(room > 0)) {
                room--;
            }
        }
    }

    @Override
    public void close() {
        ticking.ifPresent(Thread::interrupt);
    }

    /** A host at a task. */
    final class Busy implements Spectator, AutoCloseable {

        private final String host;
        private final RunEvent.TaskLabel task;
        private final Supplier<String> what;
        private final BooleanSupplier secret;
        private final Instant since = clock.instant();
        private Duration toldAt = Duration.ZERO;
        private Optional<Shell.Running> running = Optional.empty();
        private Optional<CompletableFuture<Answer>> asked = Optional.empty();
        private boolean ours;
        private boolean shown;
        private OutputLines stdout = lines(RunEvent.Stream.STDOUT);
        private OutputLines stderr = lines(RunEvent.Stream.STDERR);

        private Busy(String host, RunEvent.TaskLabel task, Supplier<String> what, BooleanSupplier secret) {
            this.host = host;
            this.task = task;
            this.what = what;
            this.secret = secret;
        }

        @Override
        public synchronized void runs(Script script, Shell.Running now) {
            running = Optional.of(now);
            asked = Optional.empty();
            ours = script.ours();
            shown = followed.test(host);
            stdout = lines(RunEvent.Stream.STDOUT);
            stderr = lines(RunEvent.Stream.STDERR);
        }

        /** What had not been asked for in time, the answer has; that of our own scripts is not meant for anybody's eyes. */
        @Override
        public synchronized void ended(Answer answer) {
            running = Optional.empty();
            if (shown && !ours && !secret.getAsBoolean()) {
                stdout.rest(answer.stdout());
                stderr.rest(answer.stderr());
            }
        }

        @Override
        public void close() {
            tasks.remove(this);
        }

        /** @return whether its output is on the screen */
        private synchronized boolean look(boolean room) {
            var took = Duration.between(since, clock.instant());
            if (took.compareTo(LONG) >= 0 && toldAt.isZero()
                    || took.minus(toldAt).compareTo(AGAIN) >= 0) {
                toldAt = took;
                events.accept(
                        new RunEvent.Waiting(host, task, secret.getAsBoolean() ? task.module() : what.get(), took));
            }
            boolean onScreen = screen && room && took.compareTo(LONG) >= 0;
            if (running.isEmpty() || !(onScreen || followed.test(host)) || secret.getAsBoolean()) {
                return false;
            }
            shown = true;
            read();
            return onScreen;
        }

        private void read() {
            if (asked.isEmpty()) {
                asked = Optional.of(running.orElseThrow().written(stdout.taken(), stderr.taken()));
                return;
            }
            if (asked.get().isDone()) {
                if (!asked.get().isCompletedExceptionally()) {
                    stdout.more(asked.get().join().stdout());
                    stderr.more(asked.get().join().stderr());
                }
                asked = Optional.of(running.orElseThrow().written(stdout.taken(), stderr.taken()));
            }
        }

        private OutputLines lines(RunEvent.Stream stream) {
            return new OutputLines(line -> events.accept(new RunEvent.Output(host, task, stream, line)));
        }
    }
}
