package dev.drover.module.python;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A virtual environment whose pip only says what it would say. */
@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class PipShellTest {

    @Parameter
    List<String> shell;

    @TempDir
    Path home;

    @BeforeEach
    void makeTheVirtualEnvironment() throws IOException {
        program("v/bin/pip3", """
                echo "$@" >>"%s/log"
                case $1 in
                  freeze) echo x==1 ;;
                  install) case "$*" in *bad*) echo no such thing >&2; exit 1 ;; esac; echo Successfully installed x-1 ;;
                  uninstall) echo Successfully uninstalled x-1 ;;
                esac""".formatted(home));
        write("v/bin/activate", "");
        write("v/pyvenv.cfg", "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11.2\n");
        write(
                "v/lib/python3.11/site-packages/Flask-3.0.2.dist-info/METADATA",
                "Metadata-Version: 2.1\nName: Flask\nVersion: 3.0.2\nRequires-Dist: Werkzeug>=3\n\nName: no header\n");
        write(
                "v/lib/python3.11/site-packages/werkzeug-3.0.1.dist-info/METADATA",
                "Metadata-Version: 2.1\r\nName: Werkzeug\r\nVersion: 3.0.1\r\n\r\nVersion: 9\r\n");
    }

    @Test
    void findsOutWithoutPip() {
        assertThat(run("pip: {name: 'flask>=3,<4', virtualenv: v}").changed()).isFalse();
        assertThat(home.resolve("log")).doesNotExist();
    }

    @Test
    void installsWhatIsMissing() throws IOException {
        var result = run("pip: {name: ['x>=1', \"it's\"], virtualenv: v, chdir: .}");

        assertThat(result.changed()).isTrue();
        assertThat(result.fields()).containsEntry("stdout", Value.of("Successfully installed x-1\n"));
        assertThat(home.resolve("log")).hasContent("install x>=1 it's\n");
        assertThat(run("pip: {name: flask, virtualenv: v, state: absent}").changed())
                .isTrue();
        assertThat(run("pip: {name: nope, virtualenv: v, state: absent}").changed())
                .isFalse();
    }

    @Test
    void whatIsInstalledEveryTimeIsComparedWithWhatWas() {
        assertThat(run("pip: {name: 'git+https://example.org/x', virtualenv: v}")
                        .changed())
                .isFalse();
    }

    @Test
    void tellsWhatPipSaid() {
        var result = run("pip: {name: bad, virtualenv: v}");

        assertThat(result.failed()).isTrue();
        assertThat(result.fields()).containsEntry("msg", Value.of("stdout: \n:stderr: no such thing\n"));
    }

    @Test
    void makesAVirtualEnvironment() throws IOException {
        program("make", "mkdir -p $1/bin && cp v/bin/* $1/bin");

        assertThat(run("pip: {name: nope, state: absent, virtualenv: w, virtualenv_command: ./make}")
                        .changed())
                .isTrue();
        assertThat(home.resolve("w/bin/activate")).exists();
    }

    @Test
    void aProgramNamesItsInterpreter() throws IOException {
        program("bin/python9", "printf '3.9.1\\n%s\\n' " + home.resolve("v/lib/python3.11/site-packages"));
        write("bin/pip9", "#!" + home.resolve("bin/python9") + "\n");
        Files.setPosixFilePermissions(home.resolve("bin/pip9"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(run("pip: {name: flask, executable: " + home.resolve("bin/pip9") + "}")
                        .changed())
                .isFalse();
    }

    private Result run(String task) {
        return new Plans(new LocalShell(home, shell), false).run(module(task).plan());
    }

    private void program(String name, String text) throws IOException {
        write(name, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(home.resolve(name).getParent());
        Files.writeString(home.resolve(name), text);
    }
}
