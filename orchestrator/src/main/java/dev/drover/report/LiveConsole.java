package dev.drover.report;

import dev.drover.run.Outcome;
import dev.drover.run.RunEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Reports on a terminal: a line for each finished task, and below them what each host does now and how long already, drawn again
 * several times a second.
 */
public final class LiveConsole implements Report {

    private static final Duration FRAME = Duration.ofMillis(120);
    private static final int MOST_BUSY = 8;
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private static final int MOST_LINES = 3;

    /** @param lines the last that it has written */
    private record Busy(String doing, long since, Deque<String> lines) {

        static Busy now(String doing) {
            return new Busy(doing, System.nanoTime(), new ArrayDeque<>());
        }
    }

    /** A task while hosts work on it, and how it ended on those that have finished. */
    private static final class Open {
        final RunEvent.TaskLabel task;
        final long since = System.nanoTime();
        final Map<String, Outcome> ended = new LinkedHashMap<>();
        final TaskDetails details = new TaskDetails();

        Open(RunEvent.TaskLabel task) {
            this.task = task;
        }
    }

    private final PrintStream out;
    private final Terminal terminal;
    private final Style style;
    private final UnaryOperator<String> redact;
    private final boolean following;
    private final int columns;
    private final Map<String, Busy> busy = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final Thread ticker =
            Thread.ofPlatform().daemon().name("live-console").unstarted(this::tick);
    private Optional<RunEvent.CustomStats> stats = Optional.empty();
    private Open open;
    private int playing; // hosts of the play
    private int begun; // tasks of the play
    private int drawn;
    private int frame;
    private boolean closed;

    /** @param following whether output of running tasks is kept on the screen */
    public LiveConsole(
            PrintStream out, Terminal terminal, Style style, UnaryOperator<String> redact, boolean following) {
        this.following = following;
        this.out = out;
        this.terminal = terminal;
        this.style = style;
        this.redact = redact;
        this.columns = terminal.columns().orElse(80);
        ticker.start();
    }

    @Override
    public void accept(RunEvent event) {
        lock.lock();
        try {
            handle(event);
        } finally {
            lock.unlock();
        }
    }

    private void handle(RunEvent event) {
        switch (event) {
            case RunEvent.PlayStarted play -> {
                endTask();
                begun = 0;
                playing = play.hosts().size();
                print("");
                print(terminal.bold("PLAY " + play.name()) + style.mark() + "  " + hosts(play.hosts()));
            }
            case RunEvent.BatchStarted batch -> {
                endTask();
                if (batch.of() > 1) {
                    print(terminal.dim("batch " + batch.number() + " of " + batch.of() + ": ") + hosts(batch.hosts()));
                }
            }
            case RunEvent.StageStarted(var stage, var hosts) -> {
                endTask();
                print(terminal.dim("rollout: ") + stage + "  " + hosts(hosts));
            }
            case RunEvent.TaskStarted(var task) -> {
                endTask();
                begun++;
                open = new Open(task);
            }
            case RunEvent.HostBusy(var host, var doing) -> busy.put(host, Busy.now(doing));
            case RunEvent.Output output -> output(output);
            case RunEvent.Waiting waiting ->
                busy.computeIfPresent(
                        waiting.host(),
                        (host, what) -> new Busy(
                                waiting.task().name() + ": " + LiveText.of(waiting.what()),
                                what.since(),
                                what.lines()));
            case RunEvent.ItemFinished item -> item(item);
            case RunEvent.TaskFinished finished -> finished(finished);
            case RunEvent.Included included -> {
                endTask();
                print("  " + terminal.dim("included " + included.name() + " for ") + hosts(included.hosts())
                        + included.item()
                                .map(item -> terminal.dim(" (" + item + ")"))
                                .orElse(""));
            }
            case RunEvent.Retrying retry ->
                busy.computeIfPresent(
                        retry.host(),
                        (host, what) -> new Busy(
                                retry.task().name() + " (attempt " + (retry.attempt() + 1) + " of " + retry.of() + ")",
                                what.since(),
                                what.lines()));
            case RunEvent.Interrupted() -> print(terminal.yellow(RecapText.INTERRUPTED));
            case RunEvent.Warning warning ->
                print(terminal.yellow("warning: " + warning.message()
                        + (warning.origin().known() ? " (" + warning.origin() + ")" : "")));
            case RunEvent.NoHosts(var message) -> print(terminal.dim("  " + message));
            case RunEvent.HostTraffic traffic -> {}
            case RunEvent.CustomStats figures -> stats = Optional.of(figures);
            case RunEvent.RunFinished finished -> {
                endTask();
                busy.clear();
                print("");
                RecapText.of(finished.recaps(), terminal).forEach(this::print);
                print("");
                print(terminal.bold(RecapText.summary(finished.recaps(), finished.tasks(), finished.took())));
                stats.filter(figures -> style.stats()).ifPresent(figures -> {
                    print("");
                    print(terminal.bold("CUSTOM STATS"));
                    StatsText.of(figures).forEach(this::print);
                });
            }
        }
    }

