package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.yaml.Decryption;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The files of variables named after a host, a group or a role: {@code group_vars/app.yml}, {@code host_vars/n1/*.yml}. Each is read once. */
public final class VariableFiles {

    private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

    private final BiConsumer<String, Origin> warnings;
    private final Decryption decryption;
    private final Map<Path, List<Layer>> read = new ConcurrentHashMap<>();
    private final Map<Path, Set<String>> listings = new ConcurrentHashMap<>();

    public VariableFiles(BiConsumer<String, Origin> warnings) {
        this(warnings, Decryption.NONE);
    }

    /** @param decryption opens the files that are vaults, and the vaults in them */
    public VariableFiles(BiConsumer<String, Origin> warnings, Decryption decryption) {
        this.warnings = warnings;
        this.decryption = decryption;
    }

    /** What opens vaults. */
    public Decryption decryption() {
        return decryption;
    }

    /**
     * The variables in {@code directory/name}, with one of the usual endings, or in all files of a directory of that name.
     *
     * @return in ascending order of precedence; empty where there is no such file
     * @throws InventoryException where one is not a mapping, or can't be read
     */
    public List<Layer> named(Path directory, String name) {
        return read.computeIfAbsent(directory.resolve(name), this::load);
    }

    /** The names in a directory, read once: most hosts have no file of their own, and asking for each takes its time. */
    private Set<String> namesIn(Path directory) {
        return listings.computeIfAbsent(directory, path -> {
            if (!Files.isDirectory(path)) {
                return Set.of();
            }
            try (var listing = Files.list(path)) {
                return listing.map(file -> file.getFileName().toString()).collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new InventoryException("can't be read: " + e.getMessage(), new Origin(path.toString(), 0, 0));
            }
        });
    }

    private List<Layer> load(Path base) {
        var known = namesIn(base.getParent());
        String name = base.getFileName().toString();
        if (ENDINGS.stream().noneMatch(ending -> known.contains(name + ending))) {
            return List.of();
        }
        for (var ending : ENDINGS) {
            var path = base.resolveSibling(base.getFileName() + ending);
            if (Files.isDirectory(path) && ending.isEmpty()) {
                return directory(path);
            }
            if (Files.isRegularFile(path)) {
                return file(path).map(List::of).orElse(List.of());
            }
        }
        return List.of();
    }

    private List<Layer> directory(Path directory) {
        var layers = new ArrayList<Layer>();
        try (var listing = Files.list(directory)) {
            for (var entry : listing.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith(".") || name.endsWith("~")) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    layers.addAll(directory(entry));
                } else if (ENDINGS.contains(name.lastIndexOf('.') < 0 ? "" : name.substring(name.lastIndexOf('.')))) {
                    file(entry).ifPresent(layers::add);
                }
            }
        } catch (IOException e) {
            throw new InventoryException("can't be read: " + e.getMessage(), new Origin(directory.toString(), 0, 0));
        }
        return layers;
    }

    /** The variables of one file, which must be there; empty where it holds nothing. */
    public Optional<Layer> file(Path path) {
        String name = path.toString();
        try {
            var document = YamlDocument.readData(path, name, warnings, decryption);
            if (document.isEmpty() || document.get().value() instanceof Value.Nil) {
                return Optional.empty();
            }
            if (document.get().value() instanceof Value.Mapping mapping) {
                return Optional.of(Layer.of(name, mapping));
            }
            throw new InventoryException(
                    "a file of variables is a mapping of names to values",
                    document.get().origin());
        } catch (YamlException e) {
            throw new InventoryException(e.getMessage(), e.origin());
        } catch (IOException e) {
            throw new InventoryException("can't be read: " + e.getMessage(), new Origin(name, 0, 0));
        }
    }
}
