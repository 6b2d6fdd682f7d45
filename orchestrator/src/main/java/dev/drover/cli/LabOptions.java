package dev.drover.cli;

import dev.drover.lab.Lab;
import dev.drover.lab.LabName;
import picocli.CommandLine.Option;

/** Which lab is meant. */
final class LabOptions {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "demo",
            description = "The lab's name (default: ${DEFAULT-VALUE}).")
    private String name;

    LabName name() {
        return new LabName(name);
    }

    Lab lab() {
        return Lab.named(name());
    }
}
