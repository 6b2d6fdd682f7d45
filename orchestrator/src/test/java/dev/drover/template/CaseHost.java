package dev.drover.template;

import dev.drover.value.Origin;
import dev.drover.vault.OneSecretVaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine on which the cases were recorded. */
final class CaseHost implements TemplateHost {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "TZ", "UTC",
            "HOME", "/home/tester",
            "USER", "tester",
            "LANG", "C.UTF-8",
            "PROBE_ENV", "from env",
            "PROBE_EMPTY", "");

    private final boolean strict;
    final List<String> warnings = new ArrayList<>();

    CaseHost(boolean strict) {
        this.strict = strict;
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(ENVIRONMENT.get(name));
    }

    @Override
    public String pipe(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("/bin/sh", "-c", command).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("lookup_plugin.pipe(" + command + ") returned " + status);
        }
        return text;
    }

    @Override
    public Vaulting vaults() {
        return new OneSecretVaults();
    }

    @Override
    public ZonedDateTime now() {
        return ZonedDateTime.now(ZoneOffset.UTC);
    }

    @Override
    public void warn(String message, Origin origin) {
        warnings.add(message);
    }

    @Override
    public boolean strict() {
        return strict;
    }
}
