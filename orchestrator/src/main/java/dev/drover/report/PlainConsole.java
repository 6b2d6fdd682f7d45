package dev.drover.report;

import dev.drover.run.Outcome;
import dev.drover.run.RunEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reports as lines in the shape that Ansible's users and their scripts know: for pipes, files and CI logs. */
public final class PlainConsole implements Report {

    private static final int WIDTH = 79;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<String> out;
    private final Consumer<String> failures;
    private final Terminal terminal;
    private final Style style;
    /** The headline of a task that nothing has been shown of yet. */
    private Optional<String> held = Optional.empty();

    private Optional<RunEvent.CustomStats> stats = Optional.empty();

    /** @param diff whether changes are shown */
    public PlainConsole(Consumer<String> out, Terminal terminal, boolean diff, int verbosity) {
        this(out, terminal, Style.of(diff, verbosity));
    }

    public PlainConsole(Consumer<String> out, Terminal terminal, Style style) {
        this(out, out, terminal, style);
    }

    /**
     * @param out takes a line
     * @param failures takes those about what failed
     */
    public PlainConsole(Consumer<String> out, Consumer<String> failures, Terminal terminal, Style style) {
        this.failures = failures;
        this.out = text -> {
            held.ifPresent(title -> {
                held = Optional.empty();
                headline(out, title);
            });
            out.accept(text);
        };
        this.terminal = terminal;
        this.style = style;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.PlayStarted play -> {
                held = Optional.empty();
                header("PLAY [" + play.name() + "]" + style.mark());
            }
            case RunEvent.BatchStarted batch -> {
                if (batch.of() > 1) {
                    out.accept("");
                    out.accept(
                            "batch " + batch.number() + " of " + batch.of() + ": " + String.join(", ", batch.hosts()));
                }
            }
            case RunEvent.StageStarted(var stage, var hosts) -> {
                out.accept("");
                out.accept("rollout: " + stage + ": " + String.join(", ", hosts));
            }
            case RunEvent.TaskStarted(var task) -> {
                held = Optional.of(title(task));
                if (style.skipped() && style.ok()) {
                    release();
                }
            }
            case RunEvent.HostBusy(var host, var doing) -> {
                if (style.starts()) {
                    out.accept(" [started TASK: " + doing + " on " + host + "]");
                }
            }
            case RunEvent.ItemFinished item ->
                outcome(item.host(), item.outcome(), " => (item=" + item.item() + ")", item.task());
            case RunEvent.TaskFinished finished -> {
                boolean itemsSaidIt = finished.task().loops()
                        && finished.outcome().result().fields().containsKey("results")
                        && !(finished.outcome().result().fields().containsKey("skipped_reason"));
                if (!itemsSaidIt || finished.outcome().status() == Outcome.Status.UNREACHABLE) {
                    String host = finished.delegate()
                            .map(other -> finished.host() + " -> " + other)
                            .orElse(finished.host());
                    outcome(host, finished.outcome(), "", finished.task());
                } else if (finished.outcome().ignored()) {
                    out.accept(terminal.cyan("...ignoring"));
                }
            }
            case RunEvent.Included included ->
                out.accept(terminal.cyan("included: " + included.name() + " for " + String.join(", ", included.hosts())
                        + included.item().map(item -> " => (item=" + item + ")").orElse("")));
            case RunEvent.Retrying retry ->
                out.accept("FAILED - RETRYING: [" + retry.host() + "]: "
                        + retry.task().name() + " (" + (retry.of() - retry.attempt()) + " retries left).");
            case RunEvent.Interrupted() -> out.accept(terminal.yellow(RecapText.INTERRUPTED));
            case RunEvent.Output(var host, var task, var stream, var line) ->
                out.accept(host + " | "
                        + (stream == RunEvent.Stream.STDERR ? terminal.yellow(LiveText.of(line)) : LiveText.of(line)));
            case RunEvent.Waiting waiting -> {
                if (waiting.elapsed().compareTo(PATIENCE) >= 0) {
                    out.accept(LiveText.of(waiting));
                }
            }
            case RunEvent.Warning warning ->
                out.accept(terminal.yellow("[WARNING]: " + warning.message()
                        + (warning.origin().known() ? " (" + warning.origin() + ")" : "")));
            case RunEvent.NoHosts(var message) -> out.accept("skipping: " + message);
            case RunEvent.HostTraffic traffic -> {}
            case RunEvent.CustomStats figures -> stats = Optional.of(figures);
            case RunEvent.RunFinished finished -> {
                held = Optional.empty();
                header("PLAY RECAP");
                RecapText.of(finished.recaps(), terminal).forEach(out);
                out.accept("");
                out.accept(RecapText.summary(finished.recaps(), finished.tasks(), finished.took()));
                stats.filter(figures -> style.stats()).ifPresent(figures -> {
                    header("CUSTOM STATS:");
                    StatsText.of(figures).forEach(out);
                });
                if (style.checking() && style.marks()) {
                    header("DRY RUN");
                }
            }
        }
    }

    /** The name of a task as it is printed above its hosts. */
    String title(RunEvent.TaskLabel task) {
        return (task.handler() ? "RUNNING HANDLER [" : "TASK [") + task.name() + "]" + style.mark();
    }

    /** The headline that waits is printed, or will not be. */
    private void release() {
        held.ifPresent(title -> {
            held = Optional.empty();
            header(title);
        });
    }

    private void header(String text) {
        headline(out, text);
    }

    private void headline(Consumer<String> to, String text) {
        to.accept("");
        to.accept(terminal.bold(text) + " " + "*".repeat(Math.max(3, WIDTH - text.length() - 1)));
    }

    private void outcome(String host, Outcome outcome, String item, RunEvent.TaskLabel task) {
        if (outcome.status() == Outcome.Status.SKIPPED && !style.skipped()
                || outcome.status() == Outcome.Status.OK && !style.ok()) {
            return;
        }
        if (style.diff()) {
            diff(outcome);
        }
        var result = outcome.result();
        boolean show = style.verbosity() > 0
                || task.module().equals("debug") && !outcome.result().skipped();
        String fields = show && !outcome.ends() ? ResultText.arrow(result, style) : "";
        switch (outcome.status()) {
            case OK -> out.accept(terminal.green("ok: [" + host + "]" + item + fields));
            case CHANGED -> out.accept(terminal.yellow("changed: [" + host + "]" + item + fields));
            case SKIPPED -> out.accept(terminal.cyan("skipping: [" + host + "]" + item + fields));
            case FAILED -> failure(item.isEmpty() ? "fatal" : "failed", host, "FAILED!", outcome, item, task);
            case UNREACHABLE -> failure("fatal", host, "UNREACHABLE!", outcome, item, task);
        }
    }

    private void failure(
            String word, String host, String shout, Outcome outcome, String item, RunEvent.TaskLabel task) {
        release();
        List<String> lines = ResultText.failure(outcome.result());
        failures.accept(terminal.red(word + ": [" + host + "]" + item + ": " + shout + " => " + lines.getFirst()));
        lines.subList(1, lines.size()).forEach(line -> failures.accept(terminal.red("    " + line)));
        String origin = ResultText.origin(outcome.result());
        failures.accept(terminal.dim("    at " + (origin.isEmpty() ? task.origin() : origin)));
        if (outcome.ignored()) {
            out.accept(terminal.cyan("...ignoring"));
        }
    }

    private void diff(Outcome outcome) {
        for (var line : DiffText.of(outcome.diff(), style.context())) {
            out.accept(line.startsWith("+") ? terminal.green(line) : line.startsWith("-") ? terminal.red(line) : line);
        }
    }
}