    /** Kept on the screen where hosts are followed; else shown as long as the task lasts. */
    private void output(RunEvent.Output output) {
        if (following) {
            print("      " + terminal.dim(output.host() + " │ ") + LiveText.of(output.line()));
            return;
        }
        busy.computeIfPresent(output.host(), (host, what) -> {
            what.lines().addLast(LiveText.of(output.line()));
            if (what.lines().size() > MOST_LINES) {
                what.lines().removeFirst();
            }
            return what;
        });
    }

    private void item(RunEvent.ItemFinished item) {
        if (open == null) {
            return;
        }
        String name = item.host() + " (item=" + item.item() + ")";
        details(name, item.outcome(), item.task());
    }

    private void finished(RunEvent.TaskFinished finished) {
        busy.remove(finished.host());
        if (open == null) {
            open = new Open(finished.task());
        }
        open.ended.put(finished.host(), finished.outcome());
        if (!finished.task().loops() || finished.outcome().status() == Outcome.Status.UNREACHABLE) {
            String host = finished.delegate()
                    .map(other -> finished.host() + " -> " + other)
                    .orElse(finished.host());
            details(host, finished.outcome(), finished.task());
        }
    }

    /** What is shown below the line of a task: differences, what debug says, why it failed. */
    private void details(String who, Outcome outcome, RunEvent.TaskLabel task) {
        if (style.diff()) {
            open.details.add(DiffText.of(outcome.diff(), style.context()).stream()
                    .map(line -> line.startsWith("+")
                            ? terminal.green(line)
                            : line.startsWith("-") ? terminal.red(line) : line)
                    .toList());
        }
        var result = outcome.result();
        switch (outcome.status()) {
            case FAILED, UNREACHABLE -> {
                var lines = new ArrayList<String>();
                ResultText.failure(result).forEach(line -> lines.add("  " + line));
                String origin = ResultText.origin(result);
                lines.add(terminal.dim("  at " + (origin.isEmpty() ? task.origin() : origin)));
                String word = outcome.status() == Outcome.Status.FAILED ? "failed: " : "unreachable: ";
                open.details.add(terminal.red(word), who, terminal.red(" │ " + task.name()), lines);
            }
            default -> {
                if (style.verbosity() > 0 || task.module().equals("debug") && !result.skipped()) {
                    open.details.add("", who, ResultText.arrow(result, style), List.of());
                }
            }
        }
    }

