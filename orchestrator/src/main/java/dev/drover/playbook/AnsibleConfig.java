package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of the first of ANSIBLE_CONFIG, {@code ./ansible.cfg}, {@code ~/.ansible.cfg} and {@code /etc/ansible/ansible.cfg} that is
 * there; environment variables win over it.
 */
public final class AnsibleConfig {

    private final Optional<Path> file;
    private final Map<String, String> settings;
    private final Map<String, String> environment;

    private AnsibleConfig(Optional<Path> file, Map<String, String> settings, Map<String, String> environment) {
        this.file = file;
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * @param directory the current one; its ansible.cfg does not count where everybody may write there
     * @throws IOException where the file can't be read
     * @throws PlaybookException with everything that is wrong in it
     */
    public static AnsibleConfig load(Map<String, String> environment, Path directory, Path home) throws IOException {
        var candidates = new ArrayList<Path>();
        Optional.ofNullable(environment.get("ANSIBLE_CONFIG"))
                .map(Path::of)
                .ifPresent(named -> candidates.add(Files.isDirectory(named) ? named.resolve("ansible.cfg") : named));
        if (!isWritableByAll(directory)) {
            candidates.add(directory.resolve("ansible.cfg"));
        }
        candidates.add(home.resolve(".ansible.cfg"));
        candidates.add(Path.of("/etc/ansible/ansible.cfg"));
        for (var candidate : candidates) {
            if (Files.isRegularFile(candidate)) {
                var settings = ConfigFile.read(candidate, Files.readAllBytes(candidate));
                return new AnsibleConfig(Optional.of(candidate), settings, environment);
            }
        }
        return new AnsibleConfig(Optional.empty(), Map.of(), environment);
    }

    private static boolean isWritableByAll(Path directory) throws IOException {
        return Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE);
    }

    /**
     * A setting as it is written.
     *
     * @param variable the variable of the environment that wins over the file
     */
    public Optional<Written> written(String section, String key, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .map(value -> new Written(value, "env: " + variable))
                .or(() -> Optional.ofNullable(settings.get(section + "." + key))
                        .map(value ->
                                new Written(value, file.map(Path::toString).orElse(""))));
    }

    /** The keys that the file has in a section. */
    public List<String> keys(String section) {
        return settings.keySet().stream()
                .filter(key -> key.startsWith(section + "."))
                .map(key -> key.substring(section.length() + 1))
                .toList();
    }

    /** The file, for messages; empty where there is none. */
    public String place() {
        return file.map(Path::toString).orElse("");
    }

    /** @param origin the file it stands in, or {@code env: } and the variable */
    public record Written(String text, String origin) {}

