package dev.drover.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.NodeException;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections to a server in this process. */
class ConnectionsTest {

    private static KeyPair hostKey;
    private static KeyPair key;

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private Prompt prompt = Prompt.NONE;
    private TestServer server;
    private Connections connections;

    @BeforeAll
    static void keys() throws Exception {
        LeanConfig.create();
        hostKey = TestServer.pair("EC", 256);
        key = TestServer.pair("EC", 256);
    }

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(hostKey, key);
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/known_hosts"), server.knownHostsLine());
    }

    @AfterEach
    void stop() throws IOException {
        if (connections != null) {
            connections.close();
        }
        server.close();
    }

    @Test
    void logsInWithAUsualKey() throws Exception {
        TestServer.write(key, home.resolve(".ssh/id_ecdsa"), null);

        assertThat(run(endpoint(server)).out()).isEqualTo("hello\n");
        assertThat(server.logins).isEqualTo(1);
    }

    /** Up to the first answer no more than docs/reports.md says; behind it one for each script that is waited for. */
    @Test
    void countsRoundTrips() throws Exception {
        TestServer.write(key, home.resolve(".ssh/id_ecdsa"), null);
        var node = connections().open(endpoint(server));
        var shell = node.shell(Optional.empty());

        get(shell.send(Script.of("true")).answer());
        var first = node.traffic();
        for (int i = 0; i < 5; i++) {
            get(shell.send(Script.of("true")).answer());
        }
        var sixth = node.traffic();

        assertThat(first.roundTrips()).isBetween(7, 10);
        assertThat(first.connecting()).isPositive();
        assertThat(sixth.roundTrips() - first.roundTrips()).isEqualTo(5);
        assertThat(sixth.sent()).isGreaterThan(first.sent());
    }

    @ParameterizedTest
    // the server of the test knows no Ed25519 keys: LoginNodeTest has them
    @CsvSource({"EC, 256", "EC, 384", "EC, 521", "RSA, 2048"})
    void logsInWithEachKindOfKey(String algorithm, int bits) throws Exception {
        var mine = TestServer.pair(algorithm, bits);
        try (var other = new TestServer(hostKey, mine)) {
            know(other);
            var file = TestServer.write(mine, home.resolve("mine"), null);

            assertThat(run(endpoint(other, "-i", file.toString())).out()).isEqualTo("hello\n");
        }
    }

    @Test
    void anEncryptedKeyIsAskedForOnce() throws Exception {
        var asked = new ArrayList<Path>();
        prompt = file -> {
            asked.add(file);
            return Optional.of("sesame".toCharArray());
        };
        var file = TestServer.write(key, home.resolve("locked"), "sesame");

        assertThat(run(endpoint(server, "-i", file.toString())).out()).isEqualTo("hello\n");
        assertThat(run(endpoint(server, "-i", file.toString())).out()).isEqualTo("hello\n");
        assertThat(asked).containsExactly(file);
    }

    @Test
    void keysThatCannotBeUsedAreNamed() throws Exception {
        prompt = file -> file.endsWith("wrong") ? Optional.of("wrong".toCharArray()) : Optional.empty();
        TestServer.write(key, home.resolve("wrong"), "sesame");
        TestServer.write(key, home.resolve("locked"), "sesame");
        Files.writeString(
                home.resolve("old"), "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n");
        var words = new ArrayList<String>();
        for (var name : List.of("wrong", "locked", "old", "gone")) {
            words.addAll(List.of("-i", home.resolve(name).toString()));
        }

        assertThatThrownBy(() -> run(endpoint(server, words.toArray(String[]::new))))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageContaining("the server does not let me log in; there was nothing to offer")
                .hasMessageContaining("the passphrase of " + home.resolve("wrong") + " is wrong")
                .hasMessageContaining(home.resolve("locked") + " is encrypted, and no passphrase was given")
                .hasMessageContaining("ssh-keygen -p -f " + home.resolve("old"))
                .hasMessageContaining(home.resolve("gone") + " does not exist");
    }

    @ParameterizedTest
    @CsvSource({"EC, 256", "RSA, 2048"})
    void logsInWithTheAgentsKey(String algorithm, int bits) throws Exception {
        var mine = TestServer.pair(algorithm, bits);
        environment.put("SSH_AUTH_SOCK", home.resolve("agent").toString());
        try (var agent = new TestAgent(home.resolve("agent"), mine);
                var other = new TestServer(hostKey, mine)) {
            know(other);
            assertThat(new Agent(home.resolve("agent")).identities())
                    .singleElement()
                    .extracting(Agent.Identity::comment)
                    .isEqualTo("me@agent");

            assertThat(run(endpoint(other)).out()).isEqualTo("hello\n");
            assertThat(agent).isNotNull();
        }
    }

    @Test
    void anEncryptedKeyThatTheAgentHoldsIsLeftToIt() throws Exception {
        environment.put("SSH_AUTH_SOCK", home.resolve("agent").toString());
        var file = TestServer.write(key, home.resolve("locked"), "sesame");
        try (var agent = new TestAgent(home.resolve("agent"), key)) {
            assertThat(run(endpoint(server, "-i", file.toString(), "-o", "IdentitiesOnly=yes"))
                            .out())
                    .isEqualTo("hello\n");
            assertThat(agent).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"password", "keyboard-interactive"})
    void logsInWithAPassword(String method) throws Exception {
        server.acceptingOnly(method);

        assertThat(run(endpoint(server).withPassword(TestServer.PASSWORD)).out())
                .isEqualTo("hello\n");
    }

    @Test
    void aRefusalSaysWhatWasOffered() throws Exception {
        TestServer.write(TestServer.pair("EC", 256), home.resolve(".ssh/id_ecdsa"), null);

        assertThatThrownBy(() -> run(endpoint(server).withPassword("wrong")))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageStartingWith("the server does not let me log in; offered were: password, "
                        + home.resolve(".ssh/id_ecdsa") + ".")
                .hasMessageContaining("It accepts: ");
    }

    @Test
    void anUnknownHostKeyIsRefusedWithAdvice() throws Exception {
        Files.delete(home.resolve(".ssh/known_hosts"));

        assertThatThrownBy(() -> run(endpoint(server).withPassword(TestServer.PASSWORD)))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageStartingWith("the host key is not known: it is ecdsa-sha2-nistp256 SHA256:")
                .hasMessageContaining(
                        "ssh-keyscan -p " + server.port() + " 127.0.0.1 >>" + home.resolve(".ssh/known_hosts"));
    }

    @Test
    void aChangedHostKeyIsRefused() throws Exception {
        Files.writeString(
                home.resolve(".ssh/known_hosts"), "[127.0.0.1]:" + server.port() + " " + TestServer.line(key) + "\n");

        assertThatThrownBy(() -> run(endpoint(server, "-o", "StrictHostKeyChecking=accept-new")
                        .withPassword(TestServer.PASSWORD)))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageStartingWith("the host key has changed")
                .hasMessageContaining(home.resolve(".ssh/known_hosts") + ":1");
        assertThat(server.logins).isZero();
    }

    @Test
    void aNewHostKeyIsAcceptedWhereWanted() throws Exception {
        Files.delete(home.resolve(".ssh/known_hosts"));
        var endpoint =
                endpoint(server, "-o", "StrictHostKeyChecking=accept-new").withPassword(TestServer.PASSWORD);

        assertThat(run(endpoint).out()).isEqualTo("hello\n");
        assertThat(home.resolve(".ssh/known_hosts"))
                .hasContent(server.knownHostsLine().strip());
    }

    @Test
    void aConnectionThatIsCutFailsWhatIsUnderWay() throws Exception {
        var node = connections().open(endpoint(server).withPassword(TestServer.PASSWORD));
        var pipe = home.resolve("pipe");
        assertThat(get(node.shell(Optional.empty())
                                .send(Script.of("mkfifo {}", pipe))
                                .answer())
                        .ok())
                .isTrue();
        var first = node.shell(Optional.empty())
                .send(Script.of("echo up >{}; sleep 5", pipe))
                .answer();
        var second = node.shell(Optional.empty()).send(Script.of("echo never")).answer();
        assertThat(Files.readString(pipe)).isEqualTo("up\n");

        server.sshd.stop(true);

        assertThatThrownBy(() -> get(first))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageContaining("connection was lost");
        assertThatThrownBy(() -> get(second)).isInstanceOf(NodeException.Unreachable.class);
        assertThatThrownBy(() -> get(node.shell(Optional.empty())
                        .send(Script.of("echo never"))
                        .answer()))
                .isInstanceOf(NodeException.Unreachable.class);
    }

    @Test
    void jumpHostsAreConnectedToOnce() throws Exception {
        try (var first = new TestServer(hostKey, key);
                var second = new TestServer(hostKey, key)) {
            know(first);
            know(second);
            var file = TestServer.write(key, home.resolve("mine"), null);
            var random = new byte[1_000_000];
            new Random(5).nextBytes(random);
            var endpoint = new Endpoint(
                    "127.0.0.1",
                    Optional.empty(),
                    java.util.OptionalInt.of(server.port()),
                    Optional.of("me"),
                    Optional.empty(),
                    List.of(file),
                    List.of("-J", "me@127.0.0.1:" + first.port() + ",me@127.0.0.1:" + second.port()),
                    Optional.empty(),
                    Optional.empty(),
                    0);

            var answers = IntStream.range(0, 5)
                    .mapToObj(i -> connections()
                            .open(endpoint)
                            .shell(Optional.empty())
                            .send(Script.of(new Sh("cat \"$a1\""), new Attachment.Bytes(random)))
                            .answer())
                    .toList();

            for (var answer : answers) {
                assertThat(get(answer).stdout()).isEqualTo(random);
            }
            assertThat(first.logins).isEqualTo(1);
            assertThat(second.logins).isEqualTo(1);
            assertThat(server.logins).isEqualTo(5);
        }
    }

    @Test
    void aJumpHostThatIsNotThereIsNamed() throws Exception {
        int port = freePort();

        assertThatThrownBy(() -> run(endpoint(server, "-J", "127.0.0.1:" + port)))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessage("the jump host 127.0.0.1: 127.0.0.1 port " + port
                        + " refused the connection: no SSH server listens there");
    }

    @Test
    void whatIsNotThereIsSaidInWords() throws Exception {
        int port = freePort();
        assertThatThrownBy(() -> run(Endpoint.of("127.0.0.1").withArguments("-p", String.valueOf(port))))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessage("127.0.0.1 port " + port + " refused the connection: no SSH server listens there");
        assertThatThrownBy(() -> run(Endpoint.of("no-such-host.invalid")))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessage("the name no-such-host.invalid is not known");
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> run(Endpoint.of("127.0.0.1")
                            .withArguments("-p", String.valueOf(silent.getLocalPort()), "-o", "ConnectTimeout=1")))
                    .isInstanceOf(NodeException.Unreachable.class)
                    .hasMessage("127.0.0.1 port " + silent.getLocalPort() + " did not answer within 1 s");
        }
        assertThatThrownBy(() -> run(Endpoint.of("127.0.0.1").withArguments("-A")))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageStartingWith("ssh argument -A is not supported");
    }

    @Test
    void aServerThatTurnsAwayIsTriedAgain() throws Exception {
        try (var crowded = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var seen = new AtomicInteger();
            Thread.ofVirtual().start(() -> {
                while (turnAway(crowded)) {
                    seen.incrementAndGet();
                }
            });

            assertThatThrownBy(() -> run(Endpoint.of("127.0.0.1")
                            .withArguments("-p", String.valueOf(crowded.getLocalPort()), "-o", "ConnectTimeout=1")))
                    .isInstanceOf(NodeException.Unreachable.class)
                    .hasMessageContaining("closed the connection before anybody could log in");
            assertThat(seen).hasValueGreaterThan(2);
        }
    }

    private static boolean turnAway(ServerSocket server) {
        try (var client = server.accept()) {
            return client.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void manyConnectionsToOneServerAllSucceed() throws Exception {
        TestServer.write(key, home.resolve(".ssh/id_ecdsa"), null);

        var answers = IntStream.range(0, 40)
                .mapToObj(i -> connections()
                        .open(endpoint(server))
                        .shell(Optional.empty())
                        .send(Script.of("echo {}", i))
                        .answer())
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(get(answers.get(i)).out()).isEqualTo(i + "\n");
        }
    }

    @Test
    void nothingIsLeftInANetworkReadAfterClosing() throws Exception {
        assertThat(run(endpoint(server).withPassword(TestServer.PASSWORD)).ok()).isTrue();

        connections.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("sshj-Reader"));
    }

    private void know(TestServer other) throws IOException {
        Files.writeString(
                home.resolve(".ssh/known_hosts"),
                Files.readString(home.resolve(".ssh/known_hosts")) + other.knownHostsLine());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Endpoint endpoint(TestServer server, String... more) {
        var words = new ArrayList<>(List.of("-p", String.valueOf(server.port()), "-l", "me"));
        words.addAll(Arrays.asList(more));
        return Endpoint.of("127.0.0.1").withArguments(words.toArray(String[]::new));
    }

    private Connections connections() {
        if (connections == null) {
            connections = new Connections(home, environment::get, prompt);
        }
        return connections;
    }

    private Answer run(Endpoint endpoint) throws Exception {
        try (var node = connections().open(endpoint)) {
            return get(
                    node.shell(Optional.empty()).send(Script.of("echo hello")).answer());
        }
    }

    private static Answer get(CompletableFuture<Answer> answer) throws Exception {
        try {
            return answer.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NodeException why ? why : e;
        }
    }
}
