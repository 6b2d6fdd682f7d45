package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.Diff;
import dev.drover.module.Result;
import dev.drover.run.Outcome;
import dev.drover.run.RunEvent;
import dev.drover.value.Origin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeConsoleTest {

    private static final String OPENED =
            "\u001b\\[0Ksection_start:1777896000:drover_task_1\\[collapsed=true]\r\u001b\\[0K";
    private static final String CLOSED = "\u001b\\[0Ksection_end:1777896000:drover_task_1\r\u001b\\[0K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Redactor redactor = new Redactor();

    @TempDir
    Path repository;

    private Path deploy;

    @BeforeEach
    void checkOut() throws Exception {
        Files.createDirectories(repository.resolve(".git"));
        deploy = Files.createDirectories(repository.resolve("deploy, all"));
        Files.writeString(deploy.resolve("site.yml"), "");
    }

    @Test
    void foldsTasksAndKeepsFailuresInSight() {
        var console = console(Forge.GITHUB);
        console.accept(new RunEvent.TaskStarted(Events.task("100% sure")));
        console.accept(Events.finished("a", "100% sure", Events.ok()));
        console.accept(Events.finished("b", "100% sure", Events.failed("bad: 5%\nnews")));
        console.accept(Events.end());

        assertThat(lines().subList(0, 7))
                .containsExactly(
                        "::group::TASK [100%25 sure]",
                        "ok: [a]",
                        "::endgroup::",
                        "fatal: [b]: FAILED! => bad: 5%",
                        "    news",
                        "    at site.yml:3:7",
                        "::error file=deploy%2C all/site.yml,line=3,col=7,title=b%3A 100%25 sure::bad: 5%25%0Anews");
    }

    @Test
    void makesOneNoteOfTheSameFailureOfManyHosts() {
        var console = console(Forge.GITHUB);
        console.accept(new RunEvent.TaskStarted(Events.task("t")));
        for (int i = 1; i <= 40; i++) {
            console.accept(Events.finished("host" + i, "t", Events.failed("bad")));
        }
        console.accept(Events.finished("other", "t", Events.failed("worse")));
        console.close();

        assertThat(lines())
                .filteredOn(line -> line.startsWith("::error"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("title=host1%2C host2%2C host3 and 37 more%3A t"),
                        line -> assertThat(line).endsWith("title=other%3A t::worse"));
    }

    @Test
    void noteOfWhatIsNoFileOfTheRepositoryHasNoPlace() {
        var label = new RunEvent.TaskLabel("t", false, false, "command", new Origin("/etc/passwd", 1, 1));
        var console = console(Forge.GITHUB);
        console.accept(new RunEvent.TaskFinished("a", label, Events.failed("bad"), Optional.empty(), Duration.ZERO));
        console.close();

        assertThat(lines()).contains("::error title=a%3A t::bad");
    }

    @Test
    void foldsSectionsInGitLab() {
        var console = console(Forge.GITLAB);
        console.accept(new RunEvent.TaskStarted(Events.task("t")));
        console.accept(Events.finished("a", "t", Events.ok()));
        console.close();

        assertThat(text())
                .isEqualTo("\u001b[0Ksection_start:1777896000:drover_task_1[collapsed=true]\r\u001b[0KTASK [t]\n"
                        + "ok: [a]\n\u001b[0Ksection_end:1777896000:drover_task_1\r\u001b[0K\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::set-output name=x::y",
                "x\n::error::y",
                "x\r::add-path::/evil",
                "x\r\n\t ::stop-commands::y",
                "\u00a0\u2003::add-mask::x",
                "\u200b::debug::x",
                "\u001b[31m::warning::x",
                "##[stop-commands]y",
                "x ##[set-output name=a]y",
                "x\u0085::error::y",
                "\u001b[0Ksection_start:1:x[collapsed=true]\r\u001b[0Khidden",
                "\u001b[0\u001b[KKsection_end:1:drover_task_1\r\u001b[0K",
                "\u009b0Ksection_start:1:x\r\u009b0K",
                "\u001b]0;title\u0007x\u001b[2J\u001b[H",
                "::endgroup::",
                "%0A::error::y"
            })
    void nothingThatANodeSaysIsObeyed(String hostile) {
        for (var forge : List.of(Forge.GITHUB, Forge.GITLAB)) {
            bytes.reset();
            var console = console(forge);
            console.accept(Events.play(hostile));
            console.accept(new RunEvent.TaskStarted(Events.task(hostile)));
            console.accept(new RunEvent.Warning(hostile, Origin.NONE));
            console.accept(new RunEvent.ItemFinished("a", Events.task("t"), hostile, Events.failed(hostile)));
            var result = new Result(
                    false,
                    true,
                    false,
                    Map.of("msg", Events.value(hostile), "stderr", Events.value(hostile + "\n" + hostile)),
                    List.of());
            console.accept(Events.finished(
                    hostile,
                    hostile,
                    new Outcome(Outcome.Status.FAILED, result, false, Diff.text(hostile, hostile, "x"))));
            console.accept(new RunEvent.Included(Events.task("t"), hostile, List.of(hostile), Optional.of(hostile)));
            console.accept(new RunEvent.NoHosts(hostile));
            console.close();

            assertThat(obeyed(forge)).as(forge + ": " + text()).isEmpty();
        }
    }

    /** Commands that a runner would find in the log, but for those that are ours. */
    private List<String> obeyed(Forge forge) {
        if (forge == Forge.GITLAB) {
            var rest = text().replaceFirst(OPENED, "").replaceFirst(CLOSED, "").replaceAll("\u001b\\[[0-9;]*m", "");
            return rest.matches("(?s).*[\u001b\u009b\r].*") ? List.of(rest) : List.of();
        }
        return List.of(text().split("[\r\n\u0085\u2028]")).stream()
                .filter(line -> line.contains("##[")
                        || line.strip().replaceAll("^[\\p{Z}\\p{C}]+", "").startsWith("::"))
                .filter(line -> !line.startsWith("::group::TASK [")
                        && !line.equals("::endgroup::")
                        && !line.matches("::error (file=|title=).*"))
                .toList();
    }

    @Test
    void neverShowsASecretInACommand() {
        redactor.add("s3cret%word\nof two lines of text");
        var console = console(Forge.GITHUB);
        console.accept(Events.finished("a", "t", Events.failed("it is s3cret%word\nof two lines of text")));
        console.close();

        assertThat(text()).doesNotContain("s3cret").contains("::it is $REDACTED$");
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB_ACTIONS, true, GITHUB",
        "GITEA_ACTIONS, true, GITHUB",
        "FORGEJO_ACTIONS, true, GITHUB",
        "GITLAB_CI, true, GITLAB",
        "CI, true, OTHER",
        "CI, false, NONE",
        "HOME, /root, NONE"
    })
    void isToldByTheEnvironment(String name, String value, Forge forge) {
        assertThat(Forge.of(Map.of(name, value))).isEqualTo(forge);
    }

    private ForgeConsole console(Forge forge) {
        var printer = new Printer(new PrintStream(bytes, false, StandardCharsets.UTF_8), redactor::redact, forge);
        var plain = new PlainConsole(printer, new Terminal(Optional.empty(), false), true, 0);
        return new ForgeConsole(printer, forge, Events.NOON, Checkout.around(deploy), plain);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return text().lines().toList();
    }
}
