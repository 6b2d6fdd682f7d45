package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.Diff;
import dev.drover.module.Result;
import dev.drover.run.Outcome;
import dev.drover.run.Recap;
import dev.drover.run.RunEvent;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The shape is that of ansible-playbook's default output, which scripts read. */
class PlainConsoleTest {

    private final List<String> lines = new ArrayList<>();
    private final PlainConsole console = new PlainConsole(lines::add, new Terminal(Optional.empty(), false), true, 0);

    @Test
    void namesPlaysTasksAndHandlers() {
        console.accept(new RunEvent.PlayStarted("web", List.of("a"), 1));
        console.accept(new RunEvent.TaskStarted(label("nginx : install", false)));
        console.accept(new RunEvent.TaskStarted(new RunEvent.TaskLabel("reload", true, false, "command", Origin.NONE)));

        assertThat(lines)
                .filteredOn(line -> !line.isEmpty())
                .satisfiesExactly(
                        line -> assertThat(line).matches("PLAY \\[web] \\*+").hasSizeGreaterThanOrEqualTo(79),
                        line -> assertThat(line).matches("TASK \\[nginx : install] \\*+"),
                        line -> assertThat(line).matches("RUNNING HANDLER \\[reload] \\*+"));
    }

    @Test
    void tellsHowTasksEnded() {
        finish(Outcome.Status.OK, Result.UNCHANGED, false);
        finish(Outcome.Status.CHANGED, Result.CHANGED, false);
        finish(Outcome.Status.SKIPPED, Result.skipped("no"), false);

        assertThat(lines).containsExactly("ok: [a]", "changed: [a]", "skipping: [a]");
    }

    @Test
    void tellsWhyTasksFailed() {
        finish(Outcome.Status.FAILED, Result.failed("it broke").with("stderr", "because\nof that"), true);

        assertThat(lines)
                .containsExactly(
                        "fatal: [a]: FAILED! => it broke",
                        "    because",
                        "    of that",
                        "    at site.yml:3:7",
                        "...ignoring");
    }

    @Test
    void tellsOfUnreachableHosts() {
        finish(Outcome.Status.UNREACHABLE, Result.failed("no route to host"), false);

        assertThat(lines.getFirst()).isEqualTo("fatal: [a]: UNREACHABLE! => no route to host");
    }

    @Test
    void tellsOfItems() {
        console.accept(
                new RunEvent.ItemFinished("a", label("t", true), "x", outcome(Outcome.Status.OK, Result.UNCHANGED)));
        console.accept(new RunEvent.ItemFinished(
                "a", label("t", true), "y", outcome(Outcome.Status.FAILED, Result.failed("bad"))));

        assertThat(lines.get(0)).isEqualTo("ok: [a] => (item=x)");
        assertThat(lines.get(1)).startsWith("failed: [a]").contains("(item=y)").contains("bad");
    }

    @Test
    void namesTheHostThatATaskRanOn() {
        console.accept(new RunEvent.TaskFinished(
                "a", label("t", false), outcome(Outcome.Status.OK, Result.UNCHANGED), Optional.of("b"), Duration.ZERO));

        assertThat(lines).containsExactly("ok: [a -> b]");
    }

    @Test
    void printsDifferencesBeforeTheHost() {
        var outcome = new Outcome(Outcome.Status.CHANGED, Result.CHANGED, false, Diff.text("/f", "a\n", "b\n"));
        console.accept(new RunEvent.TaskFinished("a", label("t", false), outcome, Optional.empty(), Duration.ZERO));

        assertThat(lines).containsSubsequence("--- before: /f", "+++ after: /f", "-a", "+b", "changed: [a]");
    }

    @Test
    void endsWithTheRecap() {
        console.accept(
                new RunEvent.RunFinished(Map.of("web1", new Recap(5, 2, 0, 0, 1, 0, 0)), Duration.ofMillis(420), 6));

        assertThat(lines)
                .contains("web1                       : ok=5    changed=2    unreachable=0    failed=0    skipped=1    "
                        + "rescued=0    ignored=0   ")
                .endsWith("1 node, 6 tasks, 2 changes, 0.4 s");
    }

    @Test
    void showsWhatDebugSays() {
        var label = new RunEvent.TaskLabel("t", false, false, "debug", new Origin("site.yml", 3, 7));
        var outcome = outcome(Outcome.Status.OK, Result.UNCHANGED.with("msg", Value.of("hello\n\"you\"")));
        console.accept(new RunEvent.TaskFinished("a", label, outcome, Optional.empty(), Duration.ZERO));

        assertThat(String.join("\n", lines)).isEqualTo("""
                ok: [a] => {
                    "msg": "hello\\n\\"you\\""
                }""");
    }

    private void finish(Outcome.Status status, Result result, boolean ignored) {
        console.accept(new RunEvent.TaskFinished(
                "a",
                label("t", false),
                new Outcome(status, result, ignored, Diff.NONE),
                Optional.empty(),
                Duration.ZERO));
    }

    private static Outcome outcome(Outcome.Status status, Result result) {
        return new Outcome(status, result, false, Diff.NONE);
    }

    private static RunEvent.TaskLabel label(String name, boolean loops) {
        return new RunEvent.TaskLabel(name, false, loops, "command", new Origin("site.yml", 3, 7));
    }
}
