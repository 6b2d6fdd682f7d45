package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.ModuleType;
import dev.drover.module.Modules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code drover exec}, {@code explain}, {@code doc} and {@code completion}. */
class CommandsTest {

    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();
    private int code;

    @Test
    void execRunsACommandOnEachHost() {
        assertThat(run("exec", "-i", "a,b,", "-c", "local", "all", "-a", "echo hello"))
                .contains("a | CHANGED | rc=0 >>\nhello\n", "b | CHANGED | rc=0 >>\nhello\n");
        assertThat(code).isZero();
    }

    @Test
    void execSaysWhatFailed() {
        assertThat(run("exec", "-i", "a,", "-c", "local", "a", "-m", "shell", "-a", "echo hi; exit 3"))
                .isEqualTo("a | FAILED | rc=3 >>\nhiThe command exited with a non-zero return code.\n");
        assertThat(code).isEqualTo(2);
        assertThat(run("exec", "-i", "a,", "-c", "local", "a", "-m", "fail", "-a", "msg=no"))
                .isEqualTo("a | FAILED! => {\n    \"changed\": false,\n    \"msg\": \"no\"\n}\n");
    }

    @Test
    void execTakesArgumentsInEveryForm() {
        assertThat(run("exec", "-i", "a,", "a", "-m", "debug", "-a", "msg=hello"))
                .isEqualTo("a | SUCCESS => {\n    \"msg\": \"hello\"\n}\n");
        assertThat(run("exec", "-i", "a,", "a", "-m", "debug", "-a", "{\"msg\": [1, 2]}"))
                .isEqualTo("a | SUCCESS => {\n    \"msg\": [\n        1,\n        2\n    ]\n}\n");
        assertThat(run("exec", "-i", "a,", "-c", "local", "a", "-C", "-a", "id"))
                .isEqualTo("a | SKIPPED\n");
        assertThat(run("exec", "-i", "a,b,", "all", "--list-hosts")).isEqualTo("  hosts (2):\n    a\n    b\n");
    }

    @Test
    void execRefusesWhatCanNotRun() {
        run("exec", "-i", "a,", "a");
        assertThat(code).isEqualTo(5);
        run("exec", "-i", "a,", "a", "-m", "cpoy", "-a", "src=x");
        assertThat(code).isEqualTo(4);
        assertThat(err.toString()).contains("cpoy");
    }

    @Test
    void explainTellsEveryLevel() throws IOException {
        write("hosts", "[web]\nw1 port=1\n[web:vars]\nport=0\n");
        write("group_vars/all.yml", "port: 2\n");
        write("host_vars/w1.yml", "port: 3\n");
        write("roles/r/defaults/main.yml", "port: 4\n");
        write("roles/r/tasks/main.yml", "- debug:\n  vars: {port: 5}\n  name: in the role\n");
        String playbook = write("site.yml", "- hosts: web\n  roles: [r]\n  vars:\n    port: \"{{ 1 + 6 }}\"\n");
        String hosts = directory.resolve("hosts").toString();

        assertThat(run("explain", "port", "--host", "w1", "-i", hosts))
                .startsWith("port = 3\n")
                .contains("group_vars/all.yml:1:1", "  * " + directory.resolve("host_vars/w1.yml") + ":1:1");
        assertThat(run("explain", "port", "--host", "w1", "-i", hosts, playbook))
                .contains("in the play at", "port = 7\n", "roles/r/defaults/main.yml:1:1", "site.yml:4:5")
                .contains("in the task \"in the role\"", "port = 5\n");
        assertThat(run("explain", "port", "--host", "w1", "-i", hosts, "-e", "port=9"))
                .startsWith("port = \"9\"\n")
                .contains("  * extra variables");
        assertThat(code).isZero();
        run("explain", "prot", "--host", "w1", "-i", hosts);
        assertThat(code).isEqualTo(1);
    }

    @Test
    void docKnowsArguments() {
        assertThat(run("doc", "file")).contains("state", "one of", "absent");
        assertThat(run("doc", "--json", "file")).contains("\"name\": \"ansible.builtin.file\"", "\"choices\"");
        assertThat(run("doc", "-l").lines()).hasSize(new Modules().all().size());
        run("doc", "fiel");
        assertThat(err.toString()).contains("did you mean \"file\"?");
    }

    @Test
    void theReferenceOfModulesIsFresh() throws IOException {
        var modules = new Modules()
                .all().stream()
                        .sorted(Comparator.comparing(ModuleType::fullName))
                        .toList();
        var root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath();
        assertThat(Files.readString(root.resolve("docs/modules.md")))
                .as("./drover doc --markdown >docs/modules.md")
                .isEqualTo(DocCommand.reference(modules));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completionIsAScriptOfTheShell(String shell) throws Exception {
        String script = run("completion", shell);
        assertThat(script).contains("start-at-task", "exec");
        var file = write("completion", script);
        Assumptions.assumeTrue(started(shell, "-c", "exit 0") == 0, shell + " is not on this machine");
        assertThat(started(shell, "-n", file)).isZero();
    }

    @Test
    void bashCompletes() throws Exception {
        String script = write("completion", run("completion", "bash"));
        assertThat(started(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(drover run --start); COMP_CWORD=2; _complete_drover; "
                                + "[ \"${COMPREPLY[*]}\" = --start-at-task ]"))
                .isZero();
    }

    /** The status; -1 where there is no such program. */
    private static int started(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    private String write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private String run(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            code = Main.run(arguments, new PrintWriter(System.out, true), new PrintWriter(err, true));
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
