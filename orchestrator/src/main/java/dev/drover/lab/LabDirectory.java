package dev.drover.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a lab's directory: keys, known_hosts, inventory, ssh_config, and the seed that every node's disk gets before its first boot. */
record LabDirectory(LabFiles files) {

    private static final Path RESOLVER = Path.of("/etc/resolv.conf");
    private static final Path UPSTREAM = Path.of("/run/systemd/resolve/resolv.conf");

    /** Who the lab's key opens: home directory and uid. */
    private static final Map<String, Integer> HOMES = Map.of("root", 0, "home/deploy", 1000, "home/ops", 1001);

    /** For these nodes. Keys that are there stay, so that known_hosts is complete and right before any of them runs. */
    void write(List<NodeName> nodes) {
        key(files.key(), "drover-lab");
        var publicKeys = new TreeMap<NodeName, String>();
        for (NodeName node : nodes) {
            key(files.hostKey(node), node.toString());
            publicKeys.put(node, Disk.read(Path.of(files.hostKey(node) + ".pub")));
        }
        Disk.write(files.knownHosts(), files.knownHostsText(publicKeys));
        Disk.write(files.inventory(), files.inventoryText(nodes));
        Disk.write(files.sshConfig(), files.sshConfigText(nodes));
        Disk.own(files.directory(), 0, "rwx------");
        seed();
    }

    private static void key(Path file, String comment) {
        if (!Files.exists(file)) {
            Disk.write(file.resolveSibling(".keep"), "");
            Disk.delete(file.resolveSibling(".keep"));
            Commands.must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file.toString());
        }
    }

    private void seed() {
        Path seed = files.directory().resolve("seed");
        Disk.write(seed.resolve("etc/hosts"), files.hostsText());
        Disk.write(seed.resolve("etc/resolv.conf"), LabFiles.resolver(Disk.read(RESOLVER), Disk.read(UPSTREAM)));
        String key = Disk.read(Path.of(files.key() + ".pub"));
        HOMES.forEach((home, user) -> {
            Path directory = seed.resolve(home);
            Path keys = directory.resolve(".ssh/authorized_keys");
            Disk.write(keys, key);
            Disk.own(keys, user, "rw-------");
            Disk.own(keys.getParent(), user, "rwx------");
            Disk.own(directory, user, "rwx------");
        });
    }
}
