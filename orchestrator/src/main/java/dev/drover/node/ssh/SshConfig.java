package dev.drover.node.ssh;

import dev.drover.value.ShellWords;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Files in the format of ssh_config. Read once; asked for each host.
 *
 * @param home what {@code ~} means
 */
record SshConfig(List<Line> lines, Path home) {

    static final Set<String> KNOWN = Set.of(
            "hostname",
            "hostkeyalias",
            "port",
            "user",
            "identityfile",
            "identitiesonly",
            "identityagent",
            "proxyjump",
            "proxycommand",
            "userknownhostsfile",
            "globalknownhostsfile",
            "stricthostkeychecking",
            "connecttimeout",
            "connectionattempts",
            "serveraliveinterval",
            "serveralivecountmax");

    private static final int DEEPEST = 16;

    /** A setting with the blocks that it stands in, from the outermost. */
    record Line(String key, String value, List<Block> blocks, String place) {}

    /** A {@code Host} or {@code Match} line. */
    record Block(boolean host, List<String> patterns, String place) {

        /** Whether the block is for this host; fails where that can't be told. */
        boolean covers(String name, Line of) {
            if (host) {
                return Patterns.match(patterns, name);
            }
            if (patterns.equals(List.of("all"))) {
                return true;
            }
            throw new SettingsException(place + ": \"Match " + String.join(" ", patterns)
                    + "\" is not supported, and it may hold " + of.key() + " for " + name + "; use Host instead");
        }
    }

    static SshConfig none(Path home) {
        return new SshConfig(List.of(), home);
    }

    /** The file and what it includes; no lines where it does not exist. */
    static SshConfig read(Path file, Path home) throws IOException {
        var lines = new ArrayList<Line>();
        if (Files.exists(file)) {
            new SshConfig(List.of(), home).read(file, List.of(), 0, lines);
        }
        return new SshConfig(List.copyOf(lines), home);
    }

    /** Hands over each setting for this host, in the order of the file: the first one of a kind counts. */
    void forHost(String name, Consumer<Line> setting) {
        for (var line : lines) {
            if (line.blocks().stream().allMatch(block -> block.covers(name, line))) {
                setting.accept(line);
            }
        }
    }

    private void read(Path file, List<Block> outer, int depth, List<Line> into) throws IOException {
        if (depth > DEEPEST) {
            throw new SettingsException(file + ": Include goes deeper than " + DEEPEST + " files");
        }
        var blocks = outer;
        int number = 0;
        for (var raw : Files.readAllLines(file)) {
            String place = file + ":" + ++number;
            String text = raw.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            var parts = text.split("\\s*=\\s*|\\s+", 2);
            String key = parts[0].toLowerCase(Locale.ROOT);
            String value = parts.length > 1 ? parts[1].strip() : "";
            switch (key) {
                case "host", "match" -> {
                    blocks = new ArrayList<>(outer);
                    blocks.add(new Block(key.equals("host"), words(value, place), place));
                }
                case "include" -> {
                    for (var pattern : words(value, place)) {
                        for (var included : included(pattern, file)) {
                            read(included, blocks, depth + 1, into);
                        }
                    }
                }
                default -> {
                    if (KNOWN.contains(key)) {
                        into.add(new Line(key, value, List.copyOf(blocks), place));
                    }
                }
            }
        }
    }

    static List<String> words(String value, String place) {
        try {
            return ShellWords.split(value);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(place + ": " + e.getMessage());
        }
    }

    /** Relative names are looked for in ~/.ssh, or beside the system's file. */
    private List<Path> included(String pattern, Path from) throws IOException {
        var base = from.startsWith("/etc/ssh") ? Path.of("/etc/ssh") : home.resolve(".ssh");
        var path = base.resolve(
                pattern.startsWith("~/") ? home.resolve(pattern.substring(2)).toString() : pattern);
        if (!pattern.matches(".*[*?\\[].*")) {
            return Files.isRegularFile(path) ? List.of(path) : List.of();
        }
        var directory = path.getParent();
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName());
        try (var entries = Files.list(directory)) {
            return entries.filter(entry -> matcher.matches(entry.getFileName()) && Files.isRegularFile(entry))
                    .sorted()
                    .toList();
        }
    }
}
