package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.run.RunEvent;
import dev.drover.value.Origin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveConsoleTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {30, 40, 80, 200})
    void drawsNoLineLongerThanTheTerminal(int columns) {
        try (var console = console(columns, UnaryOperator.identity())) {
            console.accept(new RunEvent.HostBusy("a", "short"));
            console.accept(
                    new RunEvent.HostBusy("a-very-long-name-of-a-host.in.a-long-domain.example.com", "x".repeat(300)));
            console.accept(new RunEvent.HostBusy("c", "two\nlines"));
            console.accept(new RunEvent.Warning("look", Origin.NONE));
        }

        assertThat(drawn())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    @Test
    void cutsWhatIsRedactedAlready() {
        try (var console = console(40, text -> text.replace("12345", "$REDACTED$"))) {
            console.accept(new RunEvent.HostBusy("a", "12345 ".repeat(20)));
            console.accept(new RunEvent.Warning("look", Origin.NONE));
        }

        assertThat(drawn())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(40).doesNotContain("12345"));
    }

    @Test
    void showsAFewOfManyHosts() {
        try (var console = console(80, UnaryOperator.identity())) {
            for (int i = 0; i < 20; i++) {
                console.accept(new RunEvent.HostBusy("host" + i, "something"));
            }
            console.accept(new RunEvent.Warning("look", Origin.NONE));
        }

        assertThat(text()).contains("and 12 more");
    }

    @Test
    void takesItsLinesOffAtTheEnd() {
        try (var console = console(80, UnaryOperator.identity())) {
            console.accept(new RunEvent.HostBusy("a", "something"));
            console.accept(new RunEvent.Warning("look", Origin.NONE));
        }

        assertThat(text()).endsWith("\u001b[1A\r\u001b[J");
    }

    @Test
    void saysOnceWhatIsTheSameOfManyHosts() {
        try (var console = console(80, UnaryOperator.identity())) {
            console.accept(new RunEvent.TaskStarted(Events.task("t")));
            for (int i = 1; i <= 40; i++) {
                console.accept(Events.finished("host" + i, "t", Events.failed("bad")));
            }
            console.accept(Events.finished("other", "t", Events.failed("worse")));
        }

        assertThat(text().lines())
                .contains("      failed: host1, host2, host3 and 37 more │ t", "      failed: other │ t")
                .containsOnlyOnce("        bad");
    }

    @Test
    void tellsHowManyHostsAreDone() {
        try (var console = console(80, UnaryOperator.identity())) {
            console.accept(Events.play("web"));
            console.accept(new RunEvent.TaskStarted(Events.task("t")));
            console.accept(new RunEvent.HostBusy("a", "t"));
            console.accept(new RunEvent.HostBusy("b", "t"));
            console.accept(Events.finished("b", "t", Events.ok()));
            console.accept(new RunEvent.Warning("look", Origin.NONE));
        }

        assertThat(text()).contains("  task 1: 1 of 2 hosts, 0.");
    }

    private LiveConsole console(int columns, UnaryOperator<String> redact) {
        var out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        return new LiveConsole(out, new Terminal(Optional.of(columns), false), Style.of(false, 0), redact, false);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The lines about hosts, without escape sequences. */
    private List<String> drawn() {
        return text().replaceAll("\u001b\\[[0-9]*[A-Za-z]|\r", "")
                .lines()
                .filter(line -> line.matches(" {2}\\S .*"))
                .toList();
    }
}
