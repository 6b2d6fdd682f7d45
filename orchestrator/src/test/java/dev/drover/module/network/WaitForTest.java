package dev.drover.module.network;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class WaitForTest {

    @Parameter
    List<String> shell;

    @TempDir
    Path home;

    @Test
    void findsAPortThatIsOpen() throws IOException {
        try (var server = server()) {
            var result = run("port: " + server.getLocalPort());

            assertThat(result.changed()).isFalse();
            assertThat(result.fields())
                    .containsEntry("state", Value.of("started"))
                    .containsEntry("port", Value.of(server.getLocalPort()))
                    .containsEntry("path", Value.NIL)
                    .containsEntry("search_regex", Value.NIL)
                    .containsEntry("match_groups", Value.EMPTY_SEQUENCE)
                    .containsEntry("match_groupdict", Value.EMPTY_MAPPING)
                    .containsKey("elapsed");
            assertThat(message("state: stopped, timeout: 1, port: " + server.getLocalPort()))
                    .isEqualTo("Timeout when waiting for 127.0.0.1:" + server.getLocalPort() + " to stop.");
        }
    }

    @Test
    void givesUp() throws IOException {
        int port;
        try (var server = server()) {
            port = server.getLocalPort();
        }
        assertThat(message("timeout: 1, port: " + port)).isEqualTo("Timeout when waiting for 127.0.0.1:" + port);
        assertThat(message("timeout: 1, msg: not up, port: " + port)).isEqualTo("not up");
        assertThat(run("state: stopped, port: " + port).failed()).isFalse();
        assertThat(message("path: nope, timeout: 0")).isEqualTo("Timeout when waiting for file nope");
        assertThat(message("path: /etc/passwd, state: absent, timeout: 0"))
                .isEqualTo("Timeout when waiting for /etc/passwd to be absent.");
        assertThat(message("path: /etc/passwd, search_regex: 'no.{5}such', timeout: 0"))
                .isEqualTo("Timeout when waiting for search string no.{5}such in /etc/passwd");
    }

    @Test
    void waitsForAFile() throws IOException {
        Files.writeString(home.resolve("there"), "one\ntwo=2\n");

        assertThat(run("path: there").fields())
                .containsEntry("state", Value.of("file"))
                .containsEntry("path", Value.of("there"))
                .containsEntry("size", Value.of(10));
        assertThat(run("path: nope, state: absent").fields()).containsEntry("state", Value.of("absent"));
    }

    @Test
    void searchesAFileUntilItMatches() throws IOException {
        var log = Files.writeString(home.resolve("log"), "starting\n");
        var looks = new int[1];
        var local = new LocalShell(home, shell);

        var result = new Plans(
                        script -> {
                            var answer = local.apply(script);
                            if (looks[0]++ == 0) {
                                append(log);
                            }
                            return answer;
                        },
                        false)
                .run(module("wait_for: {path: log, search_regex: '^(?P<what>\\w+) on (\\d+)$', timeout: 20}")
                        .plan());

        assertThat(result.failed()).as(result.toString()).isFalse();
        assertThat(result.fields())
                .containsEntry("match_groups", Value.Sequence.ofTexts(List.of("listening", "80")))
                .containsEntry("match_groupdict", Value.Mapping.of(Map.of("what", Value.of("listening"))))
                .containsEntry("state", Value.of("file"));
    }

    @Test
    void searchesWhatAServerSays() throws IOException {
        try (var server = server()) {
            Thread.startVirtualThread(() -> greet(server));

            assertThat(run("port: %d, connect_timeout: 2, search_regex: 'SSH-([0-9.]+)'"
                                    .formatted(server.getLocalPort()))
                            .fields())
                    .containsEntry("match_groups", Value.Sequence.ofTexts(List.of("2.0")));
            assertThat(message("port: %d, connect_timeout: 1, timeout: 1, search_regex: HTTP"
                            .formatted(server.getLocalPort())))
                    .isEqualTo("Timeout when waiting for search string HTTP in 127.0.0.1:" + server.getLocalPort());
        }
    }

    @Test
    void waitsForConnectionsToEnd() throws IOException {
        try (var server = server()) {
            int port = server.getLocalPort();
            try (var client = new Socket(InetAddress.getLoopbackAddress(), port);
                    var accepted = server.accept()) {
                assertThat(client.isConnected() && accepted.isConnected()).isTrue();
                assertThat(message("state: drained, timeout: 0, port: " + port))
                        .isEqualTo("Timeout when waiting for 127.0.0.1:" + port + " to drain");
                assertThat(message("state: drained, host: 0.0.0.0, timeout: 0, port: " + port))
                        .isEqualTo("Timeout when waiting for 0.0.0.0:" + port + " to drain");
                assertThat(run("state: drained, exclude_hosts: [127.0.0.1, 10.1.2.3], port: " + port)
                                .failed())
                        .isFalse();
                assertThat(run("state: drained, active_connection_states: [SYN_RECV], port: " + port)
                                .failed())
                        .isFalse();
                assertThat(run("state: drained, host: 10.1.2.3, port: " + port).failed())
                        .isFalse();
            }
        }
    }

    @Test
    void waitsForATime() {
        assertThat(run("timeout: 1").fields().get("elapsed")).isIn(Value.of(1), Value.of(2));
    }

    @Test
    void refusesWhatCanNotBe() {
        assertThatThrownBy(() -> module("wait_for: {port: 1, path: /x}"))
                .hasMessageContaining("port and path parameter can not both be passed to wait_for");
        assertThatThrownBy(() -> module("wait_for: {path: /x, state: drained}"))
                .hasMessageContaining("state=drained should only be used for checking a port");
        assertThatThrownBy(() -> module("wait_for: {port: 99999}")).hasMessageContaining("there is no port 99999");
        assertThatThrownBy(() -> module("wait_for: {port: 80, exclude_hosts: [a]}"))
                .hasMessageContaining("exclude_hosts should only be with state=drained");
        assertThatThrownBy(() -> module("wait_for: {port: 80, active_connection_states: [OPEN]}"))
                .hasMessageContaining("must be some of ESTABLISHED");
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void greet(ServerSocket server) {
        try {
            while (true) {
                server.accept().getOutputStream().write("SSH-2.0-Test\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException _) {
            // the test is over
        }
    }

    private static void append(Path log) {
        try {
            Files.writeString(log, "starting\nlistening on 80\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String message(String arguments) {
        var result = run(arguments);
        assertThat(result.failed()).isTrue();
        return result.fields().get("msg").toString();
    }

    private Result run(String arguments) {
        return new Plans(new LocalShell(home, shell), false)
                .run(module("wait_for: {" + arguments + "}").plan());
    }
}
