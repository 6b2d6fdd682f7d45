package dev.drover.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Nodes by systemd-nspawn on overlayfs, each with a network namespace and cgroups of its own. */
record NspawnDriver(LabName lab, LabNetwork network, LabFiles files, Cgroups cgroups) implements LabDriver {

    /** Fixed, as on the nodes: no stale ARP after a rebuild. */
    private static final String BRIDGE_MAC = "02:88:00:00:00:01";

    private static final Path INTERFACES = Path.of("/sys/class/net");
    private static final Path INOTIFY = Path.of("/proc/sys/fs/inotify/max_user_instances");
    private static final int ENOUGH_INOTIFY = 8192;

    @Override
    public void prepare(boolean nat, LabProgress progress) {
        if (!Files.exists(INTERFACES.resolve(lab.bridge()))) {
            Commands.must("ip", "link", "add", lab.bridge(), "address", BRIDGE_MAC, "type", "bridge");
        }
        Commands.must("ip", "addr", "replace", network.machine() + "/24", "dev", lab.bridge());
        Commands.must("ip", "link", "set", lab.bridge(), "up");
        if (nat) {
            new Nat(lab).open(network, progress);
        }
        // Each systemd takes several, counted per user over the whole machine, and 128 is the default. Raised, never
        // lowered.
        if (Integer.parseInt(Disk.read(INOTIFY).strip()) < ENOUGH_INOTIFY) {
            Disk.write(INOTIFY, ENOUGH_INOTIFY + "\n");
        }
    }

    @Override
    public void boot(NodeName node, Body body) {
        Path directory = files.node(node);
        String supervisor = node + ".sup";
        cgroups.prepare(supervisor);
        var command = List.of(
                "setsid",
                "unshare",
                "--mount",
                "sh",
                "-c",
                Scripts.NODE.text(),
                "drover-node",
                Scripts.BOOT.text(),
                cgroups.lines(node.toString()),
                directory.toString(),
                body.lower(),
                body.disk(),
                files.directory().resolve("seed").toString(),
                files.hostKey(node).toString(),
                node.toString(),
                lab.cable(node),
                lab.bridge(),
                network.address(node),
                network.mac(node),
                network.machine(),
                uuid(directory),
                body.init());
        var log = ProcessBuilder.Redirect.appendTo(
                directory.resolve("console.log").toFile());
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(log)
                    .redirectError(log)
                    .start();
            cgroups.join(supervisor, process.pid());
            // It waits for this line: whatever kills us before it is in its cgroup, where `down` finds it, ends it too.
            try (var in = process.getOutputStream()) {
                in.write("go\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new LabException(node + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static String uuid(Path directory) {
        Path file = directory.resolve("uuid");
        if (!Files.exists(file)) {
            Disk.write(file, UUID.randomUUID().toString());
        }
        return Disk.read(file).strip();
    }

    @Override
    public boolean runs(NodeName node) {
        return cgroups.leader(node).isPresent();
    }

    @Override
    public void stop(NodeName node) {
        unlink(lab.cable(node)); // first, else the dying processes say goodbye: a power cut sends no FIN and no RST
        cgroups.end(node);
    }

    @Override
    public List<String> entering(NodeName node, List<String> command) {
        long pid = cgroups.leader(node).orElseThrow(() -> new LabException(node + " is not running"));
        String term = System.getenv().getOrDefault("TERM", "dumb");
        var line = new ArrayList<>(List.of(
                "sh", "-c", Scripts.ENTER.text(), "sh", cgroups.lines(node + ".sup"), Long.toString(pid), term));
        line.addAll(command);
        return line;
    }

    @Override
    public void partition(NodeName node) {
        Disk.write(files.node(node).resolve("cut"), "");
        var relay = relay(node);
        Commands.must("ip", "link", "set", relay.exists() ? relay.tap() : lab.cable(node), "nomaster");
    }

    @Override
    public void heal(NodeName node) {
        Disk.delete(files.node(node).resolve("cut"));
        relay(node).end();
        Commands.run(List.of("tc", "qdisc", "del", "dev", lab.cable(node), "root"), "");
        Commands.must("ip", "link", "set", lab.cable(node), "master", lab.bridge(), "up");
    }

    @Override
    public void slow(NodeName node, Slowness slowness) {
        heal(node);
        var command = new ArrayList<>(List.of("tc", "qdisc", "replace", "dev", lab.cable(node), "root"));
        command.addAll(slowness.netem());
        if (!Commands.run(command, "").ok()) {
            relay(node).start(slowness, files.node(node).resolve("relay.log"));
        }
    }

    private Relay relay(NodeName node) {
        return new Relay(lab, cgroups, node);
    }

    @Override
    public void end() {
        cgroups.end();
        new Nat(lab).close();
        try (var interfaces = Files.list(INTERFACES)) {
            interfaces
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.equals(lab.bridge()) || name.matches(lab + "-n[0-9]+(\\.t)?"))
                    .forEach(NspawnDriver::unlink);
        } catch (IOException e) {
            throw new LabException("the network interfaces cannot be listed: " + e.getMessage(), e);
        }
    }

    private static void unlink(String name) {
        if (Files.exists(INTERFACES.resolve(name))) {
            // It may vanish by itself, with the namespace at its other end.
            Commands.run(List.of("ip", "link", "del", name), "");
        }
    }
}
