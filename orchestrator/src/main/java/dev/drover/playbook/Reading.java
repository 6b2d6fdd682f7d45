package dev.drover.playbook;

import dev.drover.inventory.VariableFiles;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.yaml.Decryption;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlException;
import dev.drover.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What the readers of one playbook share: the problems found so far, and where roles are looked for. */
final class Reading {

    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".json", "");

    final Path directory;
    final List<Path> rolesPath;
    final VariableFiles variableFiles;
    private final BiConsumer<String, Origin> warnings;
    private final Decryption decryption;
    private final List<Problem> problems = new ArrayList<>();

    Reading(Path directory, List<Path> rolesPath, BiConsumer<String, Origin> warnings, Decryption decryption) {
        this.directory = directory;
        this.rolesPath = rolesPath;
        this.variableFiles = new VariableFiles(warnings, decryption);
        this.warnings = warnings;
        this.decryption = decryption;
    }

    void problem(String message, Origin origin) {
        problems.add(new Problem(message, origin));
    }

    void problem(String message, Origin origin, Optional<String> hint) {
        problems.add(new Problem(message, origin, hint));
    }

    List<Problem> problems() {
        return problems;
    }

    /** The document in a file; empty, and a problem noted, where it can't be read. */
    Optional<YamlNode> document(Path path) {
        try {
            return YamlDocument.read(path, path.toString(), warnings, decryption);
        } catch (YamlException e) {
            problem(e.getMessage(), e.origin());
        } catch (IOException e) {
            problem("can't be read: " + e.getMessage(), new Origin(path.toString(), 0, 0));
        }
        return Optional.empty();
    }

    /** {@code directory/name} with one of the usual endings. */
    static Optional<Path> fileNamed(Path directory, String name) {
        return ENDINGS.stream()
                .map(ending -> directory.resolve(name + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
