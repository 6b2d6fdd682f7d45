package dev.drover.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** Logging in to real servers, with keys as ssh-keygen makes them. Runs where LAB_DIR names the directory of a lab. */
class LoginNodeTest {

    private static final String LAB = System.getenv("LAB_DIR");

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private Prompt prompt = Prompt.NONE;
    private Connections connections;

    @BeforeEach
    void start() {
        assumeTrue(LAB != null, "LAB_DIR names no lab");
        connections = new Connections(home, environment::get, file -> prompt.passphrase(file));
    }

    @AfterEach
    void stop() {
        if (connections != null) {
            connections.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, '', n1",
        "ecdsa, '', n1",
        "rsa, '', n1",
        "ed25519, sesame, n1",
        "rsa, sesame, n1",
        "ed25519, '', n3",
        "ecdsa, '', n3",
        "rsa, '', n3"
    })
    void logsInWithKeysOfSshKeygen(String type, String passphrase, String name) throws Exception {
        var key = home.resolve("mine");
        sh("ssh-keygen -q -t " + type + " -N '" + passphrase + "' -f " + key);
        prompt = file -> Optional.of(passphrase.toCharArray());
        allow(name, Files.readString(Path.of(key + ".pub")));

        assertThat(run(name, "-i", key.toString()).out()).isEqualTo("hello\n");
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "ecdsa"})
    void logsInWithACertificate(String type) throws Exception {
        sh("ssh-keygen -q -t ed25519 -N '' -f " + home.resolve("ca"));
        sh("ssh-keygen -q -t " + type + " -N '' -f " + home.resolve("mine"));
        sh("ssh-keygen -q -s " + home.resolve("ca") + " -I me -n deploy " + home.resolve("mine.pub"));
        allow("n1", "cert-authority " + Files.readString(home.resolve("ca.pub")));

        assertThat(run("n1", "-i", home.resolve("mine").toString()).out()).isEqualTo("hello\n");
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "ecdsa", "rsa"})
    void logsInWithARealAgent(String type) throws Exception {
        var key = home.resolve("mine");
        sh("ssh-keygen -q -t " + type + " -N '' -f " + key);
        allow("n1", Files.readString(Path.of(key + ".pub")));
        var agent = new ProcessBuilder("ssh-agent", "-D", "-a", home + "/agent").start();
        try {
            agent.getInputStream().read(); // it says where it listens
            sh("SSH_AUTH_SOCK=" + home + "/agent ssh-add -q " + key + " && rm " + key);
            environment.put("SSH_AUTH_SOCK", home + "/agent");

            assertThat(run("n1").out()).isEqualTo("hello\n");
        } finally {
            agent.destroy();
        }
    }

    @Test
    void goesThroughRealJumpHosts() throws Exception {
        var words = new String[] {"-F", LAB + "/ssh_config", "-J", "n1,n2"};

        assertThat(answer(Endpoint.of("n3").withArguments(words), Script.of("uname -n"))
                        .out())
                .isEqualTo("n3\n");
    }

    @Test
    void sixtyAtOnceAllComeThrough() throws Exception {
        var lab = Endpoint.of("n1").withArguments("-F", LAB + "/ssh_config");
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
    void largeFilesTakeNoMemory() throws Exception {
        long size = 1200L << 20; // more than the program may have
        var file = home.resolve("large");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }

        var answer = answer(
                Endpoint.of("n1").withArguments("-F", LAB + "/ssh_config", "-l", "root"),
                Script.of(new Sh("wc -c <\"$a1\""), new Attachment.LocalFile(file, size)));

        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).isEqualTo(size + "\n");
    }

    @Test
    void aKeyThatIsNotAllowedIsNamed() throws Exception {
        sh("ssh-keygen -q -t ed25519 -N '' -f " + home.resolve("stranger"));

        assertThatThrownBy(() -> run("n1", "-i", home.resolve("stranger").toString(), "-o", "User=ops"))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageStartingWith("the server does not let deploy log in; offered were: "
                        + home.resolve("stranger") + ". It accepts: publickey");
    }

    @Test
    void anAccountWithoutShellExplainsItself() throws Exception {
        assertThat(answer(
                                root("n1"),
                                Script.of(
                                        "useradd -s /usr/sbin/nologin -m noshell 2>&1; cp -r ~deploy/.ssh ~noshell/ && chown -R noshell ~noshell/.ssh"))
                        .err())
                .isEmpty();

        assertThatThrownBy(() -> answer(
                        Endpoint.of("n1").withArguments("-F", LAB + "/ssh_config", "-l", "noshell"), Script.of("true")))
                .isInstanceOf(NodeException.Unreachable.class)
                .hasMessageContaining("This account is currently not available");
    }

    @Test
    void loginScriptsThatPrintAreNoMatter() throws Exception {
        answer(
                root("n1"),
                Script.of(
                        "useradd -s /bin/bash -m noisy; cp -r ~deploy/.ssh ~noisy/ && chown -R noisy ~noisy/.ssh; echo 'echo noise; echo more >&2' >~noisy/.bashrc"));

        assertThat(answer(
                                Endpoint.of("n1").withArguments("-F", LAB + "/ssh_config", "-l", "noisy"),
                                Script.of("echo hello"))
                        .out())
                .isEqualTo("hello\n");
    }

    /** Lets the key in, as deploy, besides the lab's own. */
    private void allow(String name, String line) throws Exception {
        var script = Script.of("umask 022; printf %s {} >>~deploy/.ssh/authorized_keys", line);

        assertThat(answer(root(name), script).err()).isEmpty();
    }

    private static Endpoint root(String name) {
        return Endpoint.of(name).withArguments("-F", LAB + "/ssh_config", "-l", "root");
    }

    private Answer run(String name, String... more) throws Exception {
        // without the lab's file of settings, which has a key
        String address = Files.readAllLines(Path.of(LAB, "inventory.ini")).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.replaceAll(".*ansible_host=(\\S+).*", "$1"))
                .findFirst()
                .orElseThrow();
        var words = new ArrayList<>(
                List.of("-F", "none", "-l", "deploy", "-o", "UserKnownHostsFile=" + LAB + "/known_hosts"));
        words.addAll(Arrays.asList(more));
        return answer(Endpoint.of(address).withArguments(words.toArray(String[]::new)), Script.of("echo hello"));
    }

    private Answer answer(Endpoint endpoint, Script script) throws Exception {
        try (var node = connections.open(endpoint)) {
            return get(node.shell(Optional.empty()).send(script).answer());
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
