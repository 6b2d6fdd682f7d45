package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.UndecryptableException;
import dev.drover.value.Value;
import dev.drover.yaml.Decryption;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlException;
import dev.drover.yaml.YamlNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Reads inventories from their sources. */
public final class InventoryLoader {

    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_NESTING = 20;
    private static final Set<String> IGNORED_NAMES = Set.of("group_vars", "host_vars", "vars_plugins");

    private final InventoryBuilder builder = new InventoryBuilder();
    private final BiConsumer<String, Origin> warnings;
    private final Decryption decryption;
    private final InventorySettings settings;
    private final List<Problem> problems = new ArrayList<>();

    private InventoryLoader(BiConsumer<String, Origin> warnings, Decryption decryption, InventorySettings settings) {
        this.warnings = warnings;
        this.decryption = decryption;
        this.settings = settings;
    }

    /**
     * The inventory that all sources make together, later ones over earlier ones.
     *
     * @param sources files, directories, or host lists ({@code a,b,}), as the user named them
     * @throws InventoryException where one can't be read
     */
    public static Inventory load(List<String> sources, BiConsumer<String, Origin> warnings) {
        return load(sources, warnings, Decryption.NONE, InventorySettings.DEFAULT);
    }

    /** As {@link #load(List, BiConsumer)}, of files that may be vaults, or hold some. */
    public static Inventory load(List<String> sources, BiConsumer<String, Origin> warnings, Decryption decryption) {
        return load(sources, warnings, decryption, InventorySettings.DEFAULT);
    }

    /**
     * The inventory that all sources make together; files may be vaults, or hold some.
     *
     * @throws InventoryException with all that is wrong in all of the sources
     */
    public static Inventory load(
            List<String> sources,
            BiConsumer<String, Origin> warnings,
            Decryption decryption,
            InventorySettings settings) {
        var loader = new InventoryLoader(warnings, decryption, settings);
        sources.forEach(loader::source);
        if (!loader.problems.isEmpty()) {
            throw new InventoryException(loader.problems);
        }
        return loader.builder.build();
    }

    private void source(String source) {
        try {
            if (source.contains(",") && settings.enables("host_list")) {
                hostList(source);
            } else {
                file(source);
            }
        } catch (InventoryException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(new Problem("can't be read: " + e.getMessage(), new Origin(source, 0, 0)));
        }
    }

    /** Names and addresses, each with a port if need be; no ranges, which hold colons too. */
    private void hostList(String source) {
        for (var host : source.split(",")) {
            if (!host.isBlank()) {
                var named = HostAndPort.single(host.strip(), new Origin(source, 0, 0));
                for (var name : named.hosts()) {
                    builder.addHost(name, Optional.empty());
                    builder.addToGroup("ungrouped", name);
                    named.variables().forEach((key, value) -> builder.setHostVariable(name, key, value));
                }
            }
        }
    }

    private void file(String source) throws IOException {
        var path = Path.of(source);
        if (Files.isDirectory(path)) {
            builder.addDirectory(path);
            directory(path, 0);
        } else if (Files.exists(path)) {
            builder.addDirectory(path.toAbsolutePath().getParent());
            file(path);
        } else {
            throw new InventoryException(
                    "there is no inventory " + source + "; a list of hosts ends in a comma", new Origin(source, 0, 0));
        }
    }

    private void directory(Path directory, int depth) throws IOException {
        if (depth > MAX_NESTING) {
            throw new InventoryException(
                    "directories of inventories are nested without end", new Origin(directory.toString(), 0, 0));
        }
        List<Path> entries;
        try (var listing = Files.list(directory)) {
            entries = listing.sorted().toList();
        }
        for (var entry : entries) {
            if (isIgnored(entry.getFileName().toString())) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                directory(entry, depth + 1);
            } else {
                try {
                    file(entry);
                } catch (InventoryException e) {
                    problems.addAll(e.problems());
                }
            }
        }
    }

    private boolean isIgnored(String name) {
        return name.startsWith(".")
                || IGNORED_NAMES.contains(name)
                || settings.ignoredEndings().stream().anyMatch(name::endsWith)
                || settings.ignoredPatterns().stream()
                        .anyMatch(pattern ->
                                Pattern.compile(pattern).matcher(name).find());
    }

    private void file(Path path) throws IOException {
        String name = path.toString();
        if (settings.enables("script") && ScriptSource.isScript(path)) {
            ScriptSource.read(path, settings.patience(), builder);
            return;
        }
        switch (ending(path.getFileName().toString())) {
            case "yml", "yaml", "json" -> yaml(document(path, name), path);
            case "" -> yamlOrIni(path, name);
            case "toml" ->
                throw new InventoryException(
                        "TOML inventories are not read: Ansible gives them up; write it as YAML",
                        new Origin(name, 0, 0));
            default -> IniSource.read(text(path, name), name, path, builder);
        }
    }

    /** Files without an ending are of both kinds: a YAML inventory is a mapping, and what is none is INI. */
    private void yamlOrIni(Path path, String name) throws IOException {
        String text = text(path, name);
        String first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        boolean yaml = first.startsWith("{") || first.equals("---") || first.endsWith(":") || first.contains(": ");
        if (yaml && settings.enables("yaml")) {
            yaml(document(path, name), path);
        } else {
            IniSource.read(text, name, path, builder);
        }
    }

    private Optional<YamlNode> document(Path path, String name) throws IOException {
        try {
            return YamlDocument.readData(path, name, warnings, decryption);
        } catch (YamlException e) {
            throw new InventoryException(e.getMessage(), e.origin());
        }
    }

    private void yaml(Optional<YamlNode> document, Path path) {
        if (document.isEmpty() || document.get().value() instanceof Value.Nil) {
            return;
        }
        if (document.get() instanceof YamlNode.Entries entries
                && entries.get("plugin").isPresent()) {
            plugin(entries, path);
        } else {
            YamlSource.read(document.get(), path, builder, warnings);
        }
    }

    private void plugin(YamlNode.Entries entries, Path path) {
        var plugin = entries.get("plugin").orElseThrow();
        var templar = settings.templar()
                .orElseThrow(() -> new InventoryException("templates can't be evaluated here", plugin.origin()));
        switch (plugin.value().toString().replaceFirst("^ansible[.]builtin[.]", "")) {
            case "constructed" ->
                new ConstructedSource(
                                entries, templar, builder, settings.extra(), new VariableFiles(warnings, decryption))
                        .apply();
            case "generator" -> new GeneratorSource(entries, templar, builder, path).apply();
            default ->
                throw new InventoryException(
                        "there is no inventory plugin \"" + plugin.value() + "\"; there are constructed and generator,"
                                + " and an executable script can ask any cloud",
                        plugin.origin());
        }
    }

    private String text(Path path, String name) throws IOException {
        if (Files.size(path) > MAX_BYTES) {
            throw new InventoryException("the file is larger than 64 MiB", new Origin(name, 0, 0));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decryption.opened(Files.readAllBytes(path), name)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InventoryException("the file is not UTF-8 text", new Origin(name, 0, 0));
        } catch (UndecryptableException e) {
            throw new InventoryException(e.getMessage(), e.origin());
        }
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
