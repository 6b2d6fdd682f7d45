package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSH servers that stop, restart, or allow little. n1 is the witness that goes on. */
@OnNodes(count = 2)
class ServerFaultsTest {

    private static final Duration MARGIN = Duration.ofSeconds(15);
    private static final int LARGE = 300_000;

    @TempDir
    Path folder;

    @Test
    void aServerThatStandsStillBeforeTheLoginIsGivenUp(LabNode witness, LabNode victim) throws Exception {
        victim.sh("systemctl kill --signal=STOP ssh");

        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - command: "true"
                """, "-T", "3")) {
            var ended = run.end(Duration.ofSeconds(3).plus(MARGIN));

            assertThat(ended.code()).as(ended.text()).isEqualTo(4);
            assertThat(ended.failureOf("n2"))
                    .contains("UNREACHABLE")
                    .contains(victim.address() + " port 22 did not answer within 3 s");
            ended.finished("n1");
        }
        victim.sh("systemctl kill --signal=CONT ssh");
        Traces.assertNone(witness, victim);
    }

    @Test
    void aServerThatStandsStillDuringATaskIsGivenUp(LabNode witness, LabNode victim) throws Exception {
        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - shell: "touch /tmp/started; until test -e /tmp/go; do sleep 0.05; done"
                    - command: echo further
                """)) {
            Traces.await(victim, "[ -e /tmp/started ]");
            victim.sh("pkill -STOP sshd");
            victim.sh("touch /tmp/go");
            witness.sh("touch /tmp/go");
            var ended = run.end(Duration.ofSeconds(Inventory.SILENCE_SECONDS).plus(MARGIN));

            assertThat(ended.code()).as(ended.text()).isEqualTo(4);
            assertThat(ended.failureOf("n2")).contains("UNREACHABLE").contains("the node has not answered for 3 s");
            ended.finished("n1");
        }
        victim.sh("pkill -CONT sshd");
        Traces.assertNone(witness, victim);
    }

    @Test
    void thePlaybookRestartsTheServer(LabNode witness, LabNode victim) throws Exception {
        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  become: true
                  tasks:
                    - copy: {content: "MaxAuthTries 5\\n", dest: /etc/ssh/sshd_config.d/tries.conf}
                    - service: {name: ssh, state: restarted}
                    - copy: {src: %s, dest: /srv/large}
                    - meta: reset_connection
                    - command: sshd -T
                      changed_when: false
                      register: said
                    - assert: {that: "'maxauthtries 5' in said.stdout"}
                """.formatted(large()))) {
            assertThat(run.end(MARGIN).isFine().finished("n1", "n2").recapOf("n2"))
                    .contains("changed=3");
        }
        Traces.assertNone(witness, victim);
    }

    @Test
    void oneSessionForEachConnectionIsEnough(LabNode witness, LabNode victim) throws Exception {
        allow(victim, "MaxSessions 1");

        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  tasks:
                    - command: id -un
                      register: login
                    - command: id -un
                      become: true
                      register: root
                    - assert: {that: ["login.stdout == 'deploy'", "root.stdout == 'root'"]}
                    - copy: {src: %s, dest: /srv/large}
                      become: true
                    - command: sleep 60
                      timeout: 1
                      ignore_errors: true
                    - command: echo alive
                """.formatted(large()))) {
            var ended = run.end(Duration.ofSeconds(20).plus(MARGIN)).isFine().finished("n1", "n2");

            assertThat(ended.recapOf("n2")).contains("changed=4").contains("ignored=1");
        }
        assertThat(victim.sh("sha1sum </srv/large")).isEqualTo(witness.sh("sha1sum </srv/large"));
        assertThat(victim.sh("pgrep -x sleep || echo none")).isEqualTo("none\n");
        Traces.assertNone(witness, victim);
    }

    @Test
    void fewLoginsAtATimeAreWaitedFor(LabNode witness, LabNode victim) throws Exception {
        allow(victim, "MaxStartups 2");
        var inventory = Inventory.of(witness, victim);
        var names = IntStream.rangeClosed(1, 12).mapToObj(k -> "name" + k).toArray(String[]::new);
        for (var name : names) {
            inventory.add(name, victim);
        }

        try (var run = Drover.run(folder, inventory, """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - command: "true"
                """)) {
            run.end(Duration.ofSeconds(30).plus(MARGIN))
                    .isFine()
                    .finished("n1", "n2")
                    .finished(names);
        }
        Traces.assertNone(witness, victim);
    }

    @Test
    void aHostKeyThatChangedIsRefused(LabNode witness, LabNode victim) throws Exception {
        victim.sh(
                "cd /etc/ssh; cp -p ssh_host_ed25519_key old; cp -p ssh_host_ed25519_key.pub old.pub; rm ssh_host_ed25519_key*;"
                        + " ssh-keygen -q -t ed25519 -N '' -f ssh_host_ed25519_key; systemctl restart ssh");

        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - command: "true"
                """)) {
            var ended = run.end(MARGIN);

            assertThat(ended.code()).as(ended.text()).isEqualTo(4);
            assertThat(ended.failureOf("n2"))
                    .contains("UNREACHABLE")
                    .contains("key")
                    .contains("changed");
            ended.finished("n1");
        }
        victim.sh(
                "cd /etc/ssh; mv old ssh_host_ed25519_key; mv old.pub ssh_host_ed25519_key.pub; systemctl restart ssh");
        Traces.assertNone(witness, victim);
    }

    private static void allow(LabNode node, String setting) {
        node.sh("echo '" + setting + "' >/etc/ssh/sshd_config.d/limit.conf; systemctl restart ssh");
    }

    private Path large() throws java.io.IOException {
        var bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        return Files.write(folder.resolve("large"), bytes);
    }
}
