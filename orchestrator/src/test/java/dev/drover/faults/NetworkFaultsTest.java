package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.lab.Slowness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cables that are pulled, and bad ones. n1 is the witness that goes on. */
@OnNodes(count = 2)
class NetworkFaultsTest {

    private static final Duration MARGIN = Duration.ofSeconds(15);
    private static final int LARGE = 300_000;

    private static final String WAITING = """
            - hosts: all
              gather_facts: false
              tasks:
                - shell: "touch /tmp/started; until test -e /tmp/go; do sleep 0.05; done"
                - copy: {content: "new\\n", dest: /tmp/out}
            """;

    @TempDir
    Path folder;

    @Test
    void fiveSecondsWithoutANetworkAreWaitedFor(LabNode witness, LabNode victim) throws Exception {
        witness.sh("touch /tmp/go");

        try (var run = Drover.run(folder, Inventory.of(witness, victim).patient(), WAITING)) {
            Traces.await(victim, "[ -e /tmp/started ]");
            victim.partition();
            victim.sh("touch /tmp/go; sleep 5"); // the length of the fault
            victim.heal();
            var ended = run.end(Duration.ofSeconds(15).plus(MARGIN)).isFine();

            ended.finished("n1", "n2");
            assertThat(ended.recapOf("n2")).contains("changed=2");
        }
        assertThat(victim.sh("cat /tmp/out")).isEqualTo("new\n");
        Traces.assertNone(witness, victim);
    }

    @Test
    void aNetworkThatStaysAwayIsNoticed(LabNode witness, LabNode victim) throws Exception {
        try (var run = Drover.run(folder, Inventory.of(witness, victim), WAITING)) {
            Traces.await(victim, "[ -e /tmp/started ]");
            victim.partition();
            witness.sh("touch /tmp/go");
            var ended = run.end(Duration.ofSeconds(Inventory.SILENCE_SECONDS).plus(MARGIN));

            assertThat(ended.code()).as(ended.text()).isEqualTo(4);
            assertThat(ended.failureOf("n2")).contains("UNREACHABLE").contains("the node has not answered for 3 s");
            ended.finished("n1");
        }
        // what was delivered runs to its end; nothing was sent behind it
        victim.sh("touch /tmp/go");
        Traces.await(victim, "! pgrep -f '[/]tmp/started' >/dev/null");
        assertThat(victim.sh("ls /tmp")).contains("started\n").doesNotContain("out\n");
        victim.heal();
        Traces.assertNone(witness);
    }

    @Test
    void aBadNetworkIsOnlySlow(LabNode witness, LabNode victim) throws Exception {
        var large = folder.resolve("large");
        var bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        Files.write(large, bytes);
        victim.slow(new Slowness(Duration.ofMillis(200), 2, 0));

        try (var run = Drover.run(folder, Inventory.of(witness, victim).patient(), """
                - hosts: all
                  become: true
                  tasks:
                    - command: echo {{ ansible_hostname }}
                    - copy: {src: %s, dest: /srv/large}
                    - lineinfile: {path: "/etc/{{ item }}", line: x, create: true}
                      loop: [a, b, c]
                """.formatted(large))) {
            var ended = run.end(Duration.ofSeconds(60)).isFine();

            assertThat(ended.finished("n1", "n2").recapOf("n2")).contains("changed=3");
        }
        assertThat(victim.sh("sha1sum </srv/large")).isEqualTo(witness.sh("sha1sum </srv/large"));
        victim.heal();
        Traces.assertNone(witness, victim);
    }
}
