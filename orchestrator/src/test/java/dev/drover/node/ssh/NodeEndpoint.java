package dev.drover.node.ssh;

import dev.drover.lab.LabNode;

/** Where and as whom a test logs in: with the lab's file of settings, which knows addresses, keys and host keys. */
final class NodeEndpoint {

    private NodeEndpoint() {}

    static Endpoint of(LabNode node, String user) {
        return Endpoint.of(node.name())
                .withArguments("-F", node.lab().sshConfig().toString(), "-l", user);
    }
}
