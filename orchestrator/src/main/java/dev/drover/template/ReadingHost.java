package dev.drover.template;

import dev.drover.value.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A machine that only has files, each read once: for templates that are looked at but not evaluated. */
public final class ReadingHost implements TemplateHost {

    private final Map<Path, byte[]> read = new HashMap<>();

    @Override
    public byte[] read(Path file) throws IOException {
        var known = read.get(file);
        if (known == null) {
            known = Files.readAllBytes(file);
            read.put(file, known);
        }
        return known;
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.empty();
    }

    @Override
    public String pipe(String command) throws IOException {
        throw new IOException("nothing is evaluated");
    }

    @Override
    public ZonedDateTime now() {
        return ZonedDateTime.now();
    }

    @Override
    public void warn(String message, Origin origin) {}

    @Override
    public boolean strict() {
        return false;
    }
}
