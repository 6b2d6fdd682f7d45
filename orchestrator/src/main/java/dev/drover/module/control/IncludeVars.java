package dev.drover.module.control;

import dev.drover.module.Alias;
import dev.drover.module.ArgumentException;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.template.PythonRegex;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads variables from files of the controller; they count for the rest of the play. */
@Module(value = "include_vars", summary = "Takes variables from files, when their turn comes.")
public record IncludeVars(
        @Alias("_raw_params") @Doc("The file.") Optional<String> file,

        @Doc("A directory, whose files are read in the order of their names.")
        Optional<String> dir,

        @Doc("A variable that all of them are put into.") Optional<String> name,

        @Default("0") @Doc("How deep directories are read; 0 is all the way down.")
        int depth,

        @Doc("A regular expression that names of files must match.")
        Optional<PythonRegex> filesMatching,

        @Doc("Names of files, or regular expressions of them, that are left out.")
        List<PythonRegex> ignoreFiles,

        @Default("yml, yaml, json") @Doc("The endings that files have.")
        List<String> extensions,

        @Doc("Leave out files with other endings instead of failing.")
        boolean ignoreUnknownExtensions,

        @Doc("What becomes of mappings that are there already: replace or merge.")
        Optional<Behaviour> hashBehaviour,

        @Injected Controller controller)
        implements ModuleCall {

    public enum Behaviour {
        REPLACE,
        MERGE
    }

    public IncludeVars {
        if (file.isPresent() == dir.isPresent()) {
            throw new IllegalArgumentException("either a file or a directory is read: give file or dir");
        }
    }

    @Override
    public Plan plan() {
        var files = file.map(one -> List.of(controller.find("vars", one))).orElseGet(this::inDirectory);
        var variables = new LinkedHashMap<Value, Value>();
        for (var path : files) {
            merge(variables, controller.variables(path).entries());
        }
        Value all = name.<Value>map(into -> Value.Mapping.of(Map.of(into, new Value.Mapping(variables))))
                .orElse(new Value.Mapping(variables));
        return Plan.settled(Result.UNCHANGED
                .with("ansible_facts", all)
                .with(
                        "ansible_included_var_files",
                        Value.Sequence.ofTexts(
                                files.stream().map(Path::toString).toList())));
    }

    private void merge(Map<Value, Value> into, Map<Value, Value> more) {
        more.forEach((key, value) -> {
            if (hashBehaviour.filter(Behaviour.MERGE::equals).isPresent()
                    && value instanceof Value.Mapping(var inner)
                    && into.get(key) instanceof Value.Mapping(var before)) {
                var both = new LinkedHashMap<>(before);
                merge(both, inner);
                into.put(key, new Value.Mapping(both));
            } else {
                into.put(key, value);
            }
        });
    }

    private List<Path> inDirectory() {
        var root = controller.find("vars", dir.orElseThrow());
        if (!Files.isDirectory(root)) {
            throw new ArgumentException(root + " is no directory", Origin.NONE);
        }
        var found = new ArrayList<Path>();
        try (var walk = Files.walk(root, depth > 0 ? depth : Integer.MAX_VALUE)) {
            for (var path : walk.filter(Files::isRegularFile).sorted().toList()) {
                if (taken(path)) {
                    found.add(path);
                }
            }
        } catch (IOException e) {
            throw new ArgumentException(root + " can't be read: " + e.getMessage(), Origin.NONE);
        }
        return found;
    }

    private boolean taken(Path path) {
        String own = path.getFileName().toString();
        if (filesMatching.isPresent()
                        && !filesMatching.get().pattern().matcher(own).find()
                || ignoreFiles.stream()
                        .anyMatch(pattern -> pattern.pattern().matcher(own).find())) {
            return false;
        }
        boolean known = extensions.stream().anyMatch(ending -> own.endsWith("." + ending.strip()));
        if (!known && !ignoreUnknownExtensions) {
            throw new ArgumentException(
                    path + " does not have one of the endings " + String.join(", ", extensions), Origin.NONE);
        }
        return known;
    }
}
