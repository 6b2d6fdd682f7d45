package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that do not let one become root. n1 is the witness that goes on. */
@OnNodes(count = 2)
class BecomeFaultsTest {

    /** A wrong password is answered late: PAM waits two seconds, and some more. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String PLAY = """
            - hosts: all
              gather_facts: false
              become: true
              tasks:
                - command: id -u
            """;

    @TempDir
    Path folder;

    @Test
    void sudoRefuses(LabNode witness, LabNode victim) throws Exception {
        // sudo -n would only say that it wants a password
        victim.sh("gpasswd -d ops sudo >/dev/null; echo 'ops ALL=(ALL:ALL) /bin/true' >/etc/sudoers.d/ops");

        var ended = run(
                Inventory.of(witness, victim).add("n2", victim, "ansible_user=ops", "ansible_become_password=ops-lab"));

        assertThat(ended.code()).as(ended.text()).isEqualTo(2);
        assertThat(ended.failureOf("n2"))
                .contains("FAILED")
                .contains("sudo to root failed")
                .containsIgnoringCase("user ops is not allowed to execute");
        ended.finished("n1");
        Traces.assertNone(witness, victim);
    }

    @Test
    void sudoWantsAPasswordThatNobodyGave(LabNode witness, LabNode victim) throws Exception {
        var ended = run(Inventory.of(witness, victim).add("n2", victim, "ansible_user=ops"));

        assertThat(ended.code()).as(ended.text()).isEqualTo(2);
        assertThat(ended.failureOf("n2"))
                .contains("FAILED")
                .contains("sudo to root needs a password, and none was given");
        ended.finished("n1");
        Traces.assertNone(witness, victim);
    }

    @Test
    void thePasswordIsWrong(LabNode witness, LabNode victim) throws Exception {
        var ended = run(Inventory.of(witness, victim)
                .add("n2", victim, "ansible_user=ops", "ansible_become_password=not-ops-lab"));

        assertThat(ended.code()).as(ended.text()).isEqualTo(2);
        assertThat(ended.failureOf("n2")).contains("FAILED").contains("sudo to root: the password is wrong");
        assertThat(ended.text()).doesNotContain("not-ops-lab");
        ended.finished("n1");
        Traces.assertNone(witness, victim);
    }

    private Drover.Ended run(Inventory inventory) throws InterruptedException {
        try (var run = Drover.run(folder, inventory, PLAY)) {
            return run.end(LIMIT);
        }
    }
}
