package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power cuts, and restarts on purpose. n1 is the witness that goes on. */
@OnNodes(count = 2)
class PowerFaultsTest {

    private static final Duration MARGIN = Duration.ofSeconds(15);

    private static final String PLAY = """
            - hosts: all
              gather_facts: false
              tasks:
                - {name: one, command: echo one}
                - {name: two, shell: "touch /tmp/two.started; until test -e /tmp/go; do sleep 0.05; done"}
                - {name: three, command: echo three}
            """;

    @TempDir
    Path folder;

    @Test
    void isOffBeforeTheRun(LabNode witness, LabNode victim) throws Exception {
        witness.sh("touch /tmp/go");
        victim.stop();

        try (var run = Drover.run(folder, Inventory.of(witness, victim), PLAY, "-T", "5")) {
            var ended = run.end(Duration.ofSeconds(5).plus(MARGIN));

            assertThat(ended.code()).as(ended.text()).isEqualTo(4);
            assertThat(ended.failureOf("n2"))
                    .contains("UNREACHABLE")
                    .containsPattern("there is no route to|did not answer within 5 s")
                    .contains(victim.address());
            assertThat(ended.finished("n1").recapOf("n1")).contains("ok=3");
        }
        Traces.assertNone(witness);
    }

    @Test
    void goesOffDuringATask(LabNode witness, LabNode victim) throws Exception {
        try (var run = Drover.run(folder, Inventory.of(witness, victim), PLAY)) {
            Traces.await(victim, "[ -e /tmp/two.started ]");
            victim.stop();
            witness.sh("touch /tmp/go");
            var ended = run.end(Duration.ofSeconds(Inventory.SILENCE_SECONDS).plus(MARGIN));

            assertThat(ended.code()).as(ended.text()).isEqualTo(4);
            assertThat(ended.failureOf("n2")).contains("UNREACHABLE").contains("the node has not answered for 3 s");
            assertThat(ended.finished("n1").recapOf("n1")).contains("ok=3");
        }
        Traces.assertNone(witness);
    }

    @Test
    void goesOffBetweenTwoTasks(LabNode witness, LabNode victim) throws Exception {
        victim.sh("touch /tmp/go");

        try (var run = Drover.run(folder, Inventory.of(witness, victim), PLAY)) {
            run.awaitLine("changed: [n2]");
            Traces.await(victim, "[ -e /tmp/two.started ]");
            Traces.await(victim, "! pgrep -f '[t]wo.started' >/dev/null");
            victim.stop();
            witness.sh("touch /tmp/go");
            var ended = run.end(Duration.ofSeconds(Inventory.SILENCE_SECONDS).plus(MARGIN));

            assertThat(ended.code()).as(ended.text()).isEqualTo(4);
            assertThat(ended.failureOf("n2")).contains("UNREACHABLE").contains("the node has not answered for 3 s");
            assertThat(ended.finished("n1").recapOf("n1")).contains("ok=3");
        }
    }

    @Test
    void goesOffWhileALargeFileIsCopied(LabNode witness, LabNode victim) throws Exception {
        var large = folder.resolve("large");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(500_000_000L);
        }
        witness.sh("mkdir -m 777 /srv/in");
        victim.sh("mkdir -m 777 /srv/in; echo old >/srv/in/large; chmod 666 /srv/in/large");

        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - copy: {src: %s, dest: /srv/in/large}
                      when: inventory_hostname == 'n2'
                    - command: echo further
                """.formatted(large))) {
            Traces.await(victim, "find /var/tmp -path '*/.drover*' -size +1000k 2>/dev/null | grep -q .");
            assertThat(victim.sh("cat /srv/in/large")).isEqualTo("old\n");
            victim.stop();
            var ended = run.end(Duration.ofSeconds(Inventory.SILENCE_SECONDS).plus(MARGIN));

            assertThat(ended.code()).as(ended.text()).isEqualTo(4);
            assertThat(ended.failureOf("n2")).contains("UNREACHABLE").contains("the node has not answered for 3 s");
            ended.finished("n1");
        }
        victim.start();
        assertThat(victim.sh("ls -A /srv/in; cat /srv/in/large")).isEqualTo("large\nold\n");
    }

    @Test
    void isRestartedByThePlaybook(LabNode witness, LabNode victim) throws Exception {
        String boot = victim.sh("cat /proc/sys/kernel/random/boot_id");

        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  gather_facts: false
                  become: true
                  tasks:
                    - reboot: {reboot_timeout: 30}
                      when: inventory_hostname == 'n2'
                    - copy: {content: "x\\n", dest: /srv/after}
                """)) {
            var ended = run.end(Duration.ofSeconds(30).plus(MARGIN)).isFine().finished("n1", "n2");
            assertThat(ended.recapOf("n2")).contains("changed=2");
        }
        assertThat(victim.sh("cat /srv/after")).isEqualTo("x\n");
        assertThat(victim.sh("cat /proc/sys/kernel/random/boot_id")).isNotEqualTo(boot);
        Traces.assertNone(witness, victim);
    }
}
