package dev.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

@OnNodes(count = 2)
class LabNodeTest {

    @Test
    void isASystemOfItsOwn(LabNode node) {
        assertThat(node.sh("uname -n; id -u; cat /proc/1/comm")).isEqualTo("n1\n0\nsystemd\n");
    }

    @Test
    void isReachedBySshWithTheFilesOfTheLab(LabNode node) {
        assertThat(Commands.must(node.lab().ssh(node.node(), List.of("sudo", "id", "-u")), ""))
                .isEqualTo("0\n");
        assertThat(node.inventory()).content().contains(node.inventoryLine());
    }

    @Test
    void resetForgetsAllButTheHostKey(LabNode node) {
        String key = node.sh("cat /etc/ssh/ssh_host_ed25519_key.pub");
        String identity = node.sh("cat /etc/machine-id");
        node.sh("touch /root/here");

        node.reset();

        assertThat(node.sh("ls /root; cat /etc/ssh/ssh_host_ed25519_key.pub")).isEqualTo(key);
        assertThat(node.sh("cat /etc/machine-id")).isNotEqualTo(identity);
    }

    @Test
    void keepsItsDiskOverAPowerCut(LabNode node) {
        node.sh("echo kept >/root/here");

        node.stop();
        assertThatThrownBy(() -> node.sh("true"))
                .isInstanceOf(LabException.class)
                .hasMessage("n1 is not running");

        node.start();
        assertThat(node.sh("cat /root/here")).isEqualTo("kept\n");
    }

    @Test
    void isSilentWhileItsCableIsPulled(LabNode node, LabNode other) {
        String ping =
                "timeout 1 bash -c 'read -r banner </dev/tcp/" + node.address() + "/22 && echo up' || echo silent";

        node.partition();
        assertThat(other.sh(ping)).isEqualTo("silent\n");
        assertThat(node.sh("echo inside")).isEqualTo("inside\n");

        node.heal();
        assertThat(other.sh(ping.replace("timeout 1", "timeout 10"))).isEqualTo("up\n");
    }
}
