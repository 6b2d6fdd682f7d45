package dev.drover.node.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.Become;
import dev.drover.node.NodeException;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.node.Shell;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Becoming another user on a real node, and being refused. */
@OnNodes(clean = false)
class BecomeNodeTest {

    private static LabNode there;
    private static Connections connections;

    @BeforeAll
    static void connect(LabNode node) {
        there = node;
        connections = Connections.ofUser(Prompt.NONE);
    }

    @AfterAll
    static void disconnect() {
        connections.close();
    }

    @Test
    void sudoAsksForNothingWhereItNeedsNothing() throws Exception {
        assertThat(as("deploy", sudo("root", null)).out()).isEqualTo("root\n");
        assertThat(as("deploy", sudo("ops", null)).out()).isEqualTo("ops\n");
        assertThat(as("deploy", sudo("root", "never sent")).out()).isEqualTo("root\n");
    }

    @Test
    void sudoWithPassword() throws Exception {
        assertThat(as("ops", sudo("root", "ops-lab")).out()).isEqualTo("root\n");
    }

    @Test
    void flagsAndExecutableAreTheUsers() throws Exception {
        var become = new Become(
                Become.Method.SUDO, "root", Optional.of("-E -S -n"), Optional.of("/usr/bin/sudo"), Optional.empty());

        assertThat(as("deploy", become).out()).isEqualTo("root\n");
    }

    @Test
    void rootBecomesAnybody() throws Exception {
        assertThat(as("root", su("ops", null)).out()).isEqualTo("ops\n");
        assertThat(as("root", sudo("ops", null)).out()).isEqualTo("ops\n");
    }

    @Test
    void suWithPassword() throws Exception {
        assertThat(as("deploy", su("ops", "ops-lab")).out()).isEqualTo("ops\n");
    }

    @Test
    void everyRefusalSaysWhy() {
        assertThatThrownBy(() -> as("ops", sudo("root", "wrong")))
                .isInstanceOf(NodeException.BecomeRefused.class)
                .hasMessage("sudo to root: the password is wrong");
        assertThatThrownBy(() -> as("ops", sudo("root", null)))
                .isInstanceOf(NodeException.BecomeRefused.class)
                .hasMessageStartingWith("sudo to root needs a password, and none was given");
        assertThatThrownBy(() -> as("deploy", sudo("nobody-there", null)))
                .isInstanceOf(NodeException.BecomeRefused.class)
                .hasMessageContaining("nobody-there");
        assertThatThrownBy(() -> as("deploy", su("ops", "wrong")))
                .isInstanceOf(NodeException.BecomeRefused.class)
                .hasMessage("su to ops: the password is wrong");
        assertThatThrownBy(() -> as("deploy", su("ops", null)))
                .isInstanceOf(NodeException.BecomeRefused.class)
                .hasMessageStartingWith("su to ops needs a password, and none was given");
        assertThatThrownBy(() -> as(
                        "deploy",
                        new Become(
                                Become.Method.SUDO,
                                "root",
                                Optional.empty(),
                                Optional.of("/opt/none"),
                                Optional.empty())))
                .isInstanceOf(NodeException.BecomeRefused.class)
                .hasMessageContaining("/opt/none");
    }

    @Test
    void sudoThatWantsATerminalGetsOne() throws Exception {
        var random = new byte[200_000];
        new Random(4).nextBytes(random);
        try {
            assertThat(as("root", Optional.empty(), Script.of("echo 'Defaults requiretty' >/etc/sudoers.d/drover-test"))
                            .ok())
                    .isTrue();

            assertThat(as("deploy", sudo("root", null)).out()).isEqualTo("root\n");
            assertThat(as("ops", sudo("root", "ops-lab")).out()).isEqualTo("root\n");
            assertThat(as(
                                    "ops",
                                    Optional.of(sudo("root", "ops-lab")),
                                    Script.of(new Sh("cat \"$a1\""), new Attachment.Bytes(random)))
                            .stdout())
                    .isEqualTo(random);
            assertThatThrownBy(() -> as("ops", sudo("root", "wrong")))
                    .hasMessage("sudo to root: the password is wrong");
        } finally {
            as("root", Optional.empty(), Script.of("rm /etc/sudoers.d/drover-test"));
        }
    }

    /** logind removes what a user has in /dev/shm when the user's last login ends. */
    @Test
    void whoIsBecomeNeedNotStayLoggedIn() throws Exception {
        try (var node = connections.open(NodeEndpoint.of(there, "root"))) {
            var shell = node.shell(Optional.of(sudo("deploy", null)));
            assertThat(get(shell, "id -un").out()).isEqualTo("deploy\n");

            there.sh("find /dev/shm -user deploy -delete"); // logind does it ten seconds late

            assertThat(get(shell, "echo on")).satisfies(answer -> {
                assertThat(answer.err()).isEmpty();
                assertThat(answer.out()).isEqualTo("on\n");
            });
        }
    }

    private static Answer get(Shell shell, String script) throws Exception {
        return shell.send(Script.of(script)).answer().get(60, TimeUnit.SECONDS);
    }

    private static Become sudo(String user, String password) {
        return new Become(Become.Method.SUDO, user, Optional.empty(), Optional.empty(), Optional.ofNullable(password));
    }

    private static Become su(String user, String password) {
        return new Become(Become.Method.SU, user, Optional.empty(), Optional.empty(), Optional.ofNullable(password));
    }

    private static Answer as(String login, Become become) throws Exception {
        return as(login, Optional.of(become), Script.of("id -un"));
    }

    private static Answer as(String login, Optional<Become> become, Script script) throws Exception {
        try (var node = connections.open(NodeEndpoint.of(there, login))) {
            return node.shell(become).send(script).answer().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof NodeException refused ? refused : e;
        }
    }
}
