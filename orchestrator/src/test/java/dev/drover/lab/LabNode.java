package dev.drover.lab;

import java.nio.file.Path;
import java.util.List;

/** A real node for a test. */
public record LabNode(Lab lab, NodeName node) {

    public String name() {
        return node.toString();
    }

    public String address() {
        return lab.address(node);
    }

    public String inventoryLine() {
        return lab.inventoryLine(node);
    }

    public Path inventory() {
        return lab.inventory();
    }

    /** Runs it with the node's sh as root, without ssh, and answers what it printed; an AssertionError if it fails. */
    public String sh(String command) {
        var output = Commands.run(lab.entering(node, List.of("sh", "-c", command)), "");
        if (!output.ok()) {
            throw new AssertionError(
                    "%s: %s ended with %d: %s".formatted(node, command, output.status(), output.text()));
        }
        return output.text();
    }

    public void reset() {
        lab.reset(node, LabProgress.SILENT);
    }

    public void stop() {
        lab.stop(List.of(node));
    }

    public void start() {
        lab.start(node);
    }

    public void partition() {
        lab.partition(node);
    }

    public void heal() {
        lab.heal(node);
    }

    public void slow(Slowness slowness) {
        lab.slow(node, slowness);
    }
}
