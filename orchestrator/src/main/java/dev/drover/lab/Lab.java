package dev.drover.lab;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A lab on this machine: nodes n1, n2, … with an sshd and an address each, and the files by which one reaches them.
 * Every method throws a {@link LabException} with a sentence for the user where something is not as it has to be.
 */
public final class Lab {

    private static final Path DATA = Path.of("/var/lib/drover/labs");
    private static final Path CACHE = Path.of("/var/cache/drover/images");

    private final LabName name;
    private final LabNetwork network;
    private final LabFiles files;
    private final NspawnDriver driver;

    private Lab(LabName name, LabNetwork network) {
        this.name = name;
        this.network = network;
        this.files = new LabFiles(DATA.resolve(name.text()), network);
        this.driver = new NspawnDriver(name, network, files, Cgroups.of(name));
    }

    /** A lab that is there, running or not. */
    public static Lab named(LabName name) {
        Prerequisites.requireRoot();
        String network = Disk.read(DATA.resolve(name.text()).resolve("network")).strip();
        if (network.isEmpty()) {
            throw new LabException("there is no lab '" + name + "' here; make one with: drover lab up");
        }
        return new Lab(name, new LabNetwork(network));
    }

    /** Boots the nodes that do not run yet, builds the image first if need be, and returns when all are ready. */
    public static Lab up(LabSpec spec, LabProgress listener) {
        Prerequisites.requireAll();
        var progress = oneAtATime(listener);
        var images = new Images(CACHE);
        images.build(spec.image(), spec.packages(), progress);
        try (var _ = Lock.take(CACHE, spec.name().text())) {
            var lab = settled(spec, progress);
            lab.boot(spec, images, progress);
            return lab;
        }
    }

    /** The lab with its network in place; one lab at a time, so that no two of them find the same one free. */
    private static Lab settled(LabSpec spec, LabProgress progress) {
        try (var _ = Lock.take(CACHE, "networks")) {
            var lab = new Lab(spec.name(), network(spec));
            Disk.write(lab.files.directory().resolve("network"), lab.network + "\n");
            lab.driver.prepare(spec.nat(), progress);
            return lab;
        }
    }

    /** Ends a lab and removes all of it, also what a killed predecessor left. Does nothing where there is none. */
    public static void down(LabName name) {
        Prerequisites.requireRoot();
        try (var _ = Lock.take(CACHE, name.text())) {
            // The network plays no part in ending a lab, and a half-made one may have none.
            var lab = new Lab(name, new LabNetwork("10.88.0"));
            lab.driver.end();
            Disk.delete(lab.files.directory());
        }
    }

    /** Where the lab of that name keeps its files. */
    static Path directory(LabName name) {
        return DATA.resolve(name.text());
    }

    private static LabProgress oneAtATime(LabProgress listener) {
        var lock = new ReentrantLock();
        return event -> {
            lock.lock();
            try {
                listener.on(event);
            } finally {
                lock.unlock();
            }
        };
    }

    private static LabNetwork network(LabSpec spec) {
        String kept =
                Disk.read(DATA.resolve(spec.name().text()).resolve("network")).strip();
        if (!kept.isEmpty()) {
            spec.network().filter(wanted -> !wanted.prefix().equals(kept)).ifPresent(wanted -> {
                throw new LabException("the lab '%s' is already at %s; take it down first to move it to %s"
                        .formatted(spec.name(), kept, wanted));
            });
            return new LabNetwork(kept);
        }
        var taken = addresses(spec.name());
        return spec.network()
                .orElseGet(() -> LabNetwork.candidates()
                        .filter(candidate -> taken.stream().noneMatch(candidate::holds))
                        .findFirst()
                        .orElseThrow(() -> new LabException("no network 10.88.K is free here; name one with --net")));
    }

