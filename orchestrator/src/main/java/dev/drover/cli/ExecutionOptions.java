package dev.drover.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
                    "Of no effect: modules come with drover. A task with another one is a mistake of the playbook.")
    void modulePath(Path ignored) {
        // accepted, so that command lines written for ansible-playbook work
    }
}
