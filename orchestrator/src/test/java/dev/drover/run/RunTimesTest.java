package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.ArgumentException;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times of commands, and handlers that are not there. */
class RunTimesTest {

    private static final BiFunction<String, Script, Answer> FINE = (host, script) -> Answer.of(0, "", "");

    @TempDir
    Path directory;

    /** A clock that shows one time after the other. */
    private static Clock showing(String... times) {
        Iterator<Instant> shown = List.of(times).stream().map(Instant::parse).iterator();
        InstantSource source = shown::next;
        return source.withZone(ZoneOffset.UTC);
    }

    @Test
    void tellWhenACommandRanAndHowLong() throws Exception {
        var run = new Engine(directory, FINE)
                .inventory("a,")
                .clock(showing("2026-01-02T03:04:05Z", "2026-01-03T04:04:06.000789Z"))
                .run("""
                        - hosts: a
                          gather_facts: false
                          tasks: [{name: run, command: "true"}]
                        """);

        var fields = run.outcome("a", "run").result().fields();
        assertThat(fields.get("start")).hasToString("2026-01-02 03:04:05");
        assertThat(fields.get("end")).hasToString("2026-01-03 04:04:06.000789");
        assertThat(fields.get("delta")).hasToString("1 day, 1:00:01.000789");
    }

    @Test
    void aHandlerThatIsNotThereEndsTheRun() {
        var engine = new Engine(directory, FINE).inventory("a,");

        assertThatThrownBy(() -> engine.run("""
                        - hosts: a
                          gather_facts: false
                          tasks:
                            - {name: run, command: "true", notify: "{{ 'no' }} such"}
                        """))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("no handler has the name \"no such\"");
    }

    @Test
    void nothingIsRetriedWithoutRetries() throws Exception {
        var run = new Engine(directory, (host, script) -> Answer.of(1, "", ""))
                .inventory("a,")
                .run("""
                        - hosts: a
                          gather_facts: false
                          tasks: [{name: run, command: "false", retries: 0, until: false}]
                        """);

        assertThat(run.outcome("a", "run").result().fields()).doesNotContainKey("attempts");
        assertThat(run.pauses()).isEqualTo(List.<Duration>of());
    }
}
