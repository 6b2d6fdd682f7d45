package dev.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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

    @Test
    void isReachedLateOverASlowCable(LabNode node, LabNode other) {
        String millis = "s=$(date +%s%N); read -r banner </dev/tcp/" + node.address()
                + "/22; echo $((($(date +%s%N) - s) / 1000000))";
        var timed = "bash -c '" + millis + "'";

        node.slow(new Slowness(Duration.ofMillis(200), 2, 10_000));
        // a round trip to connect; with 2 % loss one more packet may come late
        assertThat(Integer.parseInt(other.sh(timed).strip())).isGreaterThanOrEqualTo(200);
        assertThat(node.sh("echo inside")).isEqualTo("inside\n");

        node.slow(new Slowness(Duration.ZERO, 100, 0));
        assertThat(other.sh("timeout 1 " + timed + " || echo silent")).isEqualTo("silent\n");

        node.heal();
        assertThat(other.sh("timeout 10 " + timed + " >/dev/null && echo up")).isEqualTo("up\n");
    }
}
