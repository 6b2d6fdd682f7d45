package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where systemd listens in place of sshd, the socket unit moves with it, or is taken back with it. */
@OnNodes(image = OnNodes.Kind.HOSTING, count = 1)
class HardenSocketNodeTest {

    private static final String ONLY =
            "{\"harden_fail2ban\": false, \"harden_updates\": false, \"harden_kernel\": false,"
                    + " \"harden_files\": false, \"harden_services\": false, \"harden_nginx\": false, \"harden_confirm_seconds\": 15,"
                    + " \"harden_second_connection_seconds\": 5, \"harden_ssh_port\": \"2222\", \"harden_firewall\": \"none\"}";

    @TempDir
    Path folder;

    @Test
    void movesOrIsTakenBack(LabNode node) throws Exception {
        var site = WebSite.in(folder, node);
        node.sh("systemctl disable --now ssh.service; systemctl enable --now ssh.socket; apt-get update -qq;"
                + " apt-get install -y -qq nftables >/dev/null 2>&1; nft 'add table inet provider;"
                + " add chain inet provider in { type filter hook input priority -10; };"
                + " add rule inet provider in tcp dport 2222 drop'");
        var mistaken = site.run("harden", ONLY);
        assertThat(mistaken.code()).as(mistaken.text()).isEqualTo(2);
        assertThat(mistaken.text()).contains("The change of sshd was taken back", "no second connection");
        assertThat(node.sh("ss -Hltn; ls /etc/systemd/system/ssh.socket.d"))
                .contains(":22 ")
                .doesNotContain(":2222 ", "drover");

        node.sh("nft delete table inet provider");
        assertThat(site.runs("harden", ONLY).text()).contains("listens at port 2222 now");
        assertThat(node.sh("ss -Hltn; systemctl is-active ssh.socket"))
                .contains(":2222 ", "active")
                .doesNotContain(":22 ");
    }
}