    /** The line of a task that all its hosts have finished. */
    private void endTask() {
        if (open == null) {
            return;
        }
        var task = open;
        open = null;
        if (task.ended.isEmpty()) {
            return;
        }
        var worst = task.ended.values().stream()
                .map(LiveConsole::rank)
                .max(Integer::compare)
                .orElse(0);
        if (worst == 0 && !style.skipped() || worst == 1 && !style.ok()) {
            return;
        }
        String word = switch (worst) {
            case 0 -> terminal.cyan("- skipped");
            case 1 -> terminal.green("✔ ok     ");
            case 2 -> terminal.yellow("● changed");
            case 3 -> terminal.cyan("! ignored");
            default -> terminal.red("✘ failed ");
        };
        String name = (task.task.handler() ? "handler " : "") + task.task.name();
        String seconds = RecapText.seconds(Duration.ofNanos(System.nanoTime() - task.since));
        int room = Math.max(10, columns - 14 - seconds.length());
        print("  " + word + " " + padded(cut(name, room), room) + " " + terminal.dim(seconds));
        task.details.lines(terminal).forEach(line -> line.lines().forEach(part -> print("      " + part)));
    }

    private static int rank(Outcome outcome) {
        return switch (outcome.status()) {
            case SKIPPED -> 0;
            case OK -> 1;
            case CHANGED -> 2;
            case FAILED, UNREACHABLE -> outcome.ignored() ? 3 : 4;
        };
    }

    private String hosts(List<String> hosts) {
        String all = String.join(" ", hosts);
        return all.length() <= columns / 2 ? all : hosts.size() + " hosts";
    }

    private void print(String line) {
        erase();
        PrintableText.lines(redact.apply(line)).forEach(out::println);
        draw();
    }

    private void tick() {
        lock.lock();
        try {
            while (!closed) {
                closing.awaitNanos(TimeUnit.MILLISECONDS.toNanos(FRAME.toMillis()));
                erase();
                draw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\r\u001b[J");
            drawn = 0;
        }
    }

    private void draw() {
        if (closed || busy.isEmpty()) {
            out.flush();
            return;
        }
        char spin = SPINNER.charAt(frame++ % SPINNER.length());
        progress();
        int longest = busy.keySet().stream().mapToInt(String::length).max().orElse(0);
        int width = Math.min(longest, columns / 3); // a line that wraps could not be taken back
        int shown = 0;
        for (var entry : busy.entrySet()) {
            if (shown == MOST_BUSY && busy.size() > MOST_BUSY) {
                out.println(terminal.dim("    and " + (busy.size() - shown) + " more"));
                drawn++;
                break;
            }
            String took = RecapText.seconds(
                    Duration.ofNanos(System.nanoTime() - entry.getValue().since()));
            String host = padded(cut(redact.apply(entry.getKey()), width), width);
            String doing = redact.apply(entry.getValue().doing()).replaceAll("\\p{Cntrl}", " ");
            int room = Math.max(1, columns - width - took.length() - 8);
            out.println("  " + terminal.cyan(String.valueOf(spin)) + " " + terminal.bold(host) + " "
                    + padded(cut(doing, room), room) + " " + terminal.dim(took));
            shown++;
            drawn++;
            for (var line : entry.getValue().lines()) {
                out.println(terminal.dim("      │ " + cut(redact.apply(line), Math.max(1, columns - 10))));
                drawn++;
            }
        }
        out.flush();
    }

    /** Where several hosts are at a task: which one of the play's it is, and how many are done. */
    private void progress() {
        if (open == null || playing < 2) {
            return;
        }
        String took = RecapText.seconds(Duration.ofNanos(System.nanoTime() - open.since));
        String done =
                "task " + begun + ": " + open.ended.size() + " of " + (open.ended.size() + busy.size()) + " hosts";
        out.println(terminal.dim(cut("  " + done + ", " + took, columns - 1)));
        drawn++;
    }

    private static String cut(String text, int room) {
        return text.length() <= room ? text : text.substring(0, Math.max(0, room - 1)) + "…";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Takes the lines that are drawn again off the terminal. */
    @Override
    public void close() {
        lock.lock();
        try {
            endTask();
            erase();
            closed = true;
            closing.signalAll();
            out.flush();
        } finally {
            lock.unlock();
        }
    }
}
