package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.Result;
import dev.drover.node.Traffic;
import dev.drover.run.Outcome;
import dev.drover.run.RunEvent;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

    private final Redactor redactor = new Redactor();
    private final List<String> lines = new ArrayList<>();
    private final JsonLines report = new JsonLines(lines::add, Events.NOON, redactor::redact, true);

    @Test
    void tellsWhatIsRun() {
        report.begin("drover 1", List.of("site.yml"), true);

        assertThat(lines)
                .containsExactly("{\"type\":\"run_started\",\"time\":\"2026-05-04T12:00:00Z\",\"schema\":1,"
                        + "\"version\":\"drover 1\",\"playbooks\":[\"site.yml\"],\"check\":true}");
    }

    @Test
    void tellsHowATaskEnded() {
        report.accept(Events.play("web"));
        report.accept(Events.finished("a", "install", Events.changed("x\n", "y\n")));

        assertThat(lines.getLast())
                .isEqualTo(
                        "{\"type\":\"task_finished\",\"time\":\"2026-05-04T12:00:00Z\",\"play\":\"web\",\"host\":\"a\","
                                + "\"task\":\"install\",\"module\":\"command\",\"handler\":false,\"path\":\"site.yml\",\"line\":3,"
                                + "\"column\":7,\"seconds\":1.5,\"status\":\"changed\","
                                + "\"result\":{\"changed\":true,\"failed\":false},"
                                + "\"diff\":\"--- before: /f\\n+++ after: /f\\n@@ -1,1 +1,1 @@\\n-x\\n+y\\n\"}");
    }

    @Test
    void tellsOfTheRunAsAWholeAtItsEnd() {
        report.accept(Events.play("web"));
        report.accept(new RunEvent.HostTraffic("a", new Traffic(9, 3000, 5000, Duration.ofMillis(70))));
        report.accept(new RunEvent.CustomStats(Map.of(), Map.of("n", Value.of(1))));
        report.accept(Events.end());

        assertThat(lines.subList(1, 4))
                .allSatisfy(line -> assertThat(line).doesNotContain("\"play\""))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"round_trips\":9", "\"connect_seconds\":0.07"),
                        line -> assertThat(line).contains("\"run\":{\"n\":1}"),
                        line -> assertThat(line)
                                .contains("\"type\":\"run_finished\"", "\"hosts\":{\"a\":{\"ok\":5,\"changed\":2,"));
    }

    @Test
    void isJsonWhateverIsInIt() {
        var fields = Map.<String, Value>of(
                "text", Value.of("\u001b[31m\r\n\u0000\u009b\ud800 \"\\ \u2028 😀"),
                "many", new Value.Real(Double.POSITIVE_INFINITY),
                "big", new Value.Int(BigInteger.TEN.pow(30)));

        String line = JsonLine.of(fields, text -> text);

        assertThat(line)
                .contains("\"\\u001b[31m\\r\\n\\u0000\\u009b\\ud800 \\\"\\\\ \u2028 😀\"")
                .contains("\"many\":\"Infinity\"")
                .contains("\"big\":1" + "0".repeat(30));
    }

    @Test
    void holdsNoCommandOfGitHubsRunner() {
        var line = JsonLine.of(Map.of("x", Value.of("##[stop-commands]x")), text -> text);

        assertThat(line).isEqualTo("{\"x\":\"#\\u0023[stop-commands]x\"}");
    }

    @Test
    void redactsTextsNumbersAndNames() {
        redactor.add("pass\"word\\1");
        redactor.add("987654321");
        var fields = Map.<String, Value>of(
                "stdout", Value.of("it is pass\"word\\1"),
                "json", Value.of("{\"p\": \"pass\\\"word\\\\1\"}"),
                "pin", Value.of(987654321),
                "pass\"word\\1", Value.TRUE);
        report.accept(Events.finished(
                "a",
                "t",
                new Outcome(
                        Outcome.Status.OK,
                        new Result(false, false, false, fields, List.of()),
                        false,
                        dev.drover.module.Diff.NONE)));

        assertThat(lines.getLast())
                .contains("\"stdout\":\"it is $REDACTED$\"")
                .contains("\"json\":\"{\\\"p\\\": \\\"$REDACTED$\\\"}\"")
                .contains("\"pin\":\"$REDACTED$\"")
                .contains("\"$REDACTED$\":true")
                .doesNotContain("987654321", "word");
    }

    @Test
    void isWrittenAtOnce(@TempDir Path directory) throws Exception {
        var file = directory.resolve("run.jsonl");
        try (var streamed = JsonLines.into(file, Events.NOON, text -> text, false)) {
            streamed.accept(Events.play("web"));

            assertThat(Files.readString(file)).contains("play_started").endsWith("}\n");
        }
    }
}
