package dev.drover.module.files;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

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
class FileStateTest {

    @Parameter
    List<String> shell;

    @TempDir
    Path home;

    @Test
    void makesADirectoryAndThoseAboveIt() throws IOException {
        var task = "file: {path: \"a b/c'd\\n/-e\", state: directory, mode: '0750'}";

        assertThat(run(task)).matches(Result::changed);
        assertThat(run(task)).matches(result -> !result.changed() && !result.failed());
        assertThat(permissions(home.resolve("a b"))).isEqualTo("rwxr-x---");
        assertThat(permissions(home.resolve("a b/c'd\n/-e"))).isEqualTo("rwxr-x---");
    }

    @Test
    void symbolicPermissionsChangeThoseThatAreThere() throws IOException {
        Files.writeString(home.resolve("x"), "");
        Files.setPosixFilePermissions(home.resolve("x"), PosixFilePermissions.fromString("rw-r--r--"));

        var result = run("file: {path: x, mode: 'u+x,o='}");

        assertThat(result.changed()).isTrue();
        assertThat(result.fields().get("mode")).hasToString("0740");
        assertThat(run("file: {path: x, mode: 'u+x,o='}").changed()).isFalse();
    }

    @Test
    void linksAndUnlinks() throws IOException {
        Files.writeString(home.resolve("x"), "");

        assertThat(run("file: {path: l, src: x, state: link}").changed()).isTrue();
        assertThat(run("file: {path: l, src: x, state: link}").changed()).isFalse();
        assertThat(Files.readSymbolicLink(home.resolve("l"))).hasToString("x");
        assertThat(run("file: {path: l2, src: nope, state: link}").failed()).isTrue();
        assertThat(run("file: {path: l2, src: nope, state: link, force: true}").warnings())
                .hasSize(1);
        assertThat(run("file: {path: h, src: x, state: hard}").changed()).isTrue();
        assertThat(run("file: {path: h, src: x, state: hard}").changed()).isFalse();
        assertThat(run("file: {path: l, state: absent}").changed()).isTrue();
        assertThat(run("file: {path: l, state: absent}").changed()).isFalse();
        assertThat(home.resolve("x")).exists();
    }

    @Test
    void touchesAtTheMomentThatIsGiven() {
        var task =
                "file: {path: t, state: touch, modification_time: '202001021530.10', access_time: '202001021530.10'}";

        assertThat(run(task).changed()).isTrue();
        assertThat(run(task).changed()).isFalse();
        assertThat(run("file: {path: t, state: touch}").changed()).isTrue();
        assertThat(run("file: {path: t, state: touch, modification_time: preserve, access_time: preserve}")
                        .changed())
                .isFalse();
    }

    @Test
    void setsPermissionsOfAWholeTree() throws IOException {
        Files.createDirectories(home.resolve("d/e"));
        Files.writeString(home.resolve("d/e/f"), "");
        var task = "file: {path: d, state: directory, recurse: true, mode: 'u=rwX,g=rX,o='}";

        assertThat(run(task).changed()).isTrue();
        assertThat(run(task).changed()).isFalse();
        assertThat(permissions(home.resolve("d/e"))).isEqualTo("rwxr-x---");
        assertThat(permissions(home.resolve("d/e/f"))).isEqualTo("rw-r-----");
    }

    @Test
    void checkModeLeavesEverythingAsItWas() {
        var plans = new Plans(new LocalShell(home, shell), true);

        assertThat(plans.run(module("file: {path: d, state: directory}").plan()).changed())
                .isTrue();
        assertThat(home.resolve("d")).doesNotExist();
        assertThat(plans.diffs()).hasSize(1);
    }

    private Result run(String task) {
        return new Plans(new LocalShell(home, shell), false).run(module(task).plan());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
