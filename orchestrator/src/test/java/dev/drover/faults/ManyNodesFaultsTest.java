package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.NodeName;
import dev.drover.lab.OnNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixty nodes, five of them dead in three ways. */
@OnNodes(count = ManyNodesFaultsTest.NODES, image = OnNodes.Kind.BUSYBOX, clean = false)
class ManyNodesFaultsTest {

    static final int NODES = 60;

    private static final int TIMEOUT_SECONDS = 5;
    private static final Duration MARGIN = Duration.ofSeconds(60); // sixty logins on two cores, ours and theirs

    private static final List<Integer> OFF = List.of(7, 20);
    private static final List<Integer> SILENT = List.of(33, 41);
    private static final int WITHOUT_SERVER = 60;

    @TempDir
    Path folder;

    @Test
    void fiveDeadOnesHoldNobodyUp(LabNode first) throws Exception {
        var lab = first.lab();
        lab.stop(OFF.stream().map(NodeName::new).toList());
        SILENT.forEach(k -> lab.partition(new NodeName(k)));
        new LabNode(lab, new NodeName(WITHOUT_SERVER))
                .sh("sed -i /dropbear/d /etc/inittab; kill -HUP 1; killall dropbear");
        var inventory = Inventory.of(first);
        for (int k = 2; k <= NODES; k++) {
            inventory.add("n" + k, new LabNode(lab, new NodeName(k)));
        }

        try (var run = Drover.run(folder, inventory.patient(), """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - copy: {content: "{{ inventory_hostname }}\\n", dest: /tmp/name}
                    - command: cat /tmp/name
                      changed_when: false
                """, "-T", Integer.toString(TIMEOUT_SECONDS))) {
            var ended = run.end(Duration.ofSeconds(TIMEOUT_SECONDS).plus(MARGIN));

            assertThat(ended.code()).as(ended.text()).isEqualTo(4);
            for (int k : OFF) {
                assertThat(ended.failureOf("n" + k)).containsPattern("there is no route to|did not answer within 5 s");
            }
            for (int k : SILENT) {
                assertThat(ended.failureOf("n" + k)).containsPattern("there is no route to|did not answer within 5 s");
            }
            assertThat(ended.failureOf("n" + WITHOUT_SERVER)).contains("no SSH server listens there");
            for (int k = 1; k < NODES; k++) {
                if (!OFF.contains(k) && !SILENT.contains(k)) {
                    ended.finished("n" + k);
                    assertThat(ended.recapOf("n" + k)).contains("ok=2 changed=1");
                }
            }
        } finally {
            SILENT.forEach(k -> lab.heal(new NodeName(k)));
        }
        Traces.assertNone(first, new LabNode(lab, new NodeName(2)), new LabNode(lab, new NodeName(NODES - 1)));
    }
}
