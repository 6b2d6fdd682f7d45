package dev.drover.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.Tasks;
import dev.drover.node.Answer;
import dev.drover.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What a node of Debian 12 said to our script, and what ansible-core 2.21 made of the same node. */
class FactsTest {

    /** What changes while one looks, and what belongs to the connection. */
    private static final Set<String> MOVING = Set.of(
            "date_time",
            "env",
            "loadavg",
            "memfree_mb",
            "memory_mb",
            "uptime_seconds",
            "gather_subset",
            "virtualization_tech_guest");

    /** What Ansible tells and we do not, or tell less of. */
    private static final Set<String> NOT_TOLD = Set.of(
            "device_links",
            "devices",
            "discovered_interpreter_python",
            "fibre_channel_wwn",
            "flags",
            "hostnqn",
            "is_chroot",
            "iscsi_iqn",
            "locally_reachable_ips",
            "lvm",
            "mounts",
            "python",
            "system_capabilities",
            "system_capabilities_enforced",
            "systemd");

    @Test
    void areThoseOfAnsible() throws IOException {
        var ours = gathered();
        Map<String, Object> theirs = new Yaml().load(text("debian12.json"));

        var different = new ArrayList<String>();
        theirs.forEach((name, fact) -> {
            if (!MOVING.contains(name)
                    && !NOT_TOLD.contains(name)
                    && !ours.get(name).equals(Optional.of(Tasks.value(fact)))) {
                different.add(name + ": " + fact + " | " + ours.get(name).orElse(Value.NIL));
            }
        });

        assertThat(different).isEmpty();
    }

    @Test
    void haveTheirTypesWhereTheyMove() throws IOException {
        var ours = gathered();
        Map<String, Object> theirs = new Yaml().load(text("debian12.json"));

        for (var name : List.of("date_time", "memory_mb", "loadavg")) {
            var fact = (Value.Mapping) Tasks.value(theirs.get(name));
            assertThat(((Value.Mapping) ours.get(name).orElseThrow()).entries())
                    .containsOnlyKeys(fact.entries().keySet())
                    .allSatisfy((key, value) ->
                            assertThat(value).hasSameClassAs(fact.entries().get(key)));
        }
    }

    @Test
    void onlyTheirPartsAreAsked() {
        assertThat(Facts.needed(Set.of("distribution", "os_family"))
                        .orElseThrow()
                        .parts())
                .containsExactly(FactPart.DISTRIBUTION);
        assertThat(Facts.needed(Set.of())).isEmpty();
        assertThat(Facts.ofSubsets(List.of("!all", "!min"))).isEmpty();
        assertThat(Facts.ofSubsets(List.of("network")).orElseThrow().parts())
                .contains(FactPart.NETWORK, FactPart.SYSTEM)
                .doesNotContain(FactPart.MOUNTS, FactPart.VIRTUAL);
        assertThat(Facts.ofSubsets(List.of("!hardware")).orElseThrow().parts())
                .contains(FactPart.NETWORK)
                .doesNotContain(FactPart.MOUNTS);
        assertThat(Facts.ofSubsets(List.of("!all")).orElseThrow().parts())
                .contains(FactPart.SYSTEM)
                .doesNotContain(FactPart.NETWORK, FactPart.CPU);
        assertThat(Facts.ofSubsets(List.of("!all", "!min", "network"))
                        .orElseThrow()
                        .parts())
                .containsExactly(FactPart.NETWORK);
    }

    private static Value.Mapping gathered() throws IOException {
        var facts = Facts.all();
        return facts.kind()
                .parse(List.of(facts), Answer.of(text("debian12.out")))
                .getFirst();
    }

    private static String text(String name) throws IOException {
        try (var file = FactsTest.class.getResourceAsStream("facts/" + name)) {
            return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
