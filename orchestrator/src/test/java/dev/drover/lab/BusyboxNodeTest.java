package dev.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

@OnNodes(image = OnNodes.Kind.BUSYBOX)
class BusyboxNodeTest {

    @Test
    void hasNothingButBusyboxAndSudo(LabNode node) {
        assertThat(node.sh("for p in bash python3 perl systemctl; do command -v $p || :; done"))
                .isEmpty();
        assertThat(Commands.must(node.lab().ssh(node.node(), List.of("sudo", "id", "-u")), ""))
                .isEqualTo("0\n");
    }
}
