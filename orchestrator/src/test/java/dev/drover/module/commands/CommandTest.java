package dev.drover.module.commands;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.FakeController;
import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class CommandTest {

    @Parameter
    List<String> shell;

    @TempDir
    Path home;

    @Test
    void passesWordsOnAsTheyAre() {
        var result = run("command: 'printf \"<%s>\" \"a  b\" ; * ''$NOPE'' ${NOPE} \\$x'");

        assertThat(field(result, "stdout")).isEqualTo("<a  b><;><*><$NOPE><${NOPE}><$x>");
        assertThat(result.changed()).isTrue();
    }

    @Test
    void tellsWhatFailed() {
        var result = run("shell: 'echo out; echo err >&2; exit 3'");

        assertThat(result.failed()).isTrue();
        assertThat(field(result, "rc")).isEqualTo("Int[value=3]");
        assertThat(field(result, "stdout")).isEqualTo("out");
        assertThat(field(result, "stderr")).isEqualTo("err");
        assertThat(field(result, "msg")).isEqualTo("The command exited with a non-zero return code.");
    }

    @Test
    void aProgramThatIsNotThereIsNoBuiltinOfTheShell() {
        assertThat(field(run("command: nopecmd hi"), "rc")).isEqualTo("Int[value=2]");
        assertThat(run("command: cd /").failed()).isTrue();
    }

    @Test
    void isNeedlessWhereItsFileIsThere() {
        var result = run("command: {cmd: echo hi, creates: /etc/pass*}");

        assertThat(result.changed()).isFalse();
        assertThat(field(result, "stdout")).isEqualTo("skipped, since /etc/pass* exists");
        assertThat(run("command: {cmd: echo hi, removes: nope}").changed()).isFalse();
        assertThat(run("command: {cmd: echo hi, creates: nope}").changed()).isTrue();
    }

    @Test
    void readsItsInputInItsDirectory() {
        var result = run("shell: {cmd: 'pwd; cat', chdir: /, stdin: hello}");

        assertThat(field(result, "stdout")).isEqualTo("/\nhello");
        assertThat(field(run("shell: {cmd: pwd, chdir: /nope}"), "msg"))
                .isEqualTo("Unable to change directory before execution.");
    }

    @Test
    void isSkippedInCheckMode() {
        var controller = new FakeController(home).checking();

        var result = new Plans(script -> fail(), true)
                .run(module("shell: touch x", controller).plan());

        assertThat(result.skipped()).isTrue();
        assertThat(result.changed()).isFalse();
    }

    private static dev.drover.node.Answer fail() {
        throw new AssertionError("nothing may run");
    }

    private Result run(String task) {
        return new Plans(new LocalShell(home, shell), false).run(module(task).plan());
    }

    private static String field(Result result, String name) {
        return result.fields().get(name).toString();
    }
}
