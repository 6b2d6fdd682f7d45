package dev.drover.module.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeTasks;
import dev.drover.value.Value;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four ways of looking at a module that writes files, on nodes with coreutils and with busybox alone. */
@OnNodes(clean = false)
@OnNodes(image = OnNodes.Kind.BUSYBOX, clean = false)
class FilesNodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "file: {path: /srv/a dir, state: directory, mode: '0750'} ~ stat -c %a '/srv/a dir' ~ 750",
                "file: {path: /srv/link, src: /etc/passwd, state: link} ~ readlink /srv/link ~ /etc/passwd",
                "copy: {content: \"it's\", dest: /srv/copied, mode: '0600'} ~ stat -c %a /srv/copied | tr -d '\\n'; cat /srv/copied ~ 600it's",
                "lineinfile: {path: /srv/lines, line: hello, create: true} ~ cat /srv/lines ~ hello",
                "command: {cmd: touch /srv/made, creates: /srv/made} ~ ls /srv/made ~ /srv/made",
                "shell: {cmd: 'echo a | cat >/srv/piped', creates: /srv/piped} ~ cat /srv/piped ~ a"
            })
    void settlesAfterOneRun(
            String task, String look, String seen, LabNode debian, @OnNodes.Of(OnNodes.Kind.BUSYBOX) LabNode busybox) {
        for (var node : List.of(debian, busybox)) {
            var tasks = new NodeTasks(node);
            node.sh("mkdir -p /srv");

            assertThat(tasks.check(task)).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task)).as(node + task).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task)).as(node + task).matches(result -> !result.changed() && !result.failed());
            assertThat(node.sh(look).strip()).isEqualTo(seen);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "file: {path: /nowhere/at/all, state: file} ~ /nowhere/at/all",
                "copy: {content: x, dest: /nowhere/x} ~ /nowhere",
                "lineinfile: {path: /nowhere/lines, line: x} ~ /nowhere/lines",
                "command: {argv: [/nowhere/program]} ~ /nowhere/program",
            })
    void saysWhatFailed(String task, String named, LabNode debian) {
        var result = new NodeTasks(debian).run(task);

        assertThat(result.failed()).isTrue();
        assertThat(result.fields().getOrDefault("msg", Value.NIL).toString()).contains(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"/etc/passwd ~ true", "/nowhere ~ false"})
    void statTellsWhatIsThere(
            String path, boolean there, LabNode debian, @OnNodes.Of(OnNodes.Kind.BUSYBOX) LabNode busybox) {
        for (var node : List.of(debian, busybox)) {
            var result = new NodeTasks(node).run("stat: {path: " + path + "}");

            assertThat(result.changed()).isFalse();
            assertThat(((Value.Mapping) result.fields().get("stat")).get("exists"))
                    .contains(Value.of(there));
        }
    }
}
