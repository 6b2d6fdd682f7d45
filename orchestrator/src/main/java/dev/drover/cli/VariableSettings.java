package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.run.FactCache;
import dev.drover.run.JsonFactCache;
import dev.drover.run.VariableRules;
import dev.drover.value.Origin;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What the configuration says of facts and variables. */
final class VariableSettings {

    private VariableSettings() {}

    /** All but the cache, which needs somebody who hears its warnings. */
    static VariableRules rules(AnsibleConfig config, boolean flushCache) {
        var gathering = choice(
                config, "gathering", "ANSIBLE_GATHERING", VariableRules.Policy.IMPLICIT, VariableRules.Policy.values());
        var hashes = choice(config, "hash_behaviour", "ANSIBLE_HASH_BEHAVIOUR", Hashes.REPLACE, Hashes.values());
        boolean injecting = config.flag("defaults", "inject_facts_as_vars", "ANSIBLE_INJECT_FACT_VARS", true);
        return new VariableRules(gathering, FactCache.NONE, flushCache, hashes == Hashes.MERGE, injecting);
    }

    private enum Hashes {
        REPLACE,
        MERGE
    }

    private static <E extends Enum<E>> E choice(
            AnsibleConfig config, String key, String variable, E otherwise, E[] choices) {
        var written = config.written("defaults", key, variable);
        if (written.isEmpty()) {
            return otherwise;
        }
        return Arrays.stream(choices)
                .filter(choice -> word(choice).equals(written.get().text()))
                .findFirst()
                .orElseThrow(() -> new UserError(written.get().origin() + ": " + key + " is "
                        + Arrays.stream(choices).map(VariableSettings::word).collect(Collectors.joining(", "))
                        + ", not \"" + written.get().text() + "\""));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** The cache of facts; a warning and none where it is one that Drover does not have. */
    static FactCache cache(AnsibleConfig config, BiConsumer<String, Origin> warnings) {
        String plugin = config.find("defaults", "fact_caching", "ANSIBLE_CACHE_PLUGIN")
                .map(name -> name.replaceFirst("^ansible\\.(builtin|legacy)\\.", ""))
                .orElse("memory");
        if (plugin.equals("memory")) {
            return FactCache.NONE;
        }
        if (!plugin.equals("jsonfile")) {
            warnings.accept(
                    "fact_caching = " + plugin
                            + " is not supported, only jsonfile: facts are kept in memory for this run",
                    Origin.NONE);
            return FactCache.NONE;
        }
        var directory = config.filePath("defaults", "fact_caching_connection", "ANSIBLE_CACHE_PLUGIN_CONNECTION")
                .orElseThrow(() -> new UserError("fact_caching = jsonfile needs fact_caching_connection, a directory"));
        String prefix = config.find("defaults", "fact_caching_prefix", "ANSIBLE_CACHE_PLUGIN_PREFIX")
                .orElse("");
        return new JsonFactCache(directory, prefix, timeout(config), InstantSource.system(), warnings);
    }

    private static Duration timeout(AnsibleConfig config) {
        String text = config.find("defaults", "fact_caching_timeout", "ANSIBLE_CACHE_PLUGIN_TIMEOUT")
                .orElse("86400");
        if (!text.matches("[0-9]{1,15}")) {
            throw new UserError("fact_caching_timeout takes a number of seconds, not \"" + text + "\"");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** What is written, and of no effect; each with what to do. */
    static List<String> notices(AnsibleConfig config) {
        var notices = new ArrayList<>(KnownSettings.notices(config));
        Optional.of(config.flag("defaults", "error_on_undefined_vars", "ANSIBLE_ERROR_ON_UNDEFINED_VARS", true))
                .filter(error -> !error)
                .map(off -> "error_on_undefined_vars = false is of no effect, as in Ansible since 2.19:"
                        + " what is undefined is an error where it is used; default() gives it a value")
                .ifPresent(notices::add);
        return notices;
    }
}
