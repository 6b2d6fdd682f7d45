package dev.drover.node.shell;

import dev.drover.node.Answer;
import dev.drover.node.Become;
import dev.drover.node.Kit;
import dev.drover.node.NodeException;
import dev.drover.node.NodeException.ShellDied;
import dev.drover.node.NodeException.Unreachable;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.node.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A shell over any transport. Scripts queue up here until the shell is open, then are written one behind another; the reader
 * completes their answers in the same order and never waits for anybody.
 */
public final class PipelinedShell implements Shell, AutoCloseable {

    private static final Duration HELLO_PATIENCE = Duration.ofSeconds(60);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Transport transport;
    private final Optional<Become> become;
    private final Executor executor;
    private final String nonce = Nonce.fresh();
    private final String bulk = "/var/tmp/.drover." + Nonce.fresh();
    private final CompletableFuture<Hello> hello = new CompletableFuture<>();

    private final Object lock = new Object();
    private final Deque<Sent> waiting = new ArrayDeque<>(); // not yet written; the next five are guarded by the lock
    private final Deque<Sent> written = new ArrayDeque<>(); // written, not yet answered
    private boolean writing = true; // until the shell is open
    private Optional<NodeException> dead = Optional.empty();
    private Optional<PipelinedShell> control = Optional.empty();

    private volatile Optional<Wire> wire = Optional.empty();
    private volatile boolean terminal;
    private int number; // of the last script; used by whoever writes
    private Optional<Halfway> halfway = Optional.empty(); // used by the reader only

    private record Halfway(int status, byte[] stdout) {}

    private PipelinedShell(Transport transport, Optional<Become> become, Executor executor) {
        this.transport = transport;
        this.become = become;
        this.executor = executor;
    }

    /**
     * A shell that is opened in the background.
     *
     * @param executor runs what may block, on platform threads
     */
    public static PipelinedShell open(Transport transport, Optional<Become> become, Executor executor) {
        var shell = new PipelinedShell(transport, become, executor);
        executor.execute(shell::open);
        return shell;
    }

    /** Whether nothing can be sent any more. */
    public boolean isDead() {
        synchronized (lock) {
            return dead.isPresent();
        }
    }

    @Override
    public Running send(Script script) {
        var sent = new Sent(script);
        var wrong = script.environment().keySet().stream()
                .filter(name -> !VARIABLE.matcher(name).matches())
                .findFirst();
        if (wrong.isPresent()) {
            sent.answer.complete(
                    Answer.of(2, "", "\"" + wrong.get() + "\" can't be the name of an environment variable\n"));
            return sent;
        }
        boolean write;
        synchronized (lock) {
            if (dead.isPresent()) {
                sent.answer.completeExceptionally(dead.get());
                return sent;
            }
            waiting.add(sent);
            write = !writing;
            writing = true;
        }
        if (write) {
            executor.execute(this::write);
        }
        return sent;
    }

    @Override
    public void close() {
        die(new Unreachable("the connection was closed"));
    }

    private void open() {
        try {
            var opened = Wire.open(transport, become, new Sh("exec sh"), new Reader(), terminal);
            wire = Optional.of(opened);
            if (isDead()) {
                opened.close();
                return;
            }
            opened.stdin().write(BootText.of(nonce, bulk, Kit.text()).getBytes(StandardCharsets.UTF_8));
            CompletableFuture.delayedExecutor(HELLO_PATIENCE.toSeconds(), TimeUnit.SECONDS, executor)
                    .execute(() -> {
                        if (!hello.isDone()) {
                            die(Refusals.of(
                                    become, opened.heard(), "no answer within " + HELLO_PATIENCE.toSeconds() + " s"));
                        }
                    });
            write();
        } catch (Wire.TerminalWanted e) {
            terminal = true;
            open();
        } catch (NodeException e) {
            die(e);
        } catch (IOException e) {
            // the reader tells why, if it has come so far
            wire.ifPresentOrElse(
                    Wire::close, () -> die(lost().orElseGet(() -> new Unreachable("no shell: " + e.getMessage(), e))));
        } catch (InterruptedException e) {
            die(new Unreachable("interrupted", e));
        }
    }

