package dev.drover.template;

import dev.drover.value.Origin;
import dev.drover.value.Value;
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

    private final Path folder;

    /** @param folder where relative files are looked for and commands run */
    CaseHost(boolean strict, Path folder) {
        this.strict = strict;
        this.folder = folder;
    }

    @Override
    public Path directory() {
        return folder;
    }

    @Override
    public Optional<Setting> setting(String name) {
        return Optional.ofNullable(SETTINGS.get(name)).map(value -> new Setting(value, "default"));
    }

    private static final Map<String, Value> SETTINGS =
            Map.of("DEFAULT_BECOME_USER", Value.of("root"), "DEFAULT_FORKS", Value.of(5));

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
        var builder = new ProcessBuilder("/bin/sh", "-c", command).directory(folder.toFile());
        builder.environment().putAll(ENVIRONMENT);
        var process = builder.start();
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
