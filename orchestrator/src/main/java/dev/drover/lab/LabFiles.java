package dev.drover.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The texts of the files that a lab writes for those who use it. Pure. */
record LabFiles(Path directory, LabNetwork network) {

    Path inventory() {
        return directory.resolve("inventory.ini");
    }

    Path knownHosts() {
        return directory.resolve("known_hosts");
    }

    Path sshConfig() {
        return directory.resolve("ssh_config");
    }

    Path key() {
        return directory.resolve("id");
    }

    Path hostKey(NodeName node) {
        return directory.resolve("keys").resolve(node.toString());
    }

    Path node(NodeName node) {
        return directory.resolve("nodes").resolve(node.toString());
    }

    /** One host as an INI inventory has it. */
    String inventoryLine(NodeName node) {
        return node + " ansible_host=" + network.address(node);
    }

    String inventoryText(List<NodeName> nodes) {
        return """
                [lab]
                %s

                [lab:vars]
                ansible_user=deploy
                ansible_ssh_private_key_file=%s
                ansible_ssh_common_args='-o UserKnownHostsFile=%s -o GlobalKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes'
                """.formatted(
                        nodes.stream().map(this::inventoryLine).collect(Collectors.joining("\n")), key(), knownHosts());
    }

    /** {@code keys}: each node's public host key as its .pub file has it. */
    String knownHostsText(Map<NodeName, String> keys) {
        return keys.entrySet().stream()
                .map(entry -> {
                    String[] words = entry.getValue().split("\\s+");
                    return entry.getKey() + "," + network.address(entry.getKey()) + " " + words[0] + " " + words[1]
                            + "\n";
                })
                .collect(Collectors.joining());
    }

    String sshConfigText(List<NodeName> nodes) {
        return nodes.stream()
                        .map(node -> "Host " + node + "\n  HostName " + network.address(node) + "\n")
                        .collect(Collectors.joining())
                + """
                Host *
                  User deploy
                  IdentityFile %s
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                  GlobalKnownHostsFile /dev/null
                  StrictHostKeyChecking yes
                  BatchMode yes
                """.formatted(key(), knownHosts());
    }

    /** /etc/hosts of every node: all nodes that there may ever be. */
    String hostsText() {
        return IntStream.rangeClosed(1, NodeName.MOST)
                .mapToObj(NodeName::new)
                .map(node -> network.address(node) + " " + node + "\n")
                .collect(Collectors.joining("", "127.0.0.1 localhost\n", ""));
    }

    /**
     * The resolv.conf for nodes: the machine's, or {@code upstream} (systemd-resolved's list) where that names a resolver on the
     * machine's own loopback, which is none for a node.
     */
    static String resolver(String machine, String upstream) {
        return machine.lines().anyMatch(line -> line.startsWith("nameserver 127.")) && !upstream.isEmpty()
                ? upstream
                : machine;
    }
}
