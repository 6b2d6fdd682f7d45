package dev.drover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, read-only, or lack a home. n1 is the witness that goes on. */
@OnNodes(count = 2)
class DiskFaultsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String FULL = "No space left on device";

    @TempDir
    Path folder;

    @Test
    void theDestinationIsFull(LabNode witness, LabNode victim) throws Exception {
        witness.sh("mkdir /srv/data; echo old >/srv/data/large");
        victim.sh("mkdir /srv/data; mount -t tmpfs -o size=256k tmpfs /srv/data; echo old >/srv/data/large");

        var ended = copy(witness, victim);

        assertThat(ended.code()).as(ended.text()).isEqualTo(2);
        assertThat(ended.failureOf("n2")).contains("FAILED").contains(FULL).contains("/srv/data");
        ended.finished("n1");
        assertThat(victim.sh("ls -A /srv/data; cat /srv/data/large")).isEqualTo("large\nold\n");
        Traces.assertNone(witness, victim);
    }

    @Test
    void thereIsNoRoomForWhatTravels(LabNode witness, LabNode victim) throws Exception {
        witness.sh("mkdir /srv/data");
        victim.sh("mkdir /srv/data; echo old >/srv/data/large");
        // where the shell of root keeps what it is sent
        victim.sh("for d in /dev/shm /tmp /var/tmp; do mount -t tmpfs -o size=256k tmpfs $d; chmod 1777 $d; done");

        var ended = copy(witness, victim);

        assertThat(ended.code()).as(ended.text()).isEqualTo(2);
        assertThat(ended.failureOf("n2")).contains("FAILED").contains(FULL);
        ended.finished("n1");
        assertThat(victim.sh("ls -A /srv/data; cat /srv/data/large")).isEqualTo("large\nold\n");
        Traces.assertNone(witness, victim);
    }

    private Drover.Ended copy(LabNode witness, LabNode victim) throws Exception {
        var large = Files.write(folder.resolve("large"), new byte[1_000_000]);
        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  gather_facts: false
                  become: true
                  tasks:
                    - copy: {src: %s, dest: /srv/data/large}
                    - command: "true"
                """.formatted(large))) {
            return run.end(LIMIT);
        }
    }

    @Test
    void theFileSystemIsReadOnly(LabNode witness, LabNode victim) throws Exception {
        victim.sh("mount --bind /etc /etc && mount -o remount,ro,bind /etc");

        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  become: true
                  tasks:
                    - lineinfile: {path: /etc/hosts, line: 192.0.2.1 example}
                    - command: "true"
                """)) {
            var ended = run.end(LIMIT);

            assertThat(ended.code()).as(ended.text()).isEqualTo(2);
            assertThat(ended.failureOf("n2"))
                    .contains("FAILED")
                    .contains("Read-only file system")
                    .contains("/etc");
            ended.finished("n1");
        }
        assertThat(victim.sh("grep -c example /etc/hosts || :")).isEqualTo("0\n");
        Traces.assertNone(witness, victim);
    }

    @Test
    void theLoginHasNoHome(LabNode witness, LabNode victim) throws Exception {
        victim.sh(
                "mkdir /etc/ssh/keys; cp /home/deploy/.ssh/authorized_keys /etc/ssh/keys/deploy; chmod -R a+rX /etc/ssh/keys;"
                        + " echo 'AuthorizedKeysFile /etc/ssh/keys/%u' >/etc/ssh/sshd_config.d/keys.conf; systemctl restart ssh;"
                        + " rm -r /home/deploy");

        try (var run = Drover.run(folder, Inventory.of(witness, victim), """
                - hosts: all
                  tasks:
                    - command: echo {{ ansible_hostname }}
                    - copy: {content: "x\\n", dest: /srv/x}
                      become: true
                    - copy: {content: "x\\n", dest: ~/x}
                """)) {
            var ended = run.end(LIMIT);

            // only what needs the home fails
            assertThat(ended.code()).as(ended.text()).isEqualTo(2);
            assertThat(ended.failureOf("n2")).contains("FAILED").contains("/home/deploy");
            assertThat(ended.recapOf("n2")).contains("changed=2");
            ended.finished("n1");
        }
        Traces.assertNone(witness, victim);
    }
}
