package dev.drover.run;

import dev.drover.node.Node;

/** Opens connections. Returns at once: what fails fails in the answers of the node's shells. */
@FunctionalInterface
public interface NodeOpener {
    Node open(Target target);
}
