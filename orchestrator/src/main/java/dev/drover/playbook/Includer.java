package dev.drover.playbook;

import dev.drover.inventory.VariableFiles;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.yaml.Decryption;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads what tasks include while a play runs. */
public final class Includer {

    private static final int MAX_DEPTH = 50;

    private final SearchPaths paths;
    private final ConstantNames names;
    private final VariableFiles variableFiles;
    private final BiConsumer<String, Origin> warnings;
    private final Decryption decryption;

    /** @param decryption opens the files that are vaults, and the vaults in them */
    public Includer(
            SearchPaths paths, ConstantNames names, BiConsumer<String, Origin> warnings, Decryption decryption) {
        this.paths = paths;
        this.names = names;
        this.variableFiles = new VariableFiles(warnings, decryption);
        this.warnings = warnings;
        this.decryption = decryption;
    }

    /**
     * What an include brings.
     *
     * @param shown what reports call it: the file's path or the role's name
     * @param roles those it brings in, dependencies first
     */
    public record Included(String shown, List<Step> steps, List<Task> handlers, List<Role> roles) {}

    /**
     * The tasks of a file that {@code include} names.
     *
     * @param apply what the include says under {@code apply}
     * @param variables those of the include, seen by all it brings
     * @throws PlaybookException where there is no such file, or with all that is wrong in it
     */
    public Included tasks(Play play, Task include, String file, Optional<Value> apply, Layer variables) {
        var reading = reading(play);
        var around = deeper(include, reading);
        var directories = TaskReader.directories(around, play.directory());
        var path = directories.stream()
                .map(directory -> directory.resolve(file).normalize())
                .filter(Files::isRegularFile)
                .findFirst();
        if (path.isEmpty()) {
            reading.problem(
                    Code.NO_TASK_FILE,
                    "there is no file " + file + " in " + TaskReader.shown(directories),
                    include.origin());
        }
        reading.finish();
        var inside = around.with(applied(apply, include, around, reading)).including(variables);
        var steps = new TaskReader(reading, new RoleReader(reading, true)).file(path.orElseThrow(), inside);
        reading.finish();
        return new Included(path.get().toString(), steps, List.of(), List.of());
    }

    /**
     * A role that {@code include} names, with those it depends on.
     *
     * @throws PlaybookException where there is no such role, or with all that is wrong in it
     */
    public Included role(
            Play play, Task include, String name, RoleFiles files, Optional<Value> apply, Layer variables) {
        var reading = reading(play);
        var around = deeper(include, reading);
        var keywords = applied(apply, include, around, reading);
        var use = new RoleUse(name, keywords, Keywords.NONE, Value.EMPTY_MAPPING, files, true, false, include.origin());
        var parts = new RoleReader(reading, true).read(use, around.including(variables));
        reading.finish();
        return new Included(
                name,
                parts.stream().flatMap(part -> part.steps().stream()).toList(),
                parts.stream().flatMap(part -> part.handlers().stream()).toList(),
                parts.stream().map(RoleReader.Part::role).toList());
    }

    private Reading reading(Play play) {
        var reading = new Reading(play.directory(), paths, names, variableFiles, warnings, decryption);
        reading.enter(play.keywords());
        return reading;
    }

    /** @throws PlaybookException where includes bring in each other without end */
    private static Surroundings deeper(Task include, Reading reading) {
        if (include.around().depth() > MAX_DEPTH) {
            reading.problem(Code.CYCLE, "includes bring in each other without end", include.origin());
            reading.finish();
        }
        return include.around();
    }

    /** What is included inherits from what surrounds the include, not from the include itself, and from {@code apply}. */
    private static Keywords applied(Optional<Value> apply, Task include, Surroundings around, Reading reading) {
        if (apply.isEmpty() || apply.get() instanceof Value.Nil) {
            return around.keywords();
        }
        if (!(apply.get() instanceof Value.Mapping mapping)) {
            reading.problem("apply takes a mapping of keywords", include.origin());
            return around.keywords();
        }
        var keywords = new EnumMap<Keyword, Value>(Keyword.class);
        mapping.entries()
                .forEach((key, value) -> Keyword.named(key.toString(), Keyword.Place.BLOCK)
                        .ifPresentOrElse(
                                keyword -> keywords.put(
                                        keyword,
                                        keyword == Keyword.VARS && value instanceof Value.Mapping
                                                ? Value.Sequence.of(value)
                                                : value),
                                () -> reading.problem(
                                        Code.UNKNOWN_KEYWORD,
                                        "apply has no \"" + key + "\"",
                                        key instanceof Value.Text text ? text.origin() : include.origin(),
                                        Nearest.to(key.toString(), Keyword.namesOn(Keyword.Place.BLOCK))
                                                .map(near -> "did you mean `" + near + "`?"))));
        return new Keywords(keywords).under(around.keywords());
    }
}
