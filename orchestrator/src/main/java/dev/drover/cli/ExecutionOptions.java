package dev.drover.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** On which hosts, with which variables and how carefully work is done. */
final class ExecutionOptions {

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description = "Only these of the hosts; @FILE: those that stand in a file, one a line.")
    Optional<String> limit = Optional.empty();

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARS",
            description = "Variables that win over all others: name=value, YAML or JSON, or @FILE. May be repeated.")
    List<String> extraVars = new ArrayList<>();

    @Option(
            names = {"-C", "--check"},
            description = "Change nothing; say what would be changed.")
    boolean check;

    @Option(
            names = {"-D", "--diff"},
            description = "Show what is changed in files and settings.")
    boolean diff;

    @Option(
            names = {"-f", "--forks"},
            paramLabel = "N",
            description = "How many hosts are worked on at once at most (100).")
    Optional<Integer> forks = Optional.empty();

    @Option(names = "-v", description = "Say more; up to -vvvvvv.")
    boolean[] verbose = new boolean[0];

    @Option(names = "--flush-cache", description = "Forget first what the fact cache knows of the hosts.")
    boolean flushCache;

    @Option(
            names = {"-M", "--module-path"},
            paramLabel = "DIRECTORY",
            description =
                    "Of no effect but a warning where modules are in it: those of Drover come with it, and it runs no others.")
    List<String> modulePaths = new ArrayList<>();

    /** Where modules in Python were named that nothing will run; one warning for each directory. */
    List<String> modulePathWarnings() {
        return modulePaths.stream()
                .flatMap(several -> Stream.of(several.split(":")))
                .filter(directory -> !directory.isBlank())
                .map(Path::of)
                .filter(ExecutionOptions::holdsPython)
                .map(directory -> "the modules in " + directory
                        + " are of no use here: they are written in Python, and Drover runs its own modules only")
                .toList();
    }

    private static boolean holdsPython(Path directory) {
        try (var files = Files.walk(directory, 3)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".py"));
        } catch (IOException | UncheckedIOException e) {
            return false; // not there, or not ours to read: then nothing in it is meant
        }
    }
}
