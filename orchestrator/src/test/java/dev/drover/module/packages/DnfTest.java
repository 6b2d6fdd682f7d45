package dev.drover.module.packages;

import static dev.drover.module.PlanAssert.assertThat;
import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.Output;
import org.junit.jupiter.api.Test;

/** What dnf and apk are asked for, given what the node has. */
class DnfTest {

    @Test
    void isContentWithWhatIsInstalled() {
        assertThat(module("dnf: {name: [a, b]}").plan())
                .given(rpm("", "'a' 'b'"), Answer.of("there a\nthere b\n"))
                .settles();
        assertThat(module("yum: {name: a, state: absent}").plan())
                .given(rpm("", "'a'"), Answer.of("missing a\n"))
                .settles();
    }

    @Test
    void installsWhatIsMissing() {
        assertThat(script("dnf: {name: [a, b], enablerepo: x}", "--enablerepo=x", "'a' 'b'", "there a\nmissing b\n"))
                .isEqualTo("dr_dnf '' -y '--enablerepo=x' 'install' 'b'");
        assertThat(script("yum: {name: a, state: absent, update_cache: true}", "", "'a'", "there a\n"))
                .isEqualTo("dr_dnf '1' -y  'remove' 'a'");
    }

    @Test
    void upgradesWhatIsOutdated() {
        var look = new Output(Script.of("dr_rpm {} {} {}", "1", "", java.util.List.of("a", "b")));
        var change = assertThat(module("dnf: {name: [a, b], state: latest}").plan())
                .given(look, Answer.of("outdated a\nthere b\n"))
                .changes();
        assertThat(change.script().sh().text()).isEqualTo("dr_dnf '' -y  'upgrade' 'a'");
    }

    @Test
    void apkTellsItselfWhatItWouldDo() {
        var look = new Output(Script.of("apk add --simulate    'a'"));
        assertThat(module("apk: {name: a}").plan())
                .given(look, Answer.of("OK: 8 MiB in 15 packages\n"))
                .settles();
        var change = assertThat(module("apk: {name: a}").plan())
                .given(look, Answer.of("(1/1) Installing a (1.0)\nOK: 9 MiB in 16 packages\n"))
                .changes();
        assertThat(change.script().sh().text()).isEqualTo("apk add -q    'a'");
    }

    private static Output rpm(String options, String names) {
        var list = java.util.Arrays.stream(names.replace("'", "").split(" ")).toList();
        return new Output(Script.of("dr_rpm {} {} {}", "", options, list));
    }

    private static String script(String task, String options, String names, String said) {
        return assertThat(module(task).plan())
                .given(rpm(options, names), Answer.of(said))
                .changes()
                .script()
                .sh()
                .text();
    }
}
