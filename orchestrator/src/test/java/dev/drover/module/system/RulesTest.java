package dev.drover.module.system;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void rulesOfIptables() {
        assertThat(iptables("protocol: tcp, destination_port: 80, ctstate: [NEW], jump: ACCEPT, comment: it's web"))
                .isEqualTo(
                        "-p tcp -j ACCEPT --destination-port 80 -m conntrack --ctstate NEW -m comment --comment it's web");
        assertThat(iptables("source: '!10.0.0.0/8', in_interface: eth0, goto: MINE"))
                .isEqualTo("! -s 10.0.0.0/8 -g MINE -i eth0");
        assertThatThrownBy(() -> module("iptables: {jump: DROP}"))
                .hasMessage("module \"iptables\": chain is required, unless flush is given");
    }

    @Test
    void rulesOfUfw() {
        assertThat(ufw("rule: allow, port: 22, proto: tcp, comment: my ssh"))
                .isEqualTo("allow from any to any port 22 proto tcp comment my ssh");
        assertThat(ufw("rule: limit, direction: in, if: eth0, src: 10.0.0.0/8, log: true, insert: 1"))
                .isEqualTo("insert 1 limit in on eth0 log from 10.0.0.0/8 to any");
        assertThat(ufw("rule: deny, name: OpenSSH, delete: true, comment: gone"))
                .isEqualTo("delete deny from any to any app OpenSSH");
    }

    @Test
    void linesOfFstab() {
        var table = new Fstab("# disks\nUUID=1 / ext4 defaults 0 1\n/dev/b /mnt/a\\040b ext4 ro 0 0\n");
        assertThat(table.entry("/mnt/a b", "").orElseThrow()).contains("ro");
        assertThat(table.without("/mnt/a b", "")).isEqualTo("# disks\nUUID=1 / ext4 defaults 0 1\n");
    }

    @Test
    void settingsOfTheKernel() {
        var call = (Sysctl) module("sysctl: {name: vm.swappiness, value: 10}");
        assertThat(call.edited("# x\nvm.swappiness = 60\nvm.swappiness=1\n")).isEqualTo("# x\nvm.swappiness=10\n");
        assertThat(call.edited("vm.swappiness = 10\n")).isEqualTo("vm.swappiness = 10\n");
        assertThat(call.edited("")).isEqualTo("vm.swappiness=10\n");
    }

    @Test
    void limitsOfLogins() {
        var call = (PamLimits)
                module("pam_limits: {domain: '*', limit_type: soft, limit_item: nofile, value: 65536, comment: tuned}");
        assertThat(call.edited("# x\n* soft nofile 1024 # few\n* hard nofile 9\n* soft nofile 7\n"))
                .isEqualTo("# x\n*\tsoft\tnofile\t65536\t#tuned\n* hard nofile 9\n");
        assertThat(call.edited("* soft nofile 65536\n")).isEqualTo("* soft nofile 65536\n");
        assertThat(call.edited("")).isEqualTo("*\tsoft\tnofile\t65536\t#tuned\n");
        var most = (PamLimits)
                module("pam_limits: {domain: x, limit_type: '-', limit_item: nproc, value: 50, use_max: true}");
        assertThat(most.edited("x - nproc unlimited\n")).isEqualTo("x - nproc unlimited\n");
        assertThat(most.edited("x - nproc 49\n")).isEqualTo("x\t-\tnproc\t50\n");
        assertThatThrownBy(() -> module("pam_limits: {domain: x, limit_type: both, limit_item: nproc, value: 1}"))
                .hasMessageContaining("limit_type must be hard, soft or -");
    }

    private static String iptables(String arguments) {
        return String.join(" ", ((Iptables) module("iptables: {chain: INPUT, " + arguments + "}")).rule());
    }

    private static String ufw(String arguments) {
        return String.join(" ", ((Ufw) module("ufw: {" + arguments + "}")).words());
    }
}
