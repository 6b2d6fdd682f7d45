package dev.drover.report;

import dev.drover.run.Outcome;
import dev.drover.run.RunEvent;
import dev.drover.value.Origin;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports into the log of a forge's job: a section that can be folded for each task, what failed outside of them for all to see, and on
 * GitHub a note at the task's line in the playbook.
 */
public final class ForgeConsole implements Report {

    private final Printer printer;
    private final Forge forge;
    private final Clock clock;
    private final Checkout checkout;
    private final PlainConsole plain;
    /** Failures of the task that runs, by what they say; the same one of forty hosts is one note. */
    private final Map<Note, List<String>> notes = new LinkedHashMap<>();

    private int sections;
    private boolean open;

    private record Note(String level, Origin place, String task, String message) {}

    public ForgeConsole(Printer printer, Forge forge, Clock clock, Checkout checkout, PlainConsole plain) {
        this.printer = printer;
        this.forge = forge;
        this.clock = clock;
        this.checkout = checkout;
        this.plain = plain;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.TaskStarted(var task) -> {
                endTask();
                begin(plain.title(task));
            }
            case RunEvent.PlayStarted play -> {
                endTask();
                plain.accept(event);
            }
            case RunEvent.RunFinished finished -> {
                endTask();
                plain.accept(event);
            }
            case RunEvent.ItemFinished item -> {
                endSectionIf(item.outcome());
                plain.accept(event);
            }
            case RunEvent.TaskFinished finished -> {
                endSectionIf(finished.outcome());
                plain.accept(event);
                if (finished.outcome().ends()) {
                    note(finished);
                }
            }
            case RunEvent.Warning(var message, var origin) -> {
                plain.accept(event);
                if (forge == Forge.GITHUB && checkout.within(origin).known()) {
                    print(new Note("warning", checkout.within(origin), "", message), List.of());
                }
            }
            default -> plain.accept(event);
        }
    }

    private void endSectionIf(Outcome outcome) {
        if (outcome.ends()) {
            endSection();
        }
    }

    private void begin(String title) {
        sections++;
        open = true;
        String clean = printer.clean(title).replace('\n', ' ');
        switch (forge) {
            case GITHUB -> printer.command(GitHubCommand.group(clean));
            case GITLAB ->
                printer.command("\u001b[0Ksection_start:" + seconds() + ":" + section() + "[collapsed=true]\r\u001b[0K"
                        + clean);
            case OTHER, NONE -> printer.accept("\n" + clean);
        }
    }

    private void endSection() {
        if (!open) {
            return;
        }
        open = false;
        switch (forge) {
            case GITHUB -> printer.command(GitHubCommand.END_GROUP);
            case GITLAB -> printer.command("\u001b[0Ksection_end:" + seconds() + ":" + section() + "\r\u001b[0K");
            case OTHER, NONE -> {}
        }
    }

    private long seconds() {
        return clock.instant().getEpochSecond();
    }

    private String section() {
        return "drover_task_" + sections;
    }

    private void note(RunEvent.TaskFinished finished) {
        var outcome = finished.outcome();
        String message = String.join("\n", ResultText.failure(outcome.result()));
        var note = new Note(
                finished.mended() ? "warning" : "error",
                checkout.within(finished.task().origin()),
                finished.task().name() + (outcome.status() == Outcome.Status.UNREACHABLE ? ": unreachable" : ""),
                message);
        notes.computeIfAbsent(note, key -> new ArrayList<>()).add(finished.host());
    }

    private void endTask() {
        endSection();
        if (forge == Forge.GITHUB) {
            notes.forEach(this::print);
        }
        notes.clear();
    }

    private void print(Note note, List<String> hosts) {
        String who = TaskDetails.some(hosts);
        String title = who + (who.isEmpty() ? "" : ": ") + note.task();
        printer.command(new GitHubCommand(
                        note.level(),
                        note.place(),
                        printer.clean(title).replace('\n', ' '),
                        printer.clean(note.message()))
                .text());
    }

    /** Leaves no section open, also where the run was given up. */
    @Override
    public void close() {
        endTask();
    }
}
