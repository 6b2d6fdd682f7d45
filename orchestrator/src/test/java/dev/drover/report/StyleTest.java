package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.Diff;
import dev.drover.module.Result;
import dev.drover.run.Outcome;
import dev.drover.run.Recap;
import dev.drover.run.RunEvent;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of Ansible's console do; the shapes are what ansible-core 2.21 prints. */
class StyleTest {

    private final List<String> lines = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void hidesWhatIsSkippedOrUnchangedWithTheHeadlinesOfTasksThatHaveNothingElse() {
        var console = console(new Style(false, 3, 0, false, false, false, false, false, false, false));
        console.accept(Events.play("web"));
        console.accept(new RunEvent.TaskStarted(Events.task("one")));
        console.accept(Events.finished("a", "one", Events.skipped()));
        console.accept(Events.finished("b", "one", Events.ok()));
        console.accept(new RunEvent.TaskStarted(Events.task("two")));
        console.accept(Events.finished("a", "two", Events.ok()));
        console.accept(Events.finished("b", "two", Events.changed("", "")));

        assertThat(shown()).containsExactly("PLAY [web]", "TASK [two]", "changed: [b]");
    }

    @Test
    void marksCheckModeAndTellsOfStarts() {
        var console = console(new Style(false, 3, 0, true, true, true, true, false, false, true));
        console.accept(Events.play("web"));
        console.accept(new RunEvent.TaskStarted(Events.task("one")));
        console.accept(new RunEvent.HostBusy("a", "one"));

        assertThat(shown())
                .containsExactly("PLAY [web] [CHECK MODE]", "TASK [one] [CHECK MODE]", " [started TASK: one on a]");
    }

    @Test
    void showsResultsAsYaml() {
        var console = console(new Style(false, 3, 0, true, true, false, false, true, false, false));
        var msg = new LinkedHashMap<String, Value>();
        msg.put("z", Value.of(1));
        msg.put(
                "a",
                Value.Sequence.of(
                        Value.of("x"),
                        Value.Mapping.of(Map.of("k", Value.of("v"))),
                        Value.Sequence.of(Value.of(1), Value.EMPTY_SEQUENCE)));
        msg.put("t", Value.of("yes"));
        msg.put("e", Value.EMPTY_MAPPING);
        console.accept(debug(Value.Mapping.of(msg)));
        console.accept(debug(Value.of("one\ntwo\n")));

        assertThat(String.join("\n", lines)).isEqualTo("""
                ok: [a] =>\s
                    msg:
                        a:
                        - x
                        -   k: v
                        -   - 1
                            - []
                        e: {}
                        t: 'yes'
                        z: 1
                ok: [a] =>\s
                    msg: |-
                        one
                        two""");
    }

    @Test
    void showsTheFiguresOfTheRunWhereThatIsWanted() {
        var stats = new RunEvent.CustomStats(Map.of("a", Map.of("h", Value.of(1))), Map.of("x", Value.of(2)));
        for (var wanted : List.of(false, true)) {
            var console = console(new Style(false, 3, 0, true, true, false, false, false, wanted, false));
            console.accept(stats);
            console.accept(Events.end());

            assertThat(lines.contains("\ta: {\"h\":1}") && lines.contains("\tRUN: {\"x\":2}"))
                    .isEqualTo(wanted);
        }
    }

    @Test
    void showsAsManyLinesAroundAChangeAsAreWanted() {
        var before = String.join(
                        "\n", IntStream.range(0, 9).mapToObj(String::valueOf).toList()) + "\n";
        var console = console(new Style(true, 1, 0, true, true, false, false, false, false, false));
        console.accept(Events.finished("a", "t", Events.changed(before, before.replace("4", "x"))));

        assertThat(lines).contains("@@ -4,3 +4,3 @@").doesNotContain(" 2");
    }

    @Test
    void tellsWhatFailedElsewhereWhereThatIsWanted() {
        var failures = new ArrayList<String>();
        var console =
                new PlainConsole(lines::add, failures::add, new Terminal(Optional.empty(), false), Style.of(false, 0));
        console.accept(new RunEvent.TaskStarted(Events.task("t")));
        console.accept(Events.finished("a", "t", Events.failed("bad")));

        assertThat(shown()).containsExactly("TASK [t]");
        assertThat(failures).containsExactly("fatal: [a]: FAILED! => bad", "    at site.yml:3:7");
    }

    @Test
    void keepsALogAndTheHostsThatFailed() throws Exception {
        var log = directory.resolve("log");
        var retry = directory.resolve("site.retry");
        var failed = new RunEvent.RunFinished(
                Map.of(
                        "b", new Recap(0, 0, 0, 1, 0, 0, 0),
                        "a", new Recap(0, 0, 1, 0, 0, 0, 0),
                        "c", new Recap(1, 0, 0, 0, 0, 0, 0)),
                Duration.ZERO,
                1);
        try (var report = Report.all(List.of(
                new LogFile(log, Events.NOON, "me", text -> text.replace("s3cret", "*"), Style.of(false, 0)),
                new RetryFile(retry, lines::add)))) {
            report.accept(Events.finished("a", "t", Events.failed("s3cret\n\u001b[2Jline")));
            report.accept(failed);
        }

        assertThat(Files.readAllLines(log).subList(0, 2))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("2026-05-04 12:00:00,000 p=\\d+ u=me n=ansible INFO\\| "
                                        + "fatal: \\[a]: FAILED! => \\*"),
                        line -> assertThat(line).endsWith("INFO|     line"));
        assertThat(retry).hasContent("a\nb\n");
        assertThat(lines).containsExactly("\tto retry, use: --limit @" + retry);
    }

    private static RunEvent.TaskFinished debug(Value msg) {
        var label = new RunEvent.TaskLabel("t", false, false, "debug", Origin.NONE);
        var outcome = new Outcome(Outcome.Status.OK, Result.UNCHANGED.with("msg", msg), false, Diff.NONE);
        return new RunEvent.TaskFinished("a", label, outcome, Optional.empty(), Duration.ZERO);
    }

    private PlainConsole console(Style style) {
        return new PlainConsole(lines::add, new Terminal(Optional.empty(), false), style);
    }

    /** What has been printed, without empty lines and the stars behind headlines. */
    private List<String> shown() {
        return lines.stream()
                .filter(line -> !line.isEmpty())
                .map(line -> line.replaceAll(" \\*+$", ""))
                .toList();
    }
}
