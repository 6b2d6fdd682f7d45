package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that take their time, on a real node: followed, ended at their timeout, or going on by themselves. */
@OnNodes(clean = false)
class LongTasksNodeTest {

    @TempDir
    Path folder;

    @Test
    void showsWhatACommandWritesWhileItRuns(LabNode node) throws Exception {
        var text = run(node, """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - name: writes
                      shell: "echo begun; echo odd >&2; sleep 2; echo over"
                    - {name: secret, shell: "echo hidden", no_log: true}
                """, 0, "--follow", "n*");

        assertThat(text.lines().map(String::strip))
                .containsSubsequence(
                        node.name() + " | begun", node.name() + " | over", "changed: [" + node.name() + "]")
                .contains(node.name() + " | odd")
                .doesNotContain(node.name() + " | hidden");
    }

    @Test
    void endsWhatTakesLongerThanItsTimeout(LabNode node) throws Exception {
        var text = run(node, """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: change, command: sleep 4713, timeout: 1, register: change, ignore_errors: true}
                    - {name: wait, wait_for: {port: 4711, timeout: 60}, timeout: 1, register: wait, ignore_errors: true}
                    - {name: loop, command: "sleep {{ item }}", loop: [0, 60, 0], timeout: 1, register: loop, ignore_errors: true}
                    - name: compare
                      assert:
                        that:
                          - change.msg == 'Task failed: Timed out after 1 second(s).'
                          - change.timedout.period == 1
                          - wait.timedout.period == 1
                          - loop.results | map(attribute='failed') == [false, true, false]
                """, 0);

        assertThat(text).contains("failed=0").contains("ignored=3");
        assertThat(node.sh("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).doesNotContain("sleep 4713");
    }

    @Test
    void carriesOnBesideThePlayWhatWantsSeveralChanges(LabNode node) throws Exception {
        var text = run(node, """
                - hosts: all
                  gather_facts: false
                  become: true
                  tasks:
                    - {name: later, apt: {name: hello-nowhere, update_cache: true}, async: 120, poll: 0, register: job}
                    - {name: meanwhile, command: "true"}
                    - {name: wait, async_status: {jid: "{{ job.ansible_job_id }}"}, until: end.finished, retries: 100, delay: 1, register: end, ignore_errors: true}
                    - {name: compare, assert: {that: [end.failed, end.finished, "'hello-nowhere' in end.msg", not job.finished]}}
                    - {name: unasked, file: {path: /root/made, state: touch}, async: 60, poll: 0}
                """, 0);

        assertThat(text).contains("failed=0");
        assertThat(node.sh("ls /root/made")).isEqualTo("/root/made\n");
    }

    @Test
    void findsAJobOfAnotherRun(LabNode node) throws Exception {
        run(node, """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: start, shell: "until [ -e /tmp/go ]; do sleep 0.1; done; echo done; exit 3", async: 60, poll: 0, register: job}
                    - {name: keep, copy: {content: "{{ job.ansible_job_id }}", dest: /tmp/jid}}
                """, 0);
        node.sh(": >/tmp/go");

        var text = run(node, """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: which, command: cat /tmp/jid, register: jid}
                    - {name: wait, async_status: {jid: "{{ jid.stdout }}"}, until: end.finished, retries: 60, delay: 1, register: end, failed_when: false}
                    - {name: compare, assert: {that: [end.rc == 3, end.stdout == 'done', end.finished]}}
                """, 0);

        assertThat(text).contains("failed=0");
    }

    private String run(LabNode node, String playbook, int code, String... more) throws Exception {
        var arguments = new java.util.ArrayList<>(java.util.List.of(
                "run",
                "-i",
                node.inventory().toString(),
                "--limit",
                node.name(),
                Files.writeString(folder.resolve("site.yml"), playbook).toString()));
        arguments.addAll(java.util.List.of(more));
        var bytes = new ByteArrayOutputStream();
        var standard = System.out;
        int ended;
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            ended = Main.run(arguments.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(out, true));
        } finally {
            System.setOut(standard);
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(ended).as(text).isEqualTo(code);
        return text;
    }
}
