package dev.drover.report;

import dev.drover.run.Outcome;
import dev.drover.run.Recap;
import dev.drover.run.RunEvent;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A run as a page of Markdown: the recap as a table, what failed, what was changed. For summaries of jobs and for comments. */
public final class MarkdownReport implements Report {

    /** GitHub takes no summary that is larger than 1 MiB, all steps' together. */
    private static final int MOST_BYTES = 1_000_000;
    /** Of a single text: one long log must not take the place of all else. */
    private static final int MOST_OF_ONE = 60_000;

    private static final String CUT = "\n\n*The rest is left out: the summary would be too long.*\n";

    private final Path file;
    private final boolean appends;
    private final boolean diff;
    private final UnaryOperator<String> redact;
    /** What failed, and on which hosts. */
    private final Map<Failure, Set<String>> failures = new LinkedHashMap<>();
    /** What was changed, and on which hosts. */
    private final Map<Change, Set<String>> changes = new LinkedHashMap<>();

    private String recap = "";
    private String figures = "";

    private record Change(String task, String text) {}

    private record Failure(String word, RunEvent.TaskLabel task, String text) {}

    /**
     * @param appends whether what the file holds stays in front of it
     * @param diff whether what was changed is told
     */
    public MarkdownReport(Path file, boolean appends, boolean diff, UnaryOperator<String> redact) {
        this.file = file;
        this.appends = appends;
        this.diff = diff;
        this.redact = redact;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.TaskFinished finished -> finished(finished);
            case RunEvent.ItemFinished item -> change(item.host(), item.task(), item.outcome());
            case RunEvent.CustomStats stats -> figures = figures(stats);
            case RunEvent.RunFinished finished -> recap = recap(finished);
            default -> {} // not worth a line of a summary
        }
    }

    private void finished(RunEvent.TaskFinished finished) {
        var outcome = finished.outcome();
        if (!finished.task().loops()) {
            change(finished.host(), finished.task(), outcome);
        }
        if (outcome.ends()) {
            String word = outcome.status() == Outcome.Status.UNREACHABLE
                    ? "unreachable"
                    : finished.mended() ? "failed, and was rescued" : "failed";
            String text = String.join("\n", ResultText.failure(outcome.result()));
            failures.computeIfAbsent(new Failure(word, finished.task(), text), key -> new LinkedHashSet<>())
                    .add(finished.host());
        }
    }

    private String failure(Failure failure, Set<String> hosts) {
        var origin = failure.task().origin();
        return "- **%s** %s: %s%s\n\n%s\n"
                .formatted(
                        inline(String.join(", ", hosts)),
                        failure.word(),
                        inline(failure.task().name()),
                        origin.known() ? " (" + code(origin.toString()) + ")" : "",
                        fenced("", failure.text(), "  "));
    }

    private void change(String host, RunEvent.TaskLabel task, Outcome outcome) {
        var lines = diff ? DiffText.of(outcome.diff()) : List.<String>of();
        if (!lines.isEmpty()) {
            changes.computeIfAbsent(new Change(task.name(), String.join("\n", lines)), key -> new LinkedHashSet<>())
                    .add(host);
        }
    }

    private String recap(RunEvent.RunFinished finished) {
        var table = new StringBuilder(
                "| host | ok | changed | unreachable | failed | skipped | rescued | ignored |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
        finished.recaps()
                .forEach((host, recap) -> table.append("| ")
                        .append(mark(recap))
                        .append(' ')
                        .append(inline(host))
                        .append(" | %d | %d | %d | %d | %d | %d | %d |\n"
                                .formatted(
                                        recap.ok(),
                                        recap.changed(),
                                        recap.unreachable(),
                                        recap.failed(),
                                        recap.skipped(),
                                        recap.rescued(),
                                        recap.ignored())));
        return RecapText.summary(finished.recaps(), finished.tasks(), finished.took()) + "\n\n" + table;
    }

    private static String mark(Recap recap) {
        return recap.failed() + recap.unreachable() > 0 ? "❌" : recap.changed() > 0 ? "🟡" : "✅";
    }

    private String figures(RunEvent.CustomStats stats) {
        var table = new StringBuilder("\n### Figures\n\n| | | |\n|---|---|---|\n");
        stats.run().forEach((name, value) -> row(table, "", name, value));
        stats.hosts().forEach((host, each) -> each.forEach((name, value) -> row(table, host, name, value)));
        return table.toString();
    }

    private void row(StringBuilder table, String host, String name, Value value) {
        table.append("| ")
                .append(inline(host))
                .append(" | ")
                .append(inline(name))
                .append(" | ")
                .append(inline(ResultText.brief(value)))
                .append(" |\n");
    }

    @Override
    public void close() throws IOException {
        boolean exists = appends && Files.exists(file);
        long room = MOST_BYTES - (exists ? Files.size(file) : 0);
        String text = text(Math.max(0, room));
        if (appends) {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } else {
            ReportFile.write(file, text);
        }
    }

    /** As many of its parts as there is room for, the important ones first. */
    private String text(long room) {
        var parts = new ArrayList<String>();
        parts.add("## Drover\n\n" + (recap.isEmpty() ? "The run was given up before its end.\n" : recap));
        if (!failures.isEmpty()) {
            parts.add("\n### What failed\n\n");
            failures.forEach((failure, hosts) -> parts.add(failure(failure, hosts)));
        }
        if (!figures.isEmpty()) {
            parts.add(figures);
        }
        if (!changes.isEmpty()) {
            parts.add("\n### What was changed\n");
            changes.forEach((change, hosts) -> parts.add("\n<details><summary>%s: %s</summary>\n\n%s\n</details>\n"
                    .formatted(
                            inline(String.join(", ", hosts)),
                            inline(change.task()),
                            fenced("diff", change.text(), ""))));
        }
        var text = new StringBuilder();
        long left = room - CUT.length();
        for (var part : parts) {
            left -= part.getBytes(StandardCharsets.UTF_8).length;
            if (left < 0) {
                return room < CUT.length() ? "" : text.append(CUT).toString();
            }
            text.append(part);
        }
        return text.toString();
    }

    /** Text in a line or a cell, of which nothing is taken for Markdown or HTML. */
    private String inline(String text) {
        return clean(text)
                .replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|~#@!])", "\\\\$1");
    }

    private String code(String text) {
        return "`" + clean(text).replaceAll("[`\\s]+", " ") + "`";
    }

    /** A block that ends where it should, whatever is in it. */
    private String fenced(String language, String text, String indent) {
        String clean = clean(text.length() <= MOST_OF_ONE ? text : text.substring(0, MOST_OF_ONE) + "\n…");
        String fence = "```";
        while (clean.contains(fence)) {
            fence += "`";
        }
        return (fence + language + "\n" + clean + "\n" + fence)
                .lines()
                .map(line -> indent + line + "\n")
                .reduce("", String::concat);
    }

    private String clean(String text) {
        return String.join("\n", PrintableText.lines(redact.apply(text))).replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
