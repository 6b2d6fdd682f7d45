package dev.drover.module.python.lock;

import dev.drover.module.Controller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a source that say what it needs. */
record Project(Path directory, Controller controller) {

    /** Far more than the largest lock; what is longer is something else, or meant to be a burden. */
    private static final long MAX_BYTES = 32L << 20;

    boolean has(String name) {
        return Files.isRegularFile(directory.resolve(name));
    }

    /** @throws LockException where it can't be read, or is too long to be what its name says */
    String text(String name) {
        var file = directory.resolve(name);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw LockException.at(name, 0, "it is longer than " + (MAX_BYTES >> 20) + " MiB");
            }
        } catch (IOException e) {
            throw LockException.at(name, 0, "it can't be read");
        }
        return new String(controller.read(file), StandardCharsets.UTF_8);
    }

    Toml toml(String name) {
        return Toml.parse(name, text(name));
    }

    /** {@code pyproject.toml}, where there is one. */
    Optional<Toml> pyproject() {
        return has("pyproject.toml") ? Optional.of(toml("pyproject.toml")) : Optional.empty();
    }
}
