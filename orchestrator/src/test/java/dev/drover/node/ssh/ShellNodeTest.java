package dev.drover.node.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.node.Become;
import dev.drover.node.Node;
import dev.drover.node.shell.ShellContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell over SSH on real nodes, for each way of becoming somebody. Runs where LAB_DIR names the directory of a lab. */
@ParameterizedClass
@CsvSource({
    "n1, deploy, none",
    "n1, deploy, sudo",
    "n1, ops, sudo with password",
    "n1, root, su",
    "n1, root, sudo to deploy",
    "n3, deploy, none",
    "n3, deploy, sudo",
    "n3, root, su"
})
class ShellNodeTest extends ShellContract {

    private static final String LAB = System.getenv("LAB_DIR");
    private static Connections connections;

    @Parameter(0)
    String name;

    @Parameter(1)
    String user;

    @Parameter(2)
    String way;

    @BeforeAll
    static void connect() {
        assumeTrue(LAB != null, "LAB_DIR names no lab");
        connections = Connections.ofUser(Prompt.NONE);
    }

    @AfterAll
    static void disconnect() {
        if (connections != null) {
            connections.close();
        }
    }

    @Override
    protected Node open() {
        assumeTrue(Files.isDirectory(Path.of(LAB, "nodes", name)), "the lab has no " + name);
        return connections.open(Endpoint.of(name).withArguments("-F", LAB + "/ssh_config", "-l", user));
    }

    @Override
    protected Optional<Become> become() {
        return switch (way) {
            case "none" -> Optional.empty();
            case "sudo" -> Optional.of(Become.sudo("root"));
            case "sudo to deploy" -> Optional.of(Become.sudo("deploy"));
            case "su" ->
                Optional.of(
                        new Become(Become.Method.SU, "deploy", Optional.empty(), Optional.empty(), Optional.empty()));
            default ->
                Optional.of(new Become(
                        Become.Method.SUDO, "root", Optional.empty(), Optional.empty(), Optional.of("ops-lab")));
        };
    }

    @Override
    protected String login() {
        return "0022\nunset\n" + (user.equals("root") ? "/root" : "/home/" + user) + "\n";
    }

    /** dropbear gives its channels no session of their own. */
    @Override
    protected boolean groupOfItsOwn() {
        return !name.equals("n3");
    }
}
