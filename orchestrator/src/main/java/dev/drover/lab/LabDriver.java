package dev.drover.lab;

import java.util.List;

/** How nodes come to life on this machine. Today by systemd-nspawn; containers of Docker or Podman would be another one. */
sealed interface LabDriver permits NspawnDriver {

    /** What a node is made of, kept for its later boots: nodes of one lab may differ. */
    record Body(String lower, String init, String disk) {}

    /** The cable's other end, forwarding and whatever else nodes share. Safe to call again. */
    void prepare(boolean nat, LabProgress progress);

    /** Starts a node that does not run, and returns at once. */
    void boot(NodeName node, Body body);

    boolean runs(NodeName node);

    /** A power cut: no goodbye to anybody; the disk stays. */
    void stop(NodeName node);

    /** The command line that runs {@code command} inside as root, without the network. */
    List<String> entering(NodeName node, List<String> command);

    /** Pulls the cable: silence, no reset. */
    void partition(NodeName node);

    /** Undoes {@link #partition} and {@link #slow}. */
    void heal(NodeName node);

    /** Makes the way towards the node bad; until {@link #heal}, or the node is restarted. */
    void slow(NodeName node, Slowness slowness);

    /** Ends all nodes and removes everything but the lab's files, whoever left it. */
    void end();
}