    /** Addresses of this machine, but for those of the lab's own bridge. */
    private static List<String> addresses(LabName name) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(device -> !device.getName().equals(name.bridge()))
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(java.net.InetAddress::getHostAddress)
                    .toList();
        } catch (SocketException e) {
            throw new LabException("this machine's addresses cannot be read: " + e.getMessage(), e);
        }
    }

    private void boot(LabSpec spec, Images images, LabProgress progress) {
        var nodes = NodeName.upTo(spec.nodes());
        new LabDirectory(files)
                .write(Stream.concat(nodes.stream(), nodes().stream())
                        .distinct()
                        .sorted()
                        .toList());
        spec.owner().ifPresent(owner -> OwnerWatch.start(name, owner));
        String lower = String.join(
                ":",
                images.layers(spec.image(), spec.packages()).stream()
                        .map(Path::toString)
                        .toList());
        var body =
                new LabDriver.Body(lower, spec.image().initPath(), spec.disk().orElse(""));
        nodes.forEach(node -> keep(node, body));
        together(nodes, node -> start(node, progress));
    }

    private void keep(NodeName node, LabDriver.Body body) {
        Path file = files.node(node).resolve("body");
        if (!Files.exists(file)) {
            Disk.write(file, body.lower() + "\n" + body.init() + "\n" + body.disk() + "\n");
        }
    }

    private LabDriver.Body body(NodeName node) {
        String[] lines = Disk.read(files.node(node).resolve("body")).split("\n", -1);
        if (lines.length < 3) {
            throw new LabException("there is no node " + node + " in the lab '" + name + "'");
        }
        return new LabDriver.Body(lines[0], lines[1], lines[2]);
    }

    private void start(NodeName node, LabProgress progress) {
        var boot = new Boot(node, network.address(node), driver, files.node(node), progress);
        boot.run(body(node));
    }

    private static void together(List<NodeName> nodes, java.util.function.Consumer<NodeName> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            nodes.forEach(node -> all.add(threads.submit(() -> work.accept(node))));
            for (var one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LabException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }

    public LabName name() {
        return name;
    }

    public Path inventory() {
        return files.inventory();
    }

    public Path knownHosts() {
        return files.knownHosts();
    }

    public Path sshConfig() {
        return files.sshConfig();
    }

    /** The private key that opens root, deploy and ops on every node. */
    public Path key() {
        return files.key();
    }

    public String address(NodeName node) {
        return network.address(node);
    }

    public String inventoryLine(NodeName node) {
        return files.inventoryLine(node);
    }

    /** All nodes, running or not. */
    public List<NodeName> nodes() {
        Path all = files.directory().resolve("nodes");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (var entries = Files.list(all)) {
            return entries.map(entry -> NodeName.of(entry.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LabException("the nodes cannot be listed: " + e.getMessage(), e);
        }
    }

    /** How a node is. */
    public record State(NodeName node, String address, boolean runs, OptionalLong memory, int processes) {}

    public List<State> states() {
        var cgroups = driver.cgroups();
        return nodes().stream()
                .map(node ->
                        new State(node, address(node), driver.runs(node), cgroups.memory(node), cgroups.count(node)))
                .toList();
    }

    /** The command line of this machine that runs {@code command} on the node as root, without ssh. */
    public List<String> entering(NodeName node, List<String> command) {
        require(node);
        return driver.entering(node, command);
    }

    /** The command line of this machine that logs in as deploy, or runs {@code command} so. */
    public List<String> ssh(NodeName node, List<String> command) {
        require(node);
        return Stream.concat(Stream.of("ssh", "-F", files.sshConfig().toString(), node.toString()), command.stream())
                .toList();
    }

    /** A new disk and a fresh boot; same address and host key, new machine-id. */
    public void reset(NodeName node, LabProgress listener) {
        require(node);
        try (var _ = Lock.take(CACHE, name.text())) {
            var body = body(node);
            driver.stop(node);
            Disk.delete(files.node(node));
            keep(node, body);
            start(node, oneAtATime(listener));
        }
    }

    /** A power cut. The disk stays; {@link #start} or up boots it again. */
    public void stop(List<NodeName> nodes) {
        nodes.forEach(this::require);
        try (var _ = Lock.take(CACHE, name.text())) {
            nodes.forEach(driver::stop);
        }
    }

    /** Boots a node that was stopped, and returns when it is ready. */
    public void start(NodeName node) {
        require(node);
        try (var _ = Lock.take(CACHE, name.text())) {
            start(node, LabProgress.SILENT);
        }
    }

    /** Ends some nodes for good, with their disks. */
    public void remove(List<NodeName> nodes) {
        stop(nodes);
        nodes.forEach(node -> Disk.delete(files.node(node)));
        new LabDirectory(files).write(nodes());
    }

    public void partition(NodeName node) {
        requireRunning(node);
        driver.partition(node);
    }

    public void heal(NodeName node) {
        requireRunning(node);
        driver.heal(node);
    }

    /** Makes the way towards the node bad; until {@link #heal}, or the node is restarted. */
    public void slow(NodeName node, Slowness slowness) {
        requireRunning(node);
        driver.slow(node, slowness);
    }

    private void require(NodeName node) {
        body(node);
    }

    private void requireRunning(NodeName node) {
        require(node);
        if (!driver.runs(node)) {
            throw new LabException(node + " is not running");
        }
    }
}
