package dev.drover.module.system;

import static dev.drover.module.PlanAssert.assertThat;
import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.FakeController;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** As ansible-core's cron edits the same files. */
class CronTest {

    private static final String FILE = """
            FOO="baz q"
            PATH="/bin:/x"
            #Ansible: a job
            */5 1,2 * * * root echo hi 50%
            #Ansible: second
            #@daily root x
            """;

    @Test
    void appendsAJob() {
        edits(
                "cron: {name: third, job: x, weekday: mon, month: jan, day: 1, cron_file: jobs, user: root}",
                FILE + "#Ansible: third\n* * 1 jan mon root x\n");
    }

    @Test
    void changesAJobInItsPlace() {
        edits(
                "cron: {name: a job, job: echo changed, cron_file: jobs, user: bin}",
                FILE.replace("*/5 1,2 * * * root echo hi 50%", "* * * * * bin echo changed"));
    }

    @Test
    void settlesWhereTheJobIsThere() {
        settles("cron: {name: second, job: x, special_time: daily, disabled: true, cron_file: jobs, user: root}");
        settles("cron: {name: none, state: absent, cron_file: jobs}");
        settles("cron: {name: FOO, value: baz q, env: true, cron_file: jobs}");
    }

    @Test
    void removesAJob() {
        edits(
                "cron: {name: second, state: absent, cron_file: jobs}",
                FILE.replace("#Ansible: second\n#@daily root x\n", ""));
    }

    @Test
    void setsVariables() {
        edits("cron: {name: MAILTO, value: '', env: true, cron_file: jobs}", "MAILTO=\"\"\n" + FILE);
        edits(
                "cron: {name: A, value: b, env: true, insertafter: FOO, cron_file: jobs}",
                FILE.replace("PATH=", "A=\"b\"\nPATH="));
        edits("cron: {name: FOO, state: absent, env: true, cron_file: jobs}", FILE.replace("FOO=\"baz q\"\n", ""));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> module("cron: {name: x, job: y, cron_file: jobs}"))
                .hasMessage("module \"cron\": user is required with cron_file: who runs the job");
        assertThatThrownBy(() -> module("cron: {name: x, job: y, special_time: daily, hour: 1}"))
                .hasMessage("module \"cron\": special_time can't be given together with other times");
    }

    private static void edits(String task, String after) {
        given(task).changes("/etc/cron.d/jobs", after);
    }

    private static void settles(String task) {
        given(task).settles();
    }

    private static dev.drover.module.PlanAssert given(String task) {
        var path = new NodePath("/etc/cron.d/jobs");
        return assertThat(
                        module(task, new FakeController(Path.of(".")).diffing()).plan())
                .given(new FileText(path), FileText.Contents.of(FILE))
                .given(PathState.following(path), new PathState.Missing(path.text()));
    }
}
