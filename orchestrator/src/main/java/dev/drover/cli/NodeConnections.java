package dev.drover.cli;

import dev.drover.node.Node;
import dev.drover.node.local.LocalNode;
import dev.drover.node.ssh.Connections;
import dev.drover.node.ssh.Endpoint;
import dev.drover.node.ssh.Prompt;
import dev.drover.run.NodeOpener;
import dev.drover.run.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Connects as a target asks for: over SSH, or to this machine itself. */
final class NodeConnections implements NodeOpener, AutoCloseable {

    private final Connections connections;

    NodeConnections(Prompt prompt) {
        connections = Connections.ofUser(prompt);
    }

    @Override
    public Node open(Target target) {
        return switch (target.connection()) {
            case "local", "ansible.builtin.local" -> LocalNode.open();
            case "ssh", "smart", "paramiko", "ansible.builtin.ssh" -> connections.open(endpoint(target));
            default ->
                throw new UserError("the connection \"" + target.connection() + "\" of " + target.name()
                        + " is not supported; ssh and local are");
        };
    }

    private static Endpoint endpoint(Target target) {
        return new Endpoint(
                target.name(),
                target.address(),
                target.port().map(OptionalInt::of).orElse(OptionalInt.empty()),
                target.user(),
                target.password(),
                target.key().map(NodeConnections::path).map(List::of).orElse(List.of()),
                target.arguments(),
                target.hostKeyChecking(),
                target.timeoutSeconds().map(Duration::ofSeconds),
                target.retries().orElse(0));
    }

    private static Path path(String name) {
        return name.startsWith("~/") ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
    }

    @Override
    public void close() {
        connections.close();
    }
}
