package dev.drover.cli;

import dev.drover.inventory.HostPattern;
import dev.drover.inventory.Inventory;
import dev.drover.module.Modules;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.template.TemplateHost;
import dev.drover.template.Vaulting;
import dev.drover.value.Origin;
import dev.drover.vault.OneSecretVaults;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** This machine, as templates see it through lookups. Each warning is given once. */
final class ControllerHost implements TemplateHost {

    private record Given(String message, Origin origin) {}

    private final BiConsumer<String, Origin> warnings;
    private final Decryption decryption;
    private final boolean strict;
    private final Path directory;
    private final Path commands;
    private final Function<String, Optional<Setting>> settings;
    private final Set<Given> given = ConcurrentHashMap.newKeySet();

    /** Knows no settings. */
    ControllerHost(BiConsumer<String, Origin> warnings, Decryption decryption) {
        this(warnings, decryption, false, Path.of(""), Path.of(""), name -> Optional.empty());
    }

    /**
     * @param strict whether what only older versions of Ansible accepted is refused
     * @param directory where commands run, and what relative names of files mean where no search path is
     */
    ControllerHost(
            BiConsumer<String, Origin> warnings,
            Decryption decryption,
            AnsibleConfig config,
            boolean strict,
            Path directory) {
        this(warnings, decryption, strict, directory, directory, name -> NamedSettings.find(config, name));
    }

    /**
     * Of a run.
     *
     * @param commands where commands run: beside the playbook
     */
    ControllerHost(BiConsumer<String, Origin> warnings, Decryption decryption, AnsibleConfig config, Path commands) {
        this(warnings, decryption, false, Path.of(""), commands, name -> NamedSettings.find(config, name));
    }

    private ControllerHost(
            BiConsumer<String, Origin> warnings,
            Decryption decryption,
            boolean strict,
            Path directory,
            Path commands,
            Function<String, Optional<Setting>> settings) {
        this.warnings = warnings;
        this.decryption = decryption;
        this.strict = strict;
        this.directory = directory;
        this.commands = commands;
        this.settings = settings;
    }

    @Override
    public Optional<Setting> setting(String name) {
        return settings.apply(name);
    }

    @Override
    public List<String> hosts(String pattern, Map<String, List<String>> groups) {
        return HostPattern.match(pattern, Inventory.of(groups), part -> {});
    }

    @Override
    public boolean hasModule(String name) {
        return new Modules().has(name);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public byte[] read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] opened = decryption.opened(bytes, file.toString());
        if (opened != bytes) {
            decryption.revealed(new String(opened, StandardCharsets.UTF_8));
        }
        return opened;
    }

    @Override
    public Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    @Override
    public String pipe(String command) throws IOException, InterruptedException {
        // the command is the playbook author's own text, and a shell is what lookup('pipe') promises
        var process = new ProcessBuilder("/bin/sh", "-c", command)
                .directory(commands.toAbsolutePath().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("lookup_plugin.pipe(" + command + ") returned " + status);
        }
        return out;
    }

    @Override
    public Vaulting vaults() {
        return new OneSecretVaults();
    }

    @Override
    public void revealed(String secret) {
        decryption.revealed(secret);
    }

    @Override
    public ZonedDateTime now() {
        return ZonedDateTime.now();
    }

    @Override
    public void warn(String message, Origin origin) {
        if (given.add(new Given(message, origin))) {
            warnings.accept(message, origin);
        }
    }

    @Override
    public boolean strict() {
        return strict;
    }
}
