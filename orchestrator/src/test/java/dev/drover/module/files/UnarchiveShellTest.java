package dev.drover.module.files;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.FakeController;
import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class UnarchiveShellTest {

    @Parameter
    List<String> shell;

    @TempDir
    Path home;

    @BeforeEach
    void pack() throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("in/sub"));
        Files.createDirectories(home.resolve("to"));
        Files.writeString(home.resolve("in/a"), "one");
        Files.writeString(home.resolve("in/sub/b c"), "two");
        var tar = new ProcessBuilder("tar", "-C", home + "/in", "-czf", home + "/in.tgz", ".").start();
        assertThat(tar.waitFor()).isZero();
        try (var zip = new ZipOutputStream(Files.newOutputStream(home.resolve("in.zip")))) {
            zip.putNextEntry(new ZipEntry("z/x"));
            zip.write("zip".getBytes());
        }
    }

    @Test
    void unpacksOnce() throws IOException {
        var task = "src: in.tgz, dest: to, list_files: true";

        assertThat(run(task, true).changed()).isTrue();
        assertThat(home.resolve("to")).isEmptyDirectory();
        assertThat(run(task, false)).matches(result -> result.changed() && !result.failed());
        assertThat(home.resolve("to/sub/b c")).hasContent("two");
        var again = run(task, false);
        assertThat(again).matches(result -> !result.changed() && !result.failed());
        assertThat(again.fields())
                .containsEntry("handler", Value.of("TgzArchive"))
                .containsEntry("files", Value.Sequence.ofTexts(List.of("a", "sub/", "sub/b c")));
        Files.writeString(home.resolve("to/a"), "two");
        assertThat(run(task, false).changed()).isTrue();
        assertThat(home.resolve("to/a")).hasContent("one");
    }

    @Test
    void setsPermissionsAndLeavesOut() throws IOException {
        // the tar of busybox can't leave out anything
        var more = shell.size() == 1 ? ", exclude: [./sub]" : "";
        var task = "src: %s/in.tgz, remote_src: true, dest: to, mode: 'u=rwX,go='%s".formatted(home, more);

        assertThat(run(task, false)).matches(result -> result.changed() && !result.failed());
        assertThat(Files.exists(home.resolve("to/sub"))).isEqualTo(more.isEmpty());
        assertThat(Files.getAttribute(home.resolve("to/a"), "unix:mode")).isEqualTo(0100600);
        assertThat(run(task, false)).matches(result -> !result.changed() && !result.failed());
    }

    @Test
    void unpacksZipArchives() {
        assertThat(run("src: in.zip, dest: to", false)).matches(result -> result.changed() && !result.failed());
        assertThat(home.resolve("to/z/x")).hasContent("zip");
        assertThat(run("src: in.zip, dest: to", false)).matches(result -> !result.changed() && !result.failed());
    }

    @Test
    void saysWhatThereIsNot() throws IOException {
        assertThat(run("src: in.zip, dest: nowhere", false).fields())
                .containsEntry("msg", Value.of("dest 'nowhere' must be an existing dir"));
        Files.writeString(home.resolve("text"), "no archive");
        assertThat(run("src: text, dest: to", false).failed()).isTrue();
        assertThat(run("src: in.tgz, dest: to, creates: to", false).skipped()).isTrue();
    }

    private Result run(String arguments, boolean check) {
        var controller = check ? new FakeController(home).checking() : new FakeController(home);
        return new Plans(new LocalShell(home, shell), check)
                .run(module("unarchive: {" + arguments + "}", controller).plan());
    }
}
