package dev.drover.faults;

import dev.drover.lab.LabNode;
import java.util.ArrayList;
import java.util.List;

/** An inventory of lab nodes, in which a connection is given up after three seconds of silence. */
final class Inventory {

    /** How long a connection may be silent before it is given up, with what {@link #text} says: three pings, and one to begin with. */
    static final int SILENCE_SECONDS = 4;

    private static final String ALIVE = " -o ServerAliveInterval=1 -o ServerAliveCountMax=3";

    private final List<String> hosts = new ArrayList<>();
    private final LabNode first;
    private String arguments = ALIVE;

    private Inventory(LabNode first) {
        this.first = first;
    }

    static Inventory of(LabNode... nodes) {
        var inventory = new Inventory(nodes[0]);
        for (var node : nodes) {
            inventory.add(node.name(), node);
        }
        return inventory;
    }

    /** A node under a name, with variables of its own ({@code name=value}). */
    Inventory add(String name, LabNode node, String... variables) {
        return add(name, node.address(), variables);
    }

    Inventory add(String name, String address, String... variables) {
        hosts.removeIf(line -> line.startsWith(name + " "));
        hosts.add(name + " ansible_host=" + address + " " + String.join(" ", variables));
        return this;
    }

    /** With the program's own patience instead of that of tests. */
    Inventory patient() {
        arguments = "";
        return this;
    }

    String text() {
        return """
                [all]
                %s
                [all:vars]
                ansible_user=deploy
                ansible_ssh_private_key_file=%s
                ansible_ssh_common_args='-F none -o UserKnownHostsFile=%s -o GlobalKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes -o IdentitiesOnly=yes%s'
                """.formatted(
                        String.join("\n", hosts), first.lab().key(), first.lab().knownHosts(), arguments);
    }
}
