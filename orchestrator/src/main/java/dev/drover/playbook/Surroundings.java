package dev.drover.playbook;

import dev.drover.vars.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What surrounds a list of tasks.
 *
 * @param keywords what they inherit
 * @param file the file they stand in
 * @param files where relative files of theirs are looked for, nearest first
 * @param taskFiles the directories of the files that brought them in, nearest first: further files of tasks are looked for there
 * @param included the variables of the dynamic includes that brought them in, the outermost first
 * @param depth how many files and roles they stand in
 */
public record Surroundings(
        Keywords keywords,
        Optional<Role> role,
        Path file,
        List<Path> files,
        List<Path> taskFiles,
        List<Layer> included,
        int depth) {

    /** Those of a play's own lists. */
    static Surroundings ofPlay(Keywords keywords, Path file, Path directory) {
        return new Surroundings(keywords, Optional.empty(), file, List.of(directory), List.of(), List.of(), 0);
    }

    Surroundings with(Keywords inner) {
        return new Surroundings(inner, role, file, files, taskFiles, included, depth);
    }

    /** Those of the tasks of a role. */
    Surroundings in(Role other, Path directory) {
        return new Surroundings(
                keywords, Optional.of(other), file, List.of(other.path(), directory), List.of(), included, depth + 1);
    }

    /** Those of the tasks in another file. */
    Surroundings in(Path other) {
        var directories = new ArrayList<Path>();
        directories.add(other.toAbsolutePath().getParent());
        directories.addAll(taskFiles);
        return new Surroundings(keywords, role, other, files, directories, included, depth + 1);
    }

    /** With the variables of one more include. */
    public Surroundings including(Layer variables) {
        var all = new ArrayList<>(included);
        all.add(variables);
        return new Surroundings(keywords, role, file, files, taskFiles, all, depth);
    }
}
