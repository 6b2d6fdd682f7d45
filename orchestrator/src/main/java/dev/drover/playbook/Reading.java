package dev.drover.playbook;

import dev.drover.inventory.VariableFiles;
import dev.drover.value.Code;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
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

/** What the readers of one playbook share: the problems found so far, and where content is looked for. */
final class Reading {

    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".json", "");

    final Path directory;
    final List<Path> rolesPath;
    final VariableFiles variableFiles;
    private final SearchPaths paths;
    private final ConstantNames names;
    private final BiConsumer<String, Origin> warnings;
    private final Decryption decryption;
    private final List<Problem> problems;
    private List<Value> playVariables = List.of();

    Reading(
            Path directory,
            SearchPaths paths,
            ConstantNames names,
            VariableFiles variableFiles,
            BiConsumer<String, Origin> warnings,
            Decryption decryption) {
        this(directory, paths, names, variableFiles, warnings, decryption, new ArrayList<>());
    }

    private Reading(
            Path directory,
            SearchPaths paths,
            ConstantNames names,
            VariableFiles variableFiles,
            BiConsumer<String, Origin> warnings,
            Decryption decryption,
            List<Problem> problems) {
        this.problems = problems;
        this.directory = directory;
        this.rolesPath = paths.roles();
        this.paths = paths;
        this.names = names;
        this.variableFiles = variableFiles;
        this.warnings = warnings;
        this.decryption = decryption;
    }

    /** For another playbook that this one imports: what is wrong there is told together. */
    Reading in(Path other) {
        return new Reading(other, paths, names, variableFiles, warnings, decryption, problems);
    }

    /** The play whose parts are read from now on. */
    void enter(Keywords play) {
        playVariables = play.list(Keyword.VARS);
    }

    /** The roots of collections: beside the playbook first. */
    List<Path> collections() {
        var roots = new ArrayList<Path>();
        roots.add(directory.resolve("collections"));
        roots.addAll(paths.collections());
        return roots;
    }

    /** A name that must be known before anything runs; empty where it is not. */
    Optional<String> constant(Value.Text written, Keywords keywords) {
        if (!written.text().contains("{{")) {
            return Optional.of(written.text());
        }
        var variables = new ArrayList<>(playVariables);
        variables.addAll(keywords.list(Keyword.VARS));
        return names.evaluate(written, variables);
    }

    void warn(String message, Origin origin) {
        warnings.accept(message, origin);
    }

    /** A list or a mapping where another value belongs. */
    void problem(String message, Origin origin) {
        problem(Code.WRONG_SHAPE, message, origin);
    }

    void problem(Code code, String message, Origin origin) {
        problem(code, message, origin, Optional.empty());
    }

    void problem(Code code, String message, Origin origin, Optional<String> hint) {
        var problem = new Problem(code, message, origin, hint);
        if (!problems.contains(problem)) { // what several parts read is wrong once
            problems.add(problem);
        }
    }

    List<Problem> problems() {
        return problems;
    }

    /** @throws PlaybookException with all problems, if there are any */
    void finish() {
        if (!problems.isEmpty()) {
            throw new PlaybookException(problems);
        }
    }

    /** The document in a file; empty, and a problem noted, where it can't be read. */
    Optional<YamlNode> document(Path path) {
        try {
            return YamlDocument.read(path, path.toString(), warnings, decryption);
        } catch (YamlException e) {
            problem(Code.NOT_YAML, e.getMessage(), e.origin());
        } catch (IOException e) {
            problem(Code.UNREADABLE, "can't be read: " + e.getMessage(), new Origin(path.toString(), 0, 0));
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
