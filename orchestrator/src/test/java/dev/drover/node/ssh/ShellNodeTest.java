package dev.drover.node.ssh;

import static dev.drover.lab.OnNodes.Kind.BUSYBOX;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.node.Become;
import dev.drover.node.Node;
import dev.drover.node.shell.ShellContract;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell over SSH on real nodes, for each way of becoming somebody. */
@OnNodes(clean = false)
@OnNodes(image = BUSYBOX, clean = false)
@ParameterizedClass
@CsvSource({
    "DEBIAN, deploy, none",
    "DEBIAN, deploy, sudo",
    "DEBIAN, ops, sudo with password",
    "DEBIAN, root, su",
    "DEBIAN, root, sudo to deploy",
    "BUSYBOX, deploy, none",
    "BUSYBOX, deploy, sudo",
    "BUSYBOX, root, su"
})
class ShellNodeTest extends ShellContract {

    private static final Map<OnNodes.Kind, LabNode> NODES = new EnumMap<>(OnNodes.Kind.class);
    private static Connections connections;

    @Parameter(0)
    OnNodes.Kind kind;

    @Parameter(1)
    String user;

    @Parameter(2)
    String way;

    @BeforeAll
    static void connect(LabNode debian, @OnNodes.Of(BUSYBOX) LabNode busybox) {
        NODES.put(OnNodes.Kind.DEBIAN, debian);
        NODES.put(BUSYBOX, busybox);
        connections = Connections.ofUser(Prompt.NONE);
    }

    @AfterAll
    static void disconnect() {
        connections.close();
    }

    @Override
    protected Node open() {
        return connections.open(NodeEndpoint.of(NODES.get(kind), user));
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
        return kind != BUSYBOX;
    }
}