    /** Writes what waits; one thread at a time. */
    private void write() {
        try {
            var stdin = wire.orElseThrow().stdin();
            while (true) {
                Sent next;
                synchronized (lock) {
                    if (dead.isPresent()) {
                        return;
                    }
                    if (waiting.isEmpty()) {
                        break;
                    }
                    next = waiting.peek();
                }
                writeOne(next);
                boolean idle;
                synchronized (lock) {
                    idle = waiting.isEmpty();
                }
                if (idle) {
                    stdin.flush();
                }
            }
            stdin.flush();
        } catch (IOException e) {
            wire.ifPresent(Wire::close); // the reader meets the end, and tells why
            return;
        } catch (NodeException e) {
            die(e);
            return;
        } catch (InterruptedException e) {
            die(new Unreachable("interrupted", e));
            return;
        }
        synchronized (lock) {
            if (waiting.isEmpty()) {
                writing = false;
                return;
            }
        }
        executor.execute(this::write);
    }

    private void writeOne(Sent next) throws IOException, InterruptedException {
        next.number = ++number;
        byte[] text;
        try {
            var script = new ScriptText(next.number, next.script);
            for (var luggage : script.luggage()) {
                if (luggage.large()) {
                    upload(luggage);
                }
            }
            text = script.bytes();
        } catch (UncheckedIOException | AttachmentFailed e) {
            synchronized (lock) {
                waiting.remove(next);
            }
            next.answer.complete(Answer.of(1, "", e.getMessage() + "\n"));
            return;
        }
        synchronized (lock) {
            if (waiting.peek() != next) {
                return; // taken back meanwhile
            }
            written.add(waiting.remove());
        }
        wire.orElseThrow().stdin().write(text);
    }

    private void upload(ScriptText.Luggage luggage) throws IOException, InterruptedException {
        wire.orElseThrow().stdin().flush();
        var failure = new Upload(transport, become, terminal)
                .send(luggage.attachment(), List.of(bulk, said().directory()), luggage.name());
        if (failure.isPresent()) {
            throw new AttachmentFailed(
                    "a file of " + luggage.attachment().size() + " bytes could not be sent: " + failure.get());
        }
    }

    private Hello said() throws InterruptedException {
        try {
            return hello.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof NodeException why ? why : new ShellDied("the shell did not come up");
        }
    }

    private Optional<NodeException> lost() {
        return transport.lost().map(Unreachable::new);
    }

    private void die(NodeException why) {
        List<Sent> unanswered;
        Optional<PipelinedShell> helper;
        synchronized (lock) {
            if (dead.isPresent()) {
                return;
            }
            dead = Optional.of(why);
            unanswered = new ArrayList<>(written);
            unanswered.addAll(waiting);
            written.clear();
            waiting.clear();
            helper = control;
        }
        hello.completeExceptionally(why);
        unanswered.forEach(sent -> sent.answer.completeExceptionally(why));
        helper.ifPresent(PipelinedShell::close);
        wire.ifPresent(Wire::close);
    }

    /** Takes frames apart into answers. */
    private final class Reader implements Wire.Listener {

        private final Frames frames = new Frames(nonce, this::frame);
        private boolean greeted;

        @Override
        public void output(byte[] bytes, int count) {
            frames.feed(bytes, count);
        }

        private void frame(byte[] body, String tail) {
            if (!greeted) {
                greeted = true;
                greet(Hello.parse(tail));
            } else if (halfway.isEmpty()) {
                halfway = Optional.of(new Halfway(Integer.parseInt(tail.strip()), body));
            } else {
                var first = halfway.get();
                halfway = Optional.empty();
                answered(Limited.answer(first.status(), first.stdout(), body));
            }
        }

        private void greet(Hello said) {
            wire.ifPresent(it -> it.heard().enough());
            if (said.directory().isEmpty()) {
                die(new Unreachable("the node has no directory to write in: neither /dev/shm, /run nor /tmp"));
            } else {
                hello.complete(said);
            }
        }

        private void answered(Answer answer) {
            Sent done;
            Optional<Sent> next;
            synchronized (lock) {
                if (written.isEmpty()) {
                    return; // died meanwhile
                }
                done = written.remove();
                next = Optional.ofNullable(written.peek());
            }
            done.answer.complete(answer);
            next.ifPresent(Sent::strikeIfWanted);
        }

