package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.cli.DroverRun;
import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * playbooks/tune.yml and harden.yml on nodes that serve an application: it stays reachable, a second run changes nothing, and
 * whatever would lock us out is taken back, by the run or, where that is gone, by the node.
 */
@OnNodes(image = OnNodes.Kind.HOSTING, count = 2, clean = false)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HardenNodeTest {

    /** Only what may lock us out. */
    private static final String GUARDED =
            "{\"harden_fail2ban\": false, \"harden_updates\": false, \"harden_kernel\": false, \"harden_files\": false,"
                    + " \"harden_services\": false, \"harden_nginx\": false}";

    private static final String QUICK = "{\"harden_confirm_seconds\": 8, \"harden_second_connection_seconds\": 4}";

    @TempDir
    static Path folder;

    private WebSite site;
    private LabNode first;

    @BeforeEach
    void nodes(LabNode one, LabNode two) throws IOException {
        first = one;
        site = Files.exists(folder.resolve("hosts.ini"))
                ? new WebSite(folder, List.of(one, two))
                : WebSite.in(folder, one, two);
    }

    @Test
    @Order(1)
    void checkingChangesNothing() throws Exception {
        site.source(new Wheels(folder.resolve("wheels")), "gunicorn");
        site.runs("site");
        var before = state();
        assertThat(site.runs("tune", "--check").text()).contains("2 nodes").doesNotContain("nothing to change");
        assertThat(site.runs("harden", "--check").text()).doesNotContain("nothing to change");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void tunesByTheNodesSize() {
        assertThat(site.runs("tune").text())
                .contains(
                        "net.core.rmem_max read-only", "vm.swappiness read-only", "net.core.netdev_max_backlog absent");
        assertThat(first.sh("cat /proc/sys/net/core/somaxconn /proc/sys/net/ipv4/tcp_slow_start_after_idle"))
                .isEqualTo("4096\n0\n");
        assertThat(first.sh("ps -o ni= -p $(pgrep -o nginx); systemctl show -p CPUWeight --value nginx 'web@*.service'")
                        .strip())
                .startsWith("-5")
                .contains("400", "200");
        assertThat(first.sh("cat /etc/security/limits.d/60-drover-tune.conf")).contains("*\thard\tnofile\t");
        first.sh("systemctl restart systemd-sysctl"); // what is forbidden does not keep it from the rest
        assertThat(site.runs("tune").text()).contains("nothing to change");
    }

    @Test
    @Order(3)
    void hardensAndStaysReachable() {
        var hardened = site.runs("harden").text();
        assertThat(hardened).containsPattern("nginx.service 9\\.\\d UNSAFE -> [0-4]\\.\\d OK");
        for (var node : site.nodes()) {
            assertThat(SteadyLoad.once("http://" + node.address() + "/health", false))
                    .isNotBlank();
            assertThat(node.sh("systemctl is-active nginx fail2ban 'web@*.service'")
                            .lines())
                    .allMatch("active"::equals);
        }
        assertThat(first.sh("sshd -T | grep -E '^(passwordauthentication|x11forwarding|permitrootlogin) '"))
                .isEqualTo("permitrootlogin no\npasswordauthentication no\nx11forwarding no\n");
        assertThat(first.sh("nft list table inet drover")).contains("policy drop", "tcp dport 22", "tcp dport 80");
        assertThat(first.sh("fail2ban-client status sshd; apt-config dump Unattended-Upgrade::Origins-Pattern"))
                .contains("Banned IP list", "Debian-Security");
        assertThat(site.runs("harden").text()).contains("nothing to change");
        assertThat(site.runs("tune").text()).contains("nothing to change");
        assertThat(site.runs("site").text()).contains("nothing to change");
    }

    @Test
    @Order(4)
    void whatLocksUsOutIsTakenBack() {
        takenBack("sshd", "no second connection", "{\"harden_ssh_users\": [\"somebody\"]}");
        takenBack("sshd", "validate", "{\"harden_ssh_settings\": {\"Ciphers\": \"rot13\"}}");
        takenBack("firewall", "no second connection", "{\"harden_rules\": [{\"port\": 2299}]}");
        takenBack("sudo", "no second connection", "{\"harden_sudo_rules\": [\"deploy ALL=(ALL:ALL) PASSWD: ALL\"]}");
        takenBack("sudo", "validate", "{\"harden_sudo_rules\": [\"deploy may do all\"]}");
        first.sh("nft 'add table inet provider; add chain inet provider in { type filter hook input priority -10; };"
                + " add rule inet provider in tcp dport 2299 drop'");
        takenBack("sshd", "no second connection", "{\"harden_ssh_port\": \"2299\", \"harden_firewall\": \"none\"}");
        first.sh("nft delete table inet provider");
        assertThat(site.runs("harden", GUARDED).text()).contains("nothing to change");
    }

    private void takenBack(String part, String reason, String mistake) {
        var before = state();
        var ended = site.run("harden", GUARDED, QUICK, mistake);
        assertThat(ended.code()).as(ended.text()).isEqualTo(2);
        assertThat(ended.text())
                .contains(reason)
                .containsAnyOf(
                        "The change of " + part + " was taken back, the settings before are in force",
                        "The settings of " + part + " are as they were");
        assertThat(ended.text()).as("a mistake meets one node").doesNotContain("n2 ");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void theNodeTakesBackWhatNobodyConfirms() throws Exception {
        var before = state();
        killedInTheMiddle("{\"harden_rules\": [{\"port\": 2299}]}", "{\"harden_confirm_seconds\": 6}");
        undone("nobody confirmed it within 6 seconds");
        assertThat(state()).isEqualTo(before);
        site.runs("harden", GUARDED);

        killedInTheMiddle("{\"harden_rules\": [{\"port\": 2299}]}", "{\"harden_confirm_seconds\": 600}");
        first.stop();
        first.start();
        undone("the node was restarted before anybody confirmed it");
        assertThat(state()).isEqualTo(before);
        assertThat(site.runs("harden", GUARDED).text()).contains("nothing to change");
    }

    /** Waits until the node has taken it back. */
    private void undone(String why) {
        assertThat(first.sh(
                        "cd /var/lib/drover/guard; timeout 60 sh -c 'until [ -s firewall.undone ] && [ ! -e .firewall.undoing ]; do sleep 0.1; done';"
                                + " cat firewall.undone"))
                .contains(why);
    }

    private void killedInTheMiddle(String... variables) throws Exception {
        first.sh("rm -f /var/lib/drover/guard/firewall.undone");
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.drover.cli.Main",
                "run",
                "--limit",
                "n1",
                "-i",
                folder.resolve("hosts.ini").toString(),
                site.playbook("harden").toString(),
                "-e",
                "source=" + folder.resolve("source"),
                "-e",
                GUARDED,
                "-e",
                "{\"harden_sudo\": false}"));
        for (var variable : variables) {
            words.addAll(List.of("-e", variable));
        }
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var reader = process.inputReader()) {
            assertThat(reader.lines()
                            .filter(line -> line.contains("Log in a second time"))
                            .findFirst())
                    .isPresent();
            assertThat(first.sh("ls /var/lib/drover/guard")).contains("firewall");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    @Order(6)
    void sshdMoves() {
        site.runs("harden", GUARDED, "{\"harden_ssh_port\": \"2222\"}");
        var there = "{\"harden_ssh_port\": \"2222\", \"ansible_port\": 2222}";
        var known = new ArrayList<>(List.of(there, GUARDED));
        for (var node : site.nodes()) {
            assertThat(node.sh("ss -Hltn 'sport = 2222 or sport = 22'; nft list table inet drover"))
                    .contains(":2222")
                    .doesNotContain(":22 ", "dport 22 ");
        }
        alias();
        DroverRun again = site.runs("harden", known.toArray(String[]::new));
        assertThat(again.text()).contains("nothing to change");
    }

    /** Both nodes are known by their addresses without a port. */
    private void alias() {
        try {
            var file = folder.resolve("hosts.ini");
            var text = Files.readString(file);
            for (var node : site.nodes()) {
                text = text.replace(
                        node.inventoryLine() + "\n",
                        node.inventoryLine() + " ansible_ssh_extra_args='-o HostKeyAlias=" + node.address() + "'\n");
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What decides who gets in, and what is tuned: files, and what runs. */
    private String state() {
        return site.nodes().stream()
                .map(node -> node.sh(
                        "cd /etc; find ssh sudoers.d nftables* sysctl.d systemd/system security fail2ban apt/apt.conf.d"
                                + " -type f -o -type l 2>/dev/null | sort | xargs cksum 2>/dev/null;"
                                + " nft list table inet drover 2>/dev/null; ss -Hltn | awk '{ print $4 }' | sort;"
                                + " sysctl net.core.somaxconn net.ipv4.tcp_fin_timeout"))
                .reduce("", String::concat);
    }
}
