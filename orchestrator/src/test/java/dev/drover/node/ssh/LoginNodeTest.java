package dev.drover.node.ssh;

import static dev.drover.lab.OnNodes.Kind.BUSYBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.NodeException;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in to real servers, with keys as ssh-keygen makes them. */
@OnNodes(count = 3, clean = false)
@OnNodes(image = BUSYBOX, clean = false)
class LoginNodeTest {

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private Prompt prompt = Prompt.NONE;
    private Connections connections;

    @BeforeEach
    void start() {
        connections = new Connections(home, environment::get, file -> prompt.passphrase(file));
    }

    @AfterEach
    void stop() {
        connections.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, '', DEBIAN",
        "ecdsa, '', DEBIAN",
        "rsa, '', DEBIAN",
        "ed25519, sesame, DEBIAN",
        "rsa, sesame, DEBIAN",
        "ed25519, '', BUSYBOX",
        "ecdsa, '', BUSYBOX",
        "rsa, '', BUSYBOX"
    })
    void logsInWithKeysOfSshKeygen(
            String type, String passphrase, OnNodes.Kind kind, LabNode debian, @OnNodes.Of(BUSYBOX) LabNode busybox)
            throws Exception {
        var node = kind == BUSYBOX ? busybox : debian;
        var key = home.resolve("mine");
        sh("ssh-keygen -q -t " + type + " -N '" + passphrase + "' -f " + key);
        prompt = file -> Optional.of(passphrase.toCharArray());
        allow(node, Files.readString(Path.of(key + ".pub")));

        assertThat(run(node, "-i", key.toString()).out()).isEqualTo("hello\n");
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "ecdsa"})
    void logsInWithACertificate(String type, LabNode node) throws Exception {
        sh("ssh-keygen -q -t ed25519 -N '' -f " + home.resolve("ca"));
        sh("ssh-keygen -q -t " + type + " -N '' -f " + home.resolve("mine"));
        sh("ssh-keygen -q -s " + home.resolve("ca") + " -I me -n deploy " + home.resolve("mine.pub"));
        allow(node, "cert-authority " + Files.readString(home.resolve("ca.pub")));

        assertThat(run(node, "-i", home.resolve("mine").toString()).out()).isEqualTo("hello\n");
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "ecdsa", "rsa"})
    void logsInWithARealAgent(String type, LabNode node) throws Exception {
        var key = home.resolve("mine");
        sh("ssh-keygen -q -t " + type + " -N '' -f " + key);
        allow(node, Files.readString(Path.of(key + ".pub")));
        var agent = new ProcessBuilder("ssh-agent", "-D", "-a", home + "/agent").start();
        try {
            agent.getInputStream().read(); // it says where it listens
            sh("SSH_AUTH_SOCK=" + home + "/agent ssh-add -q " + key + " && rm " + key);
            environment.put("SSH_AUTH_SOCK", home + "/agent");

            assertThat(run(node).out()).isEqualTo("hello\n");
        } finally {
            agent.destroy();
        }
    }

    @Test
    void goesThroughRealJumpHosts(LabNode first, LabNode second, LabNode last) throws Exception {
        var words = List.of("-F", last.lab().sshConfig().toString(), "-J", first.name() + "," + second.name());
        var endpoint = Endpoint.of(last.name()).withArguments(words.toArray(String[]::new));

        assertThat(answer(endpoint, Script.of("uname -n; echo \"${SSH_CONNECTION%% *}\""))
                        .out())
                .isEqualTo(last.name() + "\n" + second.address() + "\n");
    }

    @Test
    void sixtyAtOnceAllComeThrough(LabNode node) throws Exception {
        var lab = NodeEndpoint.of(node, "deploy");
        var answers = IntStream.range(0, 60)
                .mapToObj(i -> connections
                        .open(lab)
                        .shell(Optional.empty())
                        .send(Script.of("echo {}", i))
                        .answer())
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(get(answers.get(i)).out()).isEqualTo(i + "\n");
        }
    }

    @Test
    void largeFilesTakeNoMemory(LabNode node) throws Exception {
        long size = 1200L << 20; // more than the program may have
        var file = home.resolve("large");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }

        var answer = answer(
                NodeEndpoint.of(node, "root"),
                Script.of(new Sh("wc -c <\"$a1\""), new Attachment.LocalFile(file, size)));

        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).isEqualTo(size + "\n");
    }

    @Test
    void aKeyThatIsNotAllowedIsNamed(LabNode node) throws Exception {
        sh("ssh-keygen -q -t ed25519 -N '' -f " + home.resolve("stranger"));

        assertThatThrownBy(() -> run(node, "-i", home.resolve("stranger").toString(), "-o", "User=ops"))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageStartingWith("the server does not let deploy log in; offered were: "
                        + home.resolve("stranger") + ". It accepts: publickey");
    }

    @Test
    void anAccountWithoutShellExplainsItself(LabNode node) throws Exception {
        assertThat(answer(
                                NodeEndpoint.of(node, "root"),
                                Script.of(
                                        "useradd -s /usr/sbin/nologin -m noshell 2>&1; cp -r ~deploy/.ssh ~noshell/ && chown -R noshell ~noshell/.ssh"))
                        .err())
                .isEmpty();

        assertThatThrownBy(() -> answer(NodeEndpoint.of(node, "noshell"), Script.of("true")))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageContaining("This account is currently not available");
    }

    @Test
    void loginScriptsThatPrintAreNoMatter(LabNode node) throws Exception {
        answer(
                NodeEndpoint.of(node, "root"),
                Script.of(
                        "useradd -s /bin/bash -m noisy; cp -r ~deploy/.ssh ~noisy/ && chown -R noisy ~noisy/.ssh; echo 'echo noise; echo more >&2' >~noisy/.bashrc"));

        assertThat(answer(NodeEndpoint.of(node, "noisy"), Script.of("echo hello"))
                        .out())
                .isEqualTo("hello\n");
    }

    /** Lets the key in, as deploy, besides the lab's own. */
    private void allow(LabNode node, String line) throws Exception {
        var script = Script.of("umask 022; printf %s {} >>~deploy/.ssh/authorized_keys", line);

        assertThat(answer(NodeEndpoint.of(node, "root"), script).err()).isEmpty();
    }

    /** Without the lab's file of settings, which has a key. */
    private Answer run(LabNode node, String... more) throws Exception {
        var words = new ArrayList<>(List.of(
                "-F",
                "none",
                "-l",
                "deploy",
                "-o",
                "UserKnownHostsFile=" + node.lab().knownHosts()));
        words.addAll(Arrays.asList(more));
        return answer(Endpoint.of(node.address()).withArguments(words.toArray(String[]::new)), Script.of("echo hello"));
    }

    private Answer answer(Endpoint endpoint, Script script) throws Exception {
        try (var connection = connections.open(endpoint)) {
            return get(connection.shell(Optional.empty()).send(script).answer());
        }
    }

    private static Answer get(CompletableFuture<Answer> answer) throws Exception {
        try {
            return answer.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NodeException why ? why : e;
        }
    }

    private static void sh(String command) throws Exception {
        var process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
