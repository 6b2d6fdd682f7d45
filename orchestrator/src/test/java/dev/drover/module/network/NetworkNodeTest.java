package dev.drover.module.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.module.NodeShell;
import dev.drover.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** uri and wait_for on a Debian node as it comes: without Python and without curl. */
@OnNodes
class NetworkNodeTest {

    @Test
    void waitsForAServerAndTalksToIt(LabNode node) {
        node.sh("printf '%s\\n' '#!/usr/bin/perl' 'use IO::Socket::INET;'"
                + " '$s = IO::Socket::INET->new(LocalPort => 8080, Listen => 5, ReuseAddr => 1) or die;'"
                + " 'while ($c = $s->accept) { $m = <$c>; while (($l = <$c>) =~ /\\S/) {}'"
                + " 'print $c \"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\n\\r\\n{\\\"up\\\": true}\"; close $c }'"
                + " >/root/web; chmod +x /root/web");
        try (var shell = new NodeShell(node)) {
            var early = shell.run("wait_for: {port: 8080, timeout: 0}");
            assertThat(early.fields()).containsEntry("msg", Value.of("Timeout when waiting for 127.0.0.1:8080"));

            node.sh("systemd-run --on-active=1 --timer-property=AccuracySec=100ms /root/web 2>/dev/null");
            assertThat(shell.run("wait_for: {port: 8080, timeout: 30}").failed())
                    .isFalse();

            int before = shell.sent();
            var page = shell.check("uri: {url: 'http://localhost:8080/health', return_content: true}");
            assertThat(page.fields())
                    .containsEntry("status", Value.of(200))
                    .containsEntry("json", Value.Mapping.of(java.util.Map.of("up", Value.TRUE)));
            assertThat(page.changed()).isFalse();
            assertThat(shell.sent() - before).isEqualTo(1);

            assertThat(shell.check("uri: {url: 'http://localhost:8080/', dest: /root/page}")
                            .changed())
                    .isTrue();
            assertThat(shell.run("uri: {url: 'http://localhost:8080/', dest: /root/page, mode: '0600'}")
                            .changed())
                    .isTrue();
            assertThat(shell.run("uri: {url: 'http://localhost:8080/', dest: /root/page, mode: '0600'}")
                            .changed())
                    .isFalse();
            assertThat(node.sh("stat -c '%a %s' /root/page; grep -c up /root/page"))
                    .isEqualTo("600 12\n1\n");

            assertThat(shell.run("uri: {url: 'http://localhost:8080/', status_code: 204}")
                            .fields()
                            .get("msg")
                            .toString())
                    .startsWith("Status code was 200 and not [204]: OK");
            assertThat(shell.run("uri: {url: 'https://localhost:8080/'}").failed())
                    .isTrue();
        }
    }

    @Test
    void hearsWhatTheNodesOwnSshSays(LabNode node) {
        try (var shell = new NodeShell(node)) {
            assertThat(shell.run("wait_for: {port: 22, search_regex: 'SSH-(2)', timeout: 20}")
                            .fields())
                    .containsEntry("match_groups", Value.Sequence.ofTexts(List.of("2")));
            assertThat(shell.run("wait_for: {port: 22, host: 0.0.0.0, state: drained, timeout: 0}")
                            .failed())
                    .as("this test is connected")
                    .isTrue();
        }
    }
}
