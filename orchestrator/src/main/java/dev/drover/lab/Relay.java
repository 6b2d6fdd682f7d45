package dev.drover.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Slowness in user space, where the kernel has no netem: a process (relay.py) between a node's cable and a tap in the bridge. It
 * lives in a cgroup of its own, NODE.slow, by which it is found and ended; it ends by itself when the node is restarted.
 */
record Relay(LabName lab, Cgroups cgroups, NodeName node) {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int ROUND_MILLIS = 20;

    /** The machine's end of the way, while there is a relay. */
    String tap() {
        return lab.cable(node) + ".t";
    }

    boolean exists() {
        return Files.exists(device(tap()));
    }

    void start(Slowness slowness, Path log) {
        String group = node + ".slow";
        cgroups.prepare(group);
        var command = new ArrayList<>(List.of(
                "setsid", "sh", "-c", "read -r go && exec python3 -c \"$@\"", "drover-relay", Scripts.RELAY.text()));
        command.addAll(List.of(lab.cable(node), tap(), lab.bridge()));
        command.addAll(slowness.relay());
        var output = ProcessBuilder.Redirect.to(log.toFile());
        try {
            var process = new ProcessBuilder(command)
                    .redirectOutput(output)
                    .redirectError(output)
                    .start();
            cgroups.join(group, process.pid());
            try (var in = process.getOutputStream()) {
                in.write("go\n".getBytes(StandardCharsets.US_ASCII)); // only now, so that it is always found
            }
            for (int waited = 0; !Files.exists(device(tap()).resolve("brport")); waited += ROUND_MILLIS) {
                if (!process.isAlive() || waited > PATIENCE_MILLIS) {
                    throw new LabException(
                            node + " cannot be slowed down: this kernel has no netem (sch_netem), and the"
                                    + " relay (it needs python3) failed: "
                                    + Disk.read(log).strip());
                }
                Cgroups.pause(ROUND_MILLIS);
            }
        } catch (IOException e) {
            throw new LabException("the relay cannot be started: " + e.getMessage(), e);
        }
    }

    void end() {
        cgroups.endSlow(node);
    }

    private static Path device(String name) {
        return Path.of("/sys/class/net", name);
    }
}
