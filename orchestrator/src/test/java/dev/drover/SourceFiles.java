package dev.drover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The project's own Java files. */
final class SourceFiles {

    private SourceFiles() {}

    static List<Path> all() throws IOException {
        try (var files = Files.walk(Path.of(System.getProperty("project.root", ".."), "orchestrator", "src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
