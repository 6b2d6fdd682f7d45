package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.run.FactCache;
import dev.drover.run.JsonFactCache;
import dev.drover.run.VariableRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownSettingsTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Pattern USED = Pattern.compile("\"(\\w+)\",\\s*\"(\\w+)\",\\s*\"(ANSIBLE_\\w+)\"");

    @TempDir
    Path directory;

    private AnsibleConfig config(String text) throws IOException {
        var file = Files.writeString(directory.resolve("ansible.cfg"), text);
        return AnsibleConfig.load(Map.of("ANSIBLE_CONFIG", file.toString()), directory, directory);
    }

    /** With -Dconfiguration the page is written. */
    @Test
    void standInThePage() throws IOException {
        if (System.getProperty("configuration") != null) {
            Files.writeString(PAGE, KnownSettings.page());
        }
        assertThat(PAGE).hasContent(KnownSettings.page());
    }

    @Test
    void areAllThatTheSourcesAskFor() throws IOException {
        var used = new TreeSet<String>();
        for (var folder : List.of("cli", "playbook", "report")) {
            try (var files = Files.walk(Path.of("src/main/java/dev/drover", folder))) {
                for (var file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("NamedSettings.java"))
                        .toList()) {
                    var found = USED.matcher(Files.readString(file));
                    while (found.find()) {
                        used.add(found.group(1) + "." + found.group(2) + " " + found.group(3));
                    }
                }
            }
        }
        var known = KnownSettings.COUNT.stream()
                .map(setting -> setting.section() + "." + setting.key() + " " + setting.variable())
                .toList();
        used.remove("defaults.error_on_undefined_vars ANSIBLE_ERROR_ON_UNDEFINED_VARS");

        assertThat(known).containsAll(used);
    }

    @Test
    void warnOfWhatIsOfNoEffect() throws IOException {
        assertThat(VariableSettings.notices(
                        config("[defaults]\nlibrary = mods\nnocows = 1\nerror_on_undefined_vars = no\n")))
                .satisfiesExactly(
                        notice -> assertThat(notice).contains("ansible.cfg: library is of no effect"),
                        notice -> assertThat(notice).contains("error_on_undefined_vars"));
    }

    @Test
    void sayHowFactsAndVariablesBehave() throws IOException {
        var rules = VariableSettings.rules(
                config("[defaults]\ngathering = smart\nhash_behaviour = merge\ninject_facts_as_vars = no\n"), true);

        assertThat(rules).isEqualTo(new VariableRules(VariableRules.Policy.SMART, FactCache.NONE, true, true, false));
        assertThat(VariableSettings.rules(config(""), false)).isEqualTo(VariableRules.USUAL);
        var wrong = config("[defaults]\ngathering = clever\n");
        Assertions.assertThatThrownBy(() -> VariableSettings.rules(wrong, false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("gathering is implicit, explicit, smart, not \"clever\"");
    }

    @Test
    void nameTheCache() throws IOException {
        var warnings = new ArrayList<String>();
        var written = "[defaults]\nfact_caching = %s\nfact_caching_connection = facts\nfact_caching_timeout = 5\n";

        var cache = VariableSettings.cache(
                config(written.formatted("ansible.builtin.jsonfile")), (message, origin) -> warnings.add(message));

        assertThat(cache).isInstanceOfSatisfying(JsonFactCache.class, json -> {
            assertThat(json.directory()).isEqualTo(directory.resolve("facts"));
            assertThat(json.timeout()).hasSeconds(5);
        });
        assertThat(VariableSettings.cache(
                        config(written.formatted("redis")), (message, origin) -> warnings.add(message)))
                .isSameAs(FactCache.NONE);
        assertThat(warnings).singleElement().asString().contains("fact_caching = redis is not supported");
    }
}
