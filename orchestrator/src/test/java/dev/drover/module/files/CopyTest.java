package dev.drover.module.files;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.FakeController;
import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class CopyTest {

    @Parameter
    List<String> shell;

    @TempDir
    Path home;

    @TempDir
    Path controller;

    @Test
    void writesContentsOnce() throws IOException {
        var task = "copy: {content: \"hello\\n\", dest: \"a 'b\\n\"}";

        assertThat(run(task)).matches(Result::changed);
        assertThat(run(task)).matches(result -> !result.changed() && !result.failed());
        assertThat(home.resolve("a 'b\n")).hasContent("hello\n");
        assertThat(permissions("a 'b\n")).isEqualTo("rw-r--r--");
    }

    @Test
    void keepsPermissionsAndABackup() throws IOException {
        Files.writeString(home.resolve("x"), "old");
        Files.setPosixFilePermissions(home.resolve("x"), PosixFilePermissions.fromString("rw-r-----"));

        var result = run("copy: {content: new, dest: x, backup: true}");

        assertThat(home.resolve("x")).hasContent("new");
        assertThat(permissions("x")).isEqualTo("rw-r-----");
        assertThat(home.resolve(result.fields().get("backup_file").toString())).hasContent("old");
    }

    @Test
    void changesOnlyPermissionsOfTheSameContents() throws IOException {
        Files.writeString(home.resolve("x"), "same");

        assertThat(run("copy: {content: same, dest: x, mode: '0600'}").changed())
                .isTrue();
        assertThat(run("copy: {content: same, dest: x, mode: '0600'}").changed())
                .isFalse();
        assertThat(permissions("x")).isEqualTo("rw-------");
    }

    @Test
    void leavesTheFileWhereTheNewOneIsNotValid() throws IOException {
        Files.writeString(home.resolve("x"), "old");

        var result = run("copy: {content: new, dest: x, validate: 'grep \"ol d\" %s'}");

        assertThat(result.failed()).isTrue();
        assertThat(result.fields().get("msg")).hasToString("failed to validate");
        assertThat(home.resolve("x")).hasContent("old");
        assertThat(home.toFile().list((_, name) -> name.startsWith(".drover"))).isEmpty();
        assertThat(run("copy: {content: new, dest: x, validate: 'grep new %s'}").changed())
                .isTrue();
    }

    @Test
    void copiesAFileIntoADirectory() throws IOException {
        Files.writeString(controller.resolve("f"), "f");
        Files.createDirectory(home.resolve("d"));

        assertThat(run("copy: {src: f, dest: d}").changed()).isTrue();
        assertThat(run("copy: {src: f, dest: d}").changed()).isFalse();
        assertThat(run("copy: {src: f, dest: new/}").changed()).isTrue();
        assertThat(home.resolve("d/f")).hasContent("f");
        assertThat(home.resolve("new/f")).hasContent("f");
        assertThat(run("copy: {src: f, dest: nope/f}").fields().get("msg"))
                .hasToString("Destination directory nope does not exist");
    }

    @Test
    void copiesATreeAtOnce() throws IOException {
        Files.createDirectories(controller.resolve("t/sub/empty"));
        Files.writeString(controller.resolve("t/a"), "a");
        Files.writeString(controller.resolve("t/sub/b"), "b");

        assertThat(run("copy: {src: t, dest: out, mode: '0640', directory_mode: '0750'}")
                        .changed())
                .isTrue();
        assertThat(run("copy: {src: t, dest: out, mode: '0640', directory_mode: '0750'}")
                        .changed())
                .isFalse();
        assertThat(run("copy: {src: t/, dest: out2}").changed()).isTrue();
        assertThat(home.resolve("out/t/sub/b")).hasContent("b");
        assertThat(home.resolve("out/t/sub/empty")).isDirectory();
        assertThat(home.resolve("out2/a")).hasContent("a");
        assertThat(permissions("out/t/sub")).isEqualTo("rwxr-x---");
        assertThat(permissions("out/t/a")).isEqualTo("rw-r-----");
    }

    @Test
    void copiesOnTheNode() throws IOException {
        Files.createDirectories(home.resolve("t/sub"));
        Files.writeString(home.resolve("t/sub/b"), "b");

        assertThat(run("copy: {src: t/sub/b, dest: c, remote_src: true}").changed())
                .isTrue();
        assertThat(run("copy: {src: t/sub/b, dest: c, remote_src: true}").changed())
                .isFalse();
        assertThat(run("copy: {src: t, dest: u, remote_src: true}").changed()).isTrue();
        assertThat(run("copy: {src: t/, dest: u, remote_src: true}").changed()).isFalse();
        assertThat(home.resolve("u/sub/b")).hasContent("b");
        assertThat(run("copy: {src: nope, dest: u, remote_src: true}").failed()).isTrue();
    }

    @Test
    void writesATemplate() throws IOException {
        Files.writeString(controller.resolve("t.j2"), "rendered");

        assertThat(run("template: {src: t.j2, dest: t, mode: '0600'}").changed())
                .isTrue();
        assertThat(run("template: {src: t.j2, dest: t, mode: '0600'}").changed())
                .isFalse();
        assertThat(home.resolve("t")).hasContent("rendered");
    }

    @Test
    void checkModeShowsTheDifference() {
        var plans = new Plans(new LocalShell(home, shell), true);

        var result = plans.run(module(
                        "copy: {content: \"a\\n\", dest: x}",
                        new FakeController(controller).checking().diffing())
                .plan());

        assertThat(result.changed()).isTrue();
        assertThat(home.resolve("x")).doesNotExist();
        assertThat(plans.diffs()).hasSize(1);
        assertThat(plans.diffs().getFirst().parts()).hasSize(1);
    }

    private Result run(String task) {
        return new Plans(new LocalShell(home, shell), false)
                .run(module(task, new FakeController(controller)).plan());
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file)));
    }
}
