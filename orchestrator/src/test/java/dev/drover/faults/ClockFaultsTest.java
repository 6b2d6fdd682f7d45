package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose clock is an hour ahead of ours: every process there is told so by a library. */
@OnNodes(count = 2)
class ClockFaultsTest {

    @TempDir
    Path folder;

    @Test
    void aClockThatIsWrongChangesNothing(LabNode witness, LabNode victim) throws Exception {
        victim.sh(
                "apt-get -qq update && apt-get -qq install -y --no-install-recommends libfaketime >/dev/null 2>&1;"
                        + " echo +1h >/etc/faketimerc; find /usr/lib -name libfaketime.so.1 >/etc/ld.so.preload; systemctl restart ssh");
        assertThat(skew(witness)).isZero();
        assertThat(skew(victim)).isEqualTo(1);
        var inventory = Inventory.of(witness, victim);
        String play = """
                - hosts: all
                  become: true
                  tasks:
                    - copy: {content: "{{ ansible_hostname }}\\n", dest: /srv/name}
                    - lineinfile: {path: /etc/hosts, line: 192.0.2.1 example}
                    - apt: {update_cache: true, cache_valid_time: 3600}
                    - command: sleep 1
                      timeout: 30
                      changed_when: false
                    - wait_for: {path: /srv/name, timeout: 5}
                """;

        try (var run = Drover.run(folder, inventory, play)) {
            run.end(Duration.ofSeconds(60)).isFine().finished("n1", "n2");
        }
        try (var run = Drover.run(folder, inventory, play)) {
            var again = run.end(Duration.ofSeconds(30)).isFine().finished("n1", "n2");
            assertThat(again.recapOf("n1")).contains("changed=0");
            assertThat(again.recapOf("n2")).contains("changed=0");
        }
        Traces.assertNone(witness, victim);
    }

    /** Hours between the node's clock and ours. */
    private static long skew(LabNode node) {
        long seconds = Long.parseLong(node.sh("date +%s").strip()) - System.currentTimeMillis() / 1000;
        return Math.round(seconds / 3600.0);
    }
}
