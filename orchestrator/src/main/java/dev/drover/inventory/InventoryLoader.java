package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;
import dev.drover.yaml.Decryption;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads inventories from their sources. */
public final class InventoryLoader {

    private static final Set<String> IGNORED_ENDINGS =
            Set.of("pyc", "pyo", "swp", "bak", "rpm", "md", "txt", "rst", "orig", "cfg", "retry");
    private static final Set<String> IGNORED_NAMES = Set.of("group_vars", "host_vars", "vars_plugins");

    private final InventoryBuilder builder = new InventoryBuilder();
    private final BiConsumer<String, Origin> warnings;
    private final Decryption decryption;

    private InventoryLoader(BiConsumer<String, Origin> warnings, Decryption decryption) {
        this.warnings = warnings;
        this.decryption = decryption;
    }

    /**
     * The inventory that all sources make together, later ones over earlier ones.
     *
     * @param sources files, directories, or host lists ({@code a,b,}), as the user named them
     * @throws InventoryException where one can't be read
     */
    public static Inventory load(List<String> sources, BiConsumer<String, Origin> warnings) {
        return load(sources, warnings, Decryption.NONE);
    }

    /**
     * The inventory that all sources make together; files may be vaults, or hold some.
     *
     * @see #load(List, BiConsumer)
     */
    public static Inventory load(List<String> sources, BiConsumer<String, Origin> warnings, Decryption decryption) {
        var loader = new InventoryLoader(warnings, decryption);
        sources.forEach(loader::source);
        return loader.builder.build();
    }

    private void source(String source) {
        if (source.contains(",")) {
            for (var host : source.split(",")) {
                if (!host.isBlank()) {
                    for (var name : HostRange.expand(host.strip(), new Origin(source, 0, 0))) {
                        builder.addHost(name, Optional.empty());
                        builder.addToGroup("ungrouped", name);
                    }
                }
            }
            return;
        }
        var path = Path.of(source);
        try {
            if (Files.isDirectory(path)) {
                builder.addDirectory(path);
                directory(path);
            } else if (Files.exists(path)) {
                builder.addDirectory(path.toAbsolutePath().getParent());
                file(path);
            } else {
                throw new InventoryException(
                        "there is no inventory " + source + "; a list of hosts ends in a comma",
                        new Origin(source, 0, 0));
            }
        } catch (IOException e) {
            throw new InventoryException("can't be read: " + e.getMessage(), new Origin(source, 0, 0));
        }
    }

    private void directory(Path directory) throws IOException {
        List<Path> entries;
        try (var listing = Files.list(directory)) {
            entries = listing.sorted().toList();
        }
        for (var entry : entries) {
            String name = entry.getFileName().toString();
            if (name.startsWith(".") || name.endsWith("~") || IGNORED_NAMES.contains(name)) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                directory(entry);
            } else if (!IGNORED_ENDINGS.contains(ending(name))) {
                file(entry);
            }
        }
    }

    private void file(Path path) throws IOException {
        String name = path.toString();
        if (Files.isExecutable(path)) {
            throw new InventoryException(
                    "executable inventories are not supported yet (or take the executable bit off this file)",
                    new Origin(name, 0, 0));
        }
        switch (ending(path.getFileName().toString())) {
            case "yml", "yaml", "json" -> yaml(path, name);
            default -> {
                String text = text(path, name);
                if (text.lines().map(String::strip).anyMatch("---"::equals)) {
                    yaml(path, name);
                } else {
                    IniSource.read(text, name, path, builder);
                }
            }
        }
    }

    private String text(Path path, String name) throws IOException {
        try {
            return new String(decryption.opened(Files.readAllBytes(path), name), StandardCharsets.UTF_8);
        } catch (UndecryptableException e) {
            throw new InventoryException(e.getMessage(), e.origin());
        }
    }

    private void yaml(Path path, String name) throws IOException {
        try {
            YamlDocument.readData(path, name, warnings, decryption)
                    .ifPresent(document -> YamlSource.read(document, path, builder));
        } catch (YamlException e) {
            throw new InventoryException(e.getMessage(), e.origin());
        }
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