    /** A setting: the environment's, else the file's. */
    public Optional<String> find(String section, String key, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(settings.get(section + "." + key)));
    }

    /** Inventory sources; those named in the file are relative to it. */
    public List<String> inventory() {
        var fromEnvironment =
                Optional.ofNullable(environment.get("ANSIBLE_INVENTORY")).filter(text -> !text.isEmpty());
        if (fromEnvironment.isPresent()) {
            return List.of(fromEnvironment.get().split(","));
        }
        return Optional.ofNullable(settings.get("defaults.inventory"))
                .map(text -> text.endsWith(",")
                        ? List.of(text)
                        : List.of(text.split(",")).stream()
                                .map(this::besideFile)
                                .toList())
                .orElse(List.of());
    }

    /** Where roles and collections are looked for besides the playbook's directory. */
    public SearchPaths searchPaths() {
        return new SearchPaths(
                paths(
                        find("defaults", "roles_path", "ANSIBLE_ROLES_PATH"),
                        "~/.ansible/roles:/usr/share/ansible/roles:/etc/ansible/roles"),
                paths(
                        find("defaults", "collections_path", "ANSIBLE_COLLECTIONS_PATH")
                                .or(() -> find("defaults", "collections_paths", "ANSIBLE_COLLECTIONS_PATHS")),
                        "~/.ansible/collections:/usr/share/ansible/collections"));
    }

    private List<Path> paths(Optional<String> written, String otherwise) {
        return Stream.of(written.orElse(otherwise).split(":"))
                .map(path -> Path.of(besideFile(path)))
                .toList();
    }

    private String besideFile(String path) {
        String stripped = path.strip();
        if (stripped.startsWith("~/")) {
            return System.getProperty("user.home") + stripped.substring(1);
        }
        return file.map(Path::toAbsolutePath)
                .map(config -> config.resolveSibling(stripped).normalize().toString())
                .orElse(stripped);
    }

    public Optional<Integer> forks() {
        return find("defaults", "forks", "ANSIBLE_FORKS").map(text -> {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                var origin = new Origin(file.map(Path::toString).orElse("ANSIBLE_FORKS"), 0, 0);
                throw new PlaybookException(List.of(new Problem("forks takes a number, not \"" + text + "\"", origin)));
            }
        });
    }

    public Optional<String> remoteUser() {
        return find("defaults", "remote_user", "ANSIBLE_REMOTE_USER");
    }

    public Optional<String> remotePort() {
        return find("defaults", "remote_port", "ANSIBLE_REMOTE_PORT");
    }

    public Optional<String> privateKeyFile() {
        return find("defaults", "private_key_file", "ANSIBLE_PRIVATE_KEY_FILE").map(this::besideFile);
    }

    public Optional<String> timeout() {
        return find("defaults", "timeout", "ANSIBLE_TIMEOUT");
    }

    public Optional<Boolean> hostKeyChecking() {
        return find("defaults", "host_key_checking", "ANSIBLE_HOST_KEY_CHECKING")
                .map(AnsibleConfig::truth);
    }

    public Optional<String> sshArguments() {
        return find("ssh_connection", "ssh_args", "ANSIBLE_SSH_ARGS");
    }

    public Optional<String> sshCommonArguments() {
        return find("ssh_connection", "ssh_common_args", "ANSIBLE_SSH_COMMON_ARGS");
    }

    public Optional<String> sshRetries() {
        return find("ssh_connection", "retries", "ANSIBLE_SSH_RETRIES");
    }

    public Optional<Boolean> become() {
        return find("privilege_escalation", "become", "ANSIBLE_BECOME").map(AnsibleConfig::truth);
    }

    public Optional<String> becomeUser() {
        return find("privilege_escalation", "become_user", "ANSIBLE_BECOME_USER");
    }

    public Optional<String> becomeMethod() {
        return find("privilege_escalation", "become_method", "ANSIBLE_BECOME_METHOD");
    }

    public boolean becomeAskPass() {
        return find("privilege_escalation", "become_ask_pass", "ANSIBLE_BECOME_ASK_PASS")
                .map(AnsibleConfig::truth)
                .orElse(false);
    }

    public boolean diffAlways() {
        return find("diff", "always", "ANSIBLE_DIFF_ALWAYS")
                .map(AnsibleConfig::truth)
                .orElse(false);
    }

    /** A setting that names a file; what the file of settings names is relative to it. */
    public Optional<String> path(String section, String key, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .or(() -> Optional.ofNullable(settings.get(section + "." + key)).map(this::besideFile));
    }

    /** The same, with {@code ~} as the user's directory. */
    public Optional<Path> filePath(String section, String key, String variable) {
        return path(section, key, variable)
                .map(text -> text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text)
                .map(Path::of);
    }

    /** Names of extensions of Jinja that templates may use: {@code jinja2.ext.do}. */
    public List<String> templateExtensions() {
        return list("defaults", "jinja2_extensions", "ANSIBLE_JINJA2_EXTENSIONS");
    }

    /** A setting that holds several words, between commas. */
    public List<String> list(String section, String key, String variable) {
        return find(section, key, variable).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A setting that is yes or no; no where it is not set. */
    public boolean flag(String section, String key, String variable) {
        return flag(section, key, variable, false);
    }

    public boolean flag(String section, String key, String variable, boolean otherwise) {
        return find(section, key, variable).map(AnsibleConfig::truth).orElse(otherwise);
    }

    private static boolean truth(String text) {
        return List.of("yes", "true", "on", "1", "y", "t").contains(text.toLowerCase(Locale.ROOT));
    }
}
