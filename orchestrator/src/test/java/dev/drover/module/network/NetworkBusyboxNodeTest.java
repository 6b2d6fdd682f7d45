package dev.drover.module.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeShell;
import dev.drover.value.Value;
import org.junit.jupiter.api.Test;

/** uri and wait_for on a node with nothing but busybox. */
@OnNodes(image = OnNodes.Kind.BUSYBOX)
class NetworkBusyboxNodeTest {

    @Test
    void waitsForAPortAndSaysWhatHttpsNeeds(LabNode node) {
        try (var shell = new NodeShell(node)) {
            assertThat(shell.run("wait_for: {port: 22, timeout: 20}").failed()).isFalse();
            assertThat(shell.run("wait_for: {port: 8080, timeout: 0}").fields())
                    .containsEntry("msg", Value.of("Timeout when waiting for 127.0.0.1:8080"));
            assertThat(shell.run("uri: {url: 'http://127.0.0.1:8080/'}")
                            .fields()
                            .get("msg")
                            .toString())
                    .contains("onnection refused");
            assertThat(shell.run("uri: {url: 'https://127.0.0.1:8080/'}")
                            .fields()
                            .get("msg")
                            .toString())
                    .endsWith("https needs curl, python3 or openssl on the node, which is not there");
        }
    }
}
