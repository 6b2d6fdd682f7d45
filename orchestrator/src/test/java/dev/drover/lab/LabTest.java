package dev.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parts of a lab that can be told without one. */
class LabTest {

    private final LabNetwork network = new LabNetwork("10.88.7");
    private final LabFiles files = new LabFiles(Path.of("/labs/demo"), network);
    private final NodeName n1 = new NodeName(1);

    @Test
    void nodesHaveAddressesByTheirNumber() {
        assertThat(network.address(n1)).isEqualTo("10.88.7.11");
        assertThat(network.address(new NodeName(189))).isEqualTo("10.88.7.199");
        assertThat(network.mac(n1)).isEqualTo("02:88:0a:58:07:0b");
        assertThat(network.holds("10.88.70.1")).isFalse();
    }

    @Test
    void namesAreCheckedAtOnce() {
        assertThatThrownBy(() -> new LabName("far-too-long"))
                .hasMessageContaining("'far-too-long' is no name for a lab");
        assertThatThrownBy(() -> NodeName.of("web1")).hasMessageContaining("nodes are called n1, n2");
        assertThatThrownBy(() -> NodeName.of("n190")).hasMessageContaining("between 1 and 189");
        assertThatThrownBy(() -> new LabNetwork("10.88")).hasMessageContaining("such as 10.88.0");
        assertThatThrownBy(() -> new LabNetwork("10.88.256")).hasMessageContaining("no network");
        assertThatThrownBy(() -> LabSpec.of(new LabName("demo"), 1).with(List.of("-o evil")))
                .hasMessageContaining("no name of a Debian package");
    }

    @Test
    void writesWhatAnsibleAndSshRead() {
        assertThat(files.inventoryText(List.of(n1)))
                .startsWith("[lab]\nn1 ansible_host=10.88.7.11\n")
                .contains(
                        "ansible_user=deploy",
                        "ansible_ssh_private_key_file=/labs/demo/id",
                        "StrictHostKeyChecking=yes");
        assertThat(files.knownHostsText(Map.of(n1, "ssh-ed25519 AAAA n1\n")))
                .isEqualTo("n1,10.88.7.11 ssh-ed25519 AAAA\n");
        assertThat(files.sshConfigText(List.of(n1))).startsWith("Host n1\n  HostName 10.88.7.11\nHost *\n");
        assertThat(files.hostsText())
                .startsWith("127.0.0.1 localhost\n10.88.7.11 n1\n")
                .endsWith("10.88.7.199 n189\n");
    }

    @Test
    void aResolverOnTheLoopbackIsNoneForANode() {
        assertThat(LabFiles.resolver("nameserver 127.0.0.53\n", "nameserver 9.9.9.9\n"))
                .isEqualTo("nameserver 9.9.9.9\n");
        assertThat(LabFiles.resolver("nameserver 1.1.1.1\n", "nameserver 9.9.9.9\n"))
                .isEqualTo("nameserver 1.1.1.1\n");
    }

    @Test
    void forwardsToTheUplinkOnly() {
        var rules = new NatRules(new LabName("demo"), network, "eth0");

        assertThat(rules.text(false))
                .contains("ip saddr 10.88.7.0/24 oifname \"eth0\" masquerade")
                .contains("iifname \"br-demo\" oifname != { \"br-demo\", \"eth0\" } drop")
                .doesNotContain("drover_guard");
        assertThat(rules.text(true)).contains("drover_guard", "iifname \"eth0\" ct state new,invalid drop");
        assertThat(NatRules.uplink("default via 10.0.0.1 dev ens3 proto dhcp\n"))
                .isEqualTo("ens3");
        assertThat(NatRules.uplink("")).isEmpty();
    }

    @Test
    void anImageIsNamedByItsRecipe() {
        var images = new Images(Path.of("/images"));
        var plain = images.layers(Image.DEBIAN, List.of());
        var layered = images.layers(Image.DEBIAN, List.of("nginx"));

        assertThat(plain).hasSize(1);
        assertThat(layered).hasSize(2).endsWith(plain.getFirst()).doesNotHaveDuplicates();
        assertThat(images.layers(new Image.Debian("trixie"), List.of())).isNotEqualTo(plain);
        assertThat(images.layers(new Image.Root(Path.of("/tree"), "/init"), List.of()))
                .containsExactly(Path.of("/tree"));
    }

    @Test
    void tellsWhatABuildIsDoing() {
        assertThat(Images.step("I: extracting archives...")).contains("extracting archives");
        assertThat(Images.step("Setting up libc6:amd64 (2.36-9) ...")).contains("setting up libc6");
        assertThat(Images.step("Unpacking systemd (252) ...")).contains("unpacking systemd");
        assertThat(Images.step("Get:3 http://mirror.example/debian bookworm/main amd64 dash amd64 0.5 [96 kB]"))
                .contains("fetching dash");
        assertThat(Images.step("(Reading database ... ")).isEmpty();
    }

    @Test
    void findsItsPlaceInEveryHierarchy() {
        String mounts = """
                30 25 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                31 25 0:27 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct
                32 25 0:28 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                33 25 0:29 / /tmp rw - tmpfs tmpfs rw
                """;

        assertThat(Cgroups.roots(mounts, "5:memory:/job\n4:cpu,cpuacct:/\n0::/job\n"))
                .containsExactly(
                        Path.of("/sys/fs/cgroup/memory/job"),
                        Path.of("/sys/fs/cgroup/cpu"),
                        Path.of("/sys/fs/cgroup/unified"));
    }
}
