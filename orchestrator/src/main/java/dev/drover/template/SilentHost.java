package dev.drover.template;

import dev.drover.value.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Optional;

/** A machine that shows nothing and hears nothing: for templates that are only looked at. */
record SilentHost() implements TemplateHost {

    @Override
    public byte[] read(Path file) throws IOException {
        throw new IOException("only templates themselves are looked at");
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.empty();
    }

    @Override
    public String pipe(String command) throws IOException {
        throw new IOException("only templates themselves are looked at");
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
