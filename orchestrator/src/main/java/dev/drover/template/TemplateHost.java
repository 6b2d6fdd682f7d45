package dev.drover.template;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What templates may see of the machine they are evaluated on, through lookups only. */
public interface TemplateHost {

    byte[] read(Path file) throws IOException;

    Optional<String> environment(String name);

    /**
     * What a command prints on standard output, for {@code lookup('pipe')}.
     *
     * @throws IOException where it can't be run or fails
     */
    String pipe(String command) throws IOException, InterruptedException;

    /** The time now, in the machine's zone. */
    ZonedDateTime now();

    /** Encrypts and decrypts with passwords that templates name. */
    default Vaulting vaults() {
        throw new UnsupportedOperationException("nothing is encrypted here");
    }

    /** This text was derived from a secret: it is printed no more. */
    default void revealed(String secret) {
        // whoever prints nothing has nothing to remember
    }

    /** Something is accepted that should be written otherwise. */
    void warn(String message, Origin origin);

    /** Whether what only older versions of Ansible accepted is refused. */
    boolean strict();

    /** The working directory: what relative names of files mean where no search path is. */
    default Path directory() {
        return Path.of("");
    }

    /** Whether there is a module of this name, with or without its collection. */
    default boolean hasModule(String name) {
        return false;
    }

    /** A setting of the configuration by Ansible's name for it ({@code DEFAULT_FORKS}); empty: none of that name. */
    default Optional<Setting> setting(String name) {
        return Optional.empty();
    }

    /**
     * The hosts that a host pattern means.
     *
     * @param groups the hosts of each group, by its name
     */
    default List<String> hosts(String pattern, Map<String, List<String>> groups) {
        return groups.getOrDefault(pattern, List.of());
    }

    /** @param origin where it was set: a file, a variable of the environment, or {@code default} */
    record Setting(Value value, String origin) {}
}
