package dev.drover.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which tasks are meant. */
final class TagOptions {

    @Option(
            names = {"-t", "--tags"},
            paramLabel = "TAGS",
            split = ",",
            description = "Only tasks with one of these tags.")
    List<String> run = new ArrayList<>();

    @Option(
            names = "--skip-tags",
            paramLabel = "TAGS",
            split = ",",
            description = "Only tasks without any of these tags.")
    List<String> skip = new ArrayList<>();
}
