package dev.drover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A lab's cgroups, one directory in each hierarchy: the list of its processes, also of those that a dead predecessor left.
 * Below it each node has NODE (what runs inside) and NODE.sup (its supervisor and whatever was started from outside).
 */
record Cgroups(LabName lab, List<Path> roots) {

    private static final Path ALL = Path.of("/sys/fs/cgroup");

    static Cgroups of(LabName lab) {
        try {
            return new Cgroups(
                    lab,
                    roots(
                                    Files.readString(Path.of("/proc/self/mountinfo")),
                                    Files.readString(Path.of("/proc/self/cgroup")))
                            .stream()
                            .map(root -> root.resolve(lab.cgroup()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where this process may make cgroups: its own place in every v1 hierarchy (the memory hierarchy may be entered below the top
     * only), the top of the tree in v2. Pure: from the texts of /proc/self/mountinfo and /proc/self/cgroup.
     */
    static List<Path> roots(String mounts, String own) {
        var roots = new ArrayList<Path>();
        for (String line : mounts.lines().toList()) {
            String[] halves = line.split(" - ", 2);
            String[] mount = halves[0].split(" ");
            String[] source = halves[1].split(" ");
            if (source[0].equals("cgroup2")) {
                roots.add(Path.of(mount[4]));
            } else if (source[0].equals("cgroup")) {
                roots.add(Path.of(mount[4] + placeIn(source[2], own)));
            }
        }
        return List.copyOf(roots);
    }

    private static String placeIn(String options, String own) {
        String controller = options.substring(options.lastIndexOf(',') + 1);
        return own.lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> Arrays.asList(parts[1].split(",")).contains(controller))
                .map(parts -> parts[2].equals("/") ? "" : parts[2])
                .findFirst()
                .orElse("");
    }

    /** The directories of {@code group} in each hierarchy. */
    List<Path> directories(String group) {
        return roots.stream().map(root -> root.resolve(group)).toList();
    }

    /** The same as one text, a line each, as the scripts take it. */
    String lines(String group) {
        return String.join("\n", directories(group).stream().map(Path::toString).toList());
    }

    /** Makes the directories of {@code group}, fit to take processes. */
    void prepare(String group) {
        try {
            for (Path directory : directories(group)) {
                Files.createDirectories(directory);
                for (String file : List.of("cpuset.cpus", "cpuset.mems")) {
                    copyDown(directory.getParent(), file);
                    copyDown(directory, file);
                }
            }
        } catch (IOException e) {
            throw new LabException("cgroups cannot be made: " + e.getMessage(), e);
        }
    }

    /** A fresh v1 cpuset has no processors and takes no process until it is given its parent's. */
    private static void copyDown(Path directory, String file) throws IOException {
        if (Files.exists(directory.resolve(file)) && !Files.exists(directory.resolve("cgroup.subtree_control"))) {
            Files.writeString(
                    directory.resolve(file),
                    Files.readString(directory.getParent().resolve(file)));
        }
    }

    void join(String group, long pid) {
        try {
            for (Path directory : directories(group)) {
                Files.writeString(directory.resolve("cgroup.procs"), pid + "\n");
            }
        } catch (IOException e) {
            throw new LabException("process " + pid + " cannot be put into " + group + ": " + e.getMessage(), e);
        }
    }

    /** Process 1 of a node, in systemd's init.scope, or in the payload for another init. */
    OptionalLong leader(NodeName node) {
        for (String place : List.of("payload/init.scope", "payload")) {
            for (Path directory : directories(node + "/" + place)) {
                var first = pids(directory)
                        .flatMap(all -> all.stream().filter(Cgroups::isFirst).findFirst());
                if (first.isPresent()) {
                    return OptionalLong.of(first.get());
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Whether a process is number 1 of its own namespace. Not the lowest number outside of it: numbers begin again some day. */
    private static boolean isFirst(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "status"))
                    .lines()
                    .anyMatch(line -> line.startsWith("NSpid:") && line.endsWith("\t1"));
        } catch (IOException e) {
            return false; // it has ended meanwhile
        }
    }

    /** All processes inside a node. */
    int count(NodeName node) {
        return scan(List.of(roots.getLast().resolve(node.toString())))
                .map(Set::size)
                .orElse(0);
    }

    /** Bytes of memory that a node uses, if the kernel tells. */
    OptionalLong memory(NodeName node) {
        for (Path directory : directories(node.toString())) {
            for (String file : List.of("memory.usage_in_bytes", "memory.current")) {
                try {
                    return OptionalLong.of(Long.parseLong(
                            Files.readString(directory.resolve(file)).strip()));
                } catch (IOException | NumberFormatException notHere) {
                    // another hierarchy has it
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Kills everything in the whole lab, wherever in the tree a predecessor made its cgroups, and removes them. */
    void end() {
        end(found());
    }

    /** Kills everything of one node. */
    void end(NodeName node) {
        var mine = new ArrayList<Path>();
        for (Path top : found()) {
            for (String group : List.of(node + ".sup", node + ".slow", node.toString())) {
                if (Files.isDirectory(top.resolve(group))) {
                    mine.add(top.resolve(group));
                }
            }
        }
        end(mine);
    }

    /** Kills the relay of a node, if it has one. */
    void endSlow(NodeName node) {
        end(found().stream()
                .map(top -> top.resolve(node + ".slow"))
                .filter(Files::isDirectory)
                .toList());
    }

    private static void end(List<Path> tops) {
        // Only a complete scan that finds nobody ends it: a cgroup that vanishes during a scan would hide the rest.
        for (int round = 0; round < 500 && !tops.isEmpty(); round++) {
            var pids = scan(tops);
            if (pids.isPresent() && pids.get().isEmpty()) {
                break;
            }
            pids.orElse(Set.of()).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            pause(20);
        }
        tops.forEach(Cgroups::remove);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }

    /** The lab's directories in the whole tree. */
    List<Path> found() {
        var found = new ArrayList<Path>();
        search(ALL, found);
        return found;
    }

    private void search(Path directory, List<Path> found) {
        for (Path child : children(directory).orElse(List.of())) {
            if (child.getFileName().toString().equals(lab.cgroup())) {
                found.add(child);
            } else {
                search(child, found);
            }
        }
    }

    /** All pids at and below these; empty if something vanished on the way. */
    private static Optional<Set<Long>> scan(List<Path> tops) {
        var all = new TreeSet<Long>();
        boolean complete = true;
        for (Path top : tops) {
            var own = pids(top);
            own.ifPresent(all::addAll);
            var children = children(top);
            var below = children.flatMap(Cgroups::scan);
            below.ifPresent(all::addAll);
            complete &= !Files.exists(top) || own.isPresent() && below.isPresent();
        }
        all.remove(0L);
        return complete || !all.isEmpty() ? Optional.of(all) : Optional.empty();
    }

    private static Optional<Set<Long>> pids(Path directory) {
        try {
            var pids = new TreeSet<Long>();
            Files.readAllLines(directory.resolve("cgroup.procs")).forEach(line -> pids.add(Long.parseLong(line)));
            return Optional.of(pids);
        } catch (IOException vanished) {
            return Optional.empty();
        }
    }

    private static Optional<List<Path>> children(Path directory) {
        try (var entries = Files.list(directory)) {
            return Optional.of(
                    entries.filter(entry -> Files.isDirectory(entry, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                            .toList());
        } catch (IOException | UncheckedIOException vanished) {
            return Optional.empty();
        }
    }

    private static void remove(Path directory) {
        children(directory).orElse(List.of()).forEach(Cgroups::remove);
        try {
            Files.deleteIfExists(directory);
        } catch (IOException stillBusy) {
            // a process that is being reaped; the next down removes it
        }
    }
}
