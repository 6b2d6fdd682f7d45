package dev.drover.inventory;

import dev.drover.template.Templar;
import dev.drover.vars.Layer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How inventories are read: the section {@code [inventory]} of ansible.cfg.
 *
 * @param ignoredEndings of files in a directory that are no source, with their dot
 * @param ignoredPatterns regular expressions of names in a directory that are no source
 * @param enabled the kinds of sources that are read, by the names of Ansible's plugins
 * @param templar evaluates what constructed sources hold; none: they are refused
 * @param extra the extra variables of the command line
 * @param patience how long a script may take
 */
public record InventorySettings(
        Set<String> ignoredEndings,
        List<String> ignoredPatterns,
        Set<String> enabled,
        Optional<Templar> templar,
        Layer extra,
        Duration patience) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What counts where nothing is configured. */
    public static final InventorySettings DEFAULT = new InventorySettings(
            Set.of(".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".cfg", ".retry"),
            List.of(),
            Set.of("host_list", "script", "auto", "yaml", "ini", "toml"),
            Optional.empty(),
            Layer.of("extra variables", Map.of()),
            PATIENCE);

    /** Whether sources of one of these kinds are read. */
    boolean enables(String kind) {
        return enabled.contains(kind) || enabled.contains("ansible.builtin." + kind);
    }

    public InventorySettings with(Templar templar) {
        return new InventorySettings(ignoredEndings, ignoredPatterns, enabled, Optional.of(templar), extra, patience);
    }
}
