package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of real runs on this machine, as the command line asks for them. */
class ReportsTest {

    @TempDir
    Path directory;

    private Path playbook;
    private String printed;
    private String mistakes;

    @BeforeEach
    void write() throws Exception {
        playbook = Files.writeString(directory.resolve("site.yml"), """
                - name: all of it
                  hosts: all
                  gather_facts: false
                  tasks:
                    - name: say
                      command: echo hello
                    - name: break
                      command: sh -c "echo why >&2; exit 3"
                      when: inventory_hostname == 'b'
                """);
    }

    @Test
    void printsNothingButJsonWhereThatIsWanted() {
        assertThat(run("--output", "jsonl")).isEqualTo(2);

        assertThat(printed.lines()).allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"));
        assertThat(printed.lines().findFirst().orElseThrow()).startsWith("{\"type\":\"run_started\"");
        assertThat(printed.lines().toList().getLast()).startsWith("{\"type\":\"run_finished\"");
    }

    @Test
    void writesSeveralReportsOfARunThatFails() throws Exception {
        var xml = directory.resolve("reports/junit.xml");
        var lines = directory.resolve("run.jsonl");
        var page = directory.resolve("run.md");

        assertThat(run("--report", "junit=" + xml, "--report", "jsonl=" + lines, "--report", "markdown=" + page))
                .isEqualTo(2);

        assertThat(printed).contains("PLAY RECAP");
        assertThat(Files.readString(xml)).contains("tests=\"4\" failures=\"1\"", "name=\"[b] all of it: break\"");
        assertThat(Files.readString(lines)).contains("\"status\":\"failed\"", "\"stderr\":\"why\"");
        assertThat(Files.readString(page)).contains("| ❌ b |", "why");
    }

    @Test
    void profiles() {
        assertThat(run("--profile")).isEqualTo(2);

        assertThat(printed).contains("SLOWEST TASKS", "command, ");
    }

    @Test
    void refusesReportsThatAreNone() {
        assertThat(run("--report", "html=x")).isEqualTo(5);
        assertThat(mistakes).contains("there is no report \"html\"; there are jsonl, junit, markdown");
        assertThat(run("--report", "junit")).isEqualTo(5);
        assertThat(mistakes).contains("a report needs a file: --report junit=FILE");
        assertThat(run("--report", "junit=" + directory)).isEqualTo(1);
        assertThat(mistakes).contains("it is a directory");
        assertThat(run("--report", "junit=" + directory + "/x", "--report", "jsonl=" + directory + "/./x"))
                .isEqualTo(1);
        assertThat(mistakes).contains("two reports can't go into the same file");
    }

    private int run(String... options) {
        var words = new ArrayList<>(List.of("run", "-i", "a,b,", "-c", "local", playbook.toString()));
        words.addAll(List.of(options));
        var bytes = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return Main.run(
                    words.toArray(String[]::new), new PrintWriter(System.out, true), new PrintWriter(err, true));
        } finally {
            System.setOut(before);
            printed = bytes.toString(StandardCharsets.UTF_8);
            mistakes = err.toString(StandardCharsets.UTF_8);
        }
    }
}