        @Override
        public void end(Wire ended) {
            if (!hello.isDone() && !terminal && Refusals.wantsTerminal(all(ended.heard()))) {
                terminal = true;
                wire = Optional.empty();
                synchronized (lock) {
                    writing = true;
                    var again = new ArrayList<>(written);
                    written.clear();
                    again.reversed().forEach(waiting::addFirst);
                }
                executor.execute(PipelinedShell.this::open);
                return;
            }
            if (isDead()) {
                return;
            }
            String ending;
            try {
                ending = ended.ending();
            } catch (IOException e) {
                die(lost().orElseGet(() -> new Unreachable("the connection broke: " + e.getMessage(), e)));
                return;
            }
            die(lost().orElseGet(() -> hello.isDone()
                    ? new ShellDied(
                            "the shell on the node ended under the task (" + ending + "); what the task did is unknown")
                    : Refusals.of(become, ended.heard(), ending)));
        }

        /** All that is said on both streams: stderr may end a moment later. */
        private static String all(Heard heard) {
            try {
                heard.await(Heard::over, Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return heard.text();
        }
    }

    /** A script on its way. */
    private final class Sent implements Running {

        private final Script script;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private volatile int number;
        private Optional<Duration> grace = Optional.empty(); // guarded by the lock
        private boolean struck;

        Sent(Script script) {
            this.script = script;
        }

        @Override
        public CompletableFuture<Answer> answer() {
            return answer;
        }

        @Override
        public void terminate(Duration wanted) {
            synchronized (lock) {
                if (!waiting.remove(this)) {
                    grace = Optional.of(wanted);
                    if (written.peek() != this) {
                        return; // struck when its turn has come, if it is not answered already
                    }
                }
            }
            if (number == 0 || grace.isEmpty()) {
                answer.complete(Answer.of(128 + 15, "", "")); // never sent
            } else {
                strikeIfWanted();
            }
        }

        @Override
        public CompletableFuture<Answer> written(long stdoutFrom, long stderrFrom) {
            if (number == 0 || answer.isDone() || isDead()) {
                return CompletableFuture.completedFuture(Answer.of(""));
            }
            return hello.thenCompose(shell -> controlShell()
                    .send(PartialOutput.of(shell, number, stdoutFrom, stderrFrom))
                    .answer());
        }

        void strikeIfWanted() {
            Duration wait;
            synchronized (lock) {
                if (grace.isEmpty() || struck) {
                    return;
                }
                struck = true;
                wait = grace.get();
            }
            hello.thenAccept(shell -> {
                strike(shell, "TERM");
                later(wait, () -> {
                    strike(shell, "KILL");
                    later(KILL_PATIENCE, () -> die(new ShellDied("the task did not end when it was killed")));
                });
            });
        }

        private void later(Duration wait, Runnable action) {
            CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(() -> {
                        if (!answer.isDone()) {
                            action.run();
                        }
                    });
        }

        private void strike(Hello shell, String signal) {
            controlShell().send(KillScript.of(shell, number, signal)).answer().whenComplete((done, failure) -> {
                if (failure != null && !answer.isDone()) {
                    die(new ShellDied("the task could not be ended: " + failure.getMessage()));
                }
            });
        }
    }

    private PipelinedShell controlShell() {
        synchronized (lock) {
            if (control.isEmpty() || control.get().isDead()) {
                control = Optional.of(open(transport, become, executor));
            }
            return control.get();
        }
    }

    private static final class AttachmentFailed extends RuntimeException {
        AttachmentFailed(String message) {
            super(message);
        }
    }

    /** An answer that keeps to the limit. */
    private static final class Limited {
        static Answer answer(int status, byte[] stdout, byte[] stderr) {
            if (stdout.length <= BootText.LIMIT && stderr.length <= BootText.LIMIT) {
                return new Answer(status, stdout, stderr);
            }
            byte[] note = "\nthe output was longer than %d MB; the rest was dropped\n"
                    .formatted(BootText.LIMIT >> 20)
                    .getBytes(StandardCharsets.UTF_8);
            byte[] kept = Arrays.copyOf(stderr, Math.min(stderr.length, BootText.LIMIT));
            byte[] noted = Arrays.copyOf(kept, kept.length + note.length);
            System.arraycopy(note, 0, noted, kept.length, note.length);
            return new Answer(
                    status == 0 ? 1 : status, Arrays.copyOf(stdout, Math.min(stdout.length, BootText.LIMIT)), noted);
        }
    }
}
