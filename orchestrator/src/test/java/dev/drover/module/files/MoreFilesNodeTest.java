package dev.drover.module.files;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.FakeController;
import dev.drover.module.NodeTasks;
import dev.drover.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules that edit, look for and bring files, on nodes with coreutils and with busybox alone. */
@OnNodes(clean = false)
@OnNodes(image = OnNodes.Kind.BUSYBOX, clean = false)
class MoreFilesNodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "blockinfile: {path: /srv/block, block: 'a b', create: true, marker: '# {mark}'} ~ cat /srv/block ~ # BEGIN|a b|# END",
                "replace: {path: /srv/word, regexp: '^o(.)', replace: 'O\\1'} ~ cat /srv/word ~ One|two"
            })
    void settlesAfterOneRun(
            String task, String look, String seen, LabNode debian, @OnNodes.Of(OnNodes.Kind.BUSYBOX) LabNode busybox) {
        for (var node : List.of(debian, busybox)) {
            var tasks = new NodeTasks(node);
            node.sh("mkdir -p /srv; rm -f /srv/block; printf 'one\\ntwo\\n' >/srv/word");
            var before = node.sh("cat /srv/word; ls /srv");

            assertThat(tasks.check(task)).matches(result -> result.changed() && !result.failed());
            assertThat(node.sh("cat /srv/word; ls /srv")).isEqualTo(before);
            assertThat(tasks.run(task)).as(node + task).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task)).as(node + task).matches(result -> !result.changed() && !result.failed());
            assertThat(node.sh(look).strip().replace('\n', '|')).isEqualTo(seen);
        }
    }

    @Test
    void findsWhatMeetsAllConditions(LabNode debian, @OnNodes.Of(OnNodes.Kind.BUSYBOX) LabNode busybox) {
        for (var node : List.of(debian, busybox)) {
            node.sh(
                    "mkdir -p /srv/f/sub; cd /srv/f; echo hello >a.txt; echo x >.hid; echo y >sub/c.txt; ln -sf a.txt l");
            var tasks = new NodeTasks(node);

            var found = tasks.run("find: {paths: /srv/f, patterns: '*.txt', recurse: true, get_checksum: true}");
            assertThat(found.fields()).containsEntry("matched", Value.of(2)).containsEntry("examined", Value.of(5));
            assertThat(found.fields().get("files").toString()).contains("f572d396fae9206628714fb2ce00f72e94f2258f");
            assertThat(tasks.run("find: {paths: /srv/f, file_type: any, hidden: true}")
                            .fields())
                    .containsEntry("matched", Value.of(4));
            assertThat(tasks.run("find: {paths: /srv/f, contains: 'hel.*', age: -1h, size: 1b}")
                            .fields())
                    .containsEntry("matched", Value.of(1));
            assertThat(tasks.run("find: {paths: /srv/nope}").fields())
                    .containsEntry("msg", Value.of("Not all paths examined, check warnings for details"));
        }
    }

    @Test
    void makesAndReadsFiles(LabNode debian, @OnNodes.Of(OnNodes.Kind.BUSYBOX) LabNode busybox) {
        for (var node : List.of(debian, busybox)) {
            var tasks = new NodeTasks(node);
            node.sh("mkdir -p /srv; printf hello >/srv/slurped");

            assertThat(tasks.run("slurp: {src: /srv/slurped}").fields()).containsEntry("content", Value.of("aGVsbG8="));
            assertThat(tasks.run("slurp: {src: /srv}").failed()).isTrue();
            var made = tasks.run("tempfile: {state: directory, suffix: .build}");
            assertThat(made.fields()).containsEntry("mode", Value.of("0700"));
            assertThat(made.fields().get("path").toString())
                    .startsWith("/tmp/ansible.")
                    .endsWith(".build");
            assertThat(tasks.run("tempfile:").fields()).containsEntry("state", Value.of("file"));
            assertThat(tasks.run("tempfile: {path: /nope}").failed()).isTrue();
            assertThat(tasks.run("raw: echo a; exit 3").fields())
                    .containsEntry("rc", Value.of(3))
                    .containsEntry("stdout", Value.of("a\n"))
                    .containsEntry("msg", Value.of("non-zero return code"));
        }
    }

    @Test
    void runsScriptsAndBringsFiles(
            @TempDir Path here, LabNode debian, @OnNodes.Of(OnNodes.Kind.BUSYBOX) LabNode busybox) throws Exception {
        Files.writeString(here.resolve("s.sh"), "#!/bin/sh\necho \"<$1>\"\npwd\n");
        var controller = new FakeController(here)
                .with("inventory_hostname", Value.of("web1"))
                .with("playbook_dir", Value.of(here.toString()));
        for (var node : List.of(debian, busybox)) {
            var tasks = new NodeTasks(node);
            node.sh("mkdir -p /srv; printf hello >/srv/fetched");

            assertThat(tasks.run(module("script: {cmd: \"s.sh 'a b' extra\", chdir: /srv}", controller))
                            .fields())
                    .containsEntry("stdout", Value.of("<a b>\n/srv\n"));
            assertThat(tasks.run(module("script: {cmd: s.sh, creates: /srv}", controller))
                            .skipped())
                    .isTrue();
            var fetch = module("fetch: {src: /srv/fetched, dest: got}", controller);
            assertThat(tasks.run(fetch).changed()).isTrue();
            assertThat(tasks.run(fetch).changed()).isFalse();
            assertThat(here.resolve("got/web1/srv/fetched")).hasContent("hello");
            Files.delete(here.resolve("got/web1/srv/fetched"));
        }
    }

    @Test
    void makesOneFileOfSeveral(LabNode debian, @OnNodes.Of(OnNodes.Kind.BUSYBOX) LabNode busybox) {
        for (var node : List.of(debian, busybox)) {
            var tasks = new NodeTasks(node);
            node.sh(
                    "rm -rf /srv/parts /srv/whole; mkdir -p /srv/parts/d; cd /srv/parts; printf one >01; echo two >02; echo h >.h");
            var task = "assemble: {src: /srv/parts, dest: /srv/whole, delimiter: '##', regexp: '^0'}";

            assertThat(tasks.check(task)).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task)).matches(result -> result.changed() && !result.failed());
            assertThat(tasks.run(task)).matches(result -> !result.changed() && !result.failed());
            assertThat(node.sh("cat /srv/whole")).isEqualTo("one\n##\ntwo\n");
            assertThat(tasks.run("assemble: {src: /nope, dest: /srv/whole}").fields())
                    .containsEntry("msg", Value.of("Source (/nope) does not exist"));
        }
    }
}
