package dev.drover.module.control;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.Facts;
import dev.drover.question.NodePath;
import dev.drover.value.Value;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/** Gathers facts. */
@Module(value = "setup", aliases = "gather_facts", summary = "Gathers facts about a node.")
public record Setup(
        @Default("all") @Doc("Which facts: all, min, hardware, network, virtual, a single part, or !part.")
        List<String> gatherSubset,

        @Doc("Only facts whose names match one of these wildcards.")
        List<String> filter,

        @Default("10") @Doc("How many seconds a part may take; parts that could hang end by themselves.")
        int gatherTimeout,

        @Default("/etc/ansible/facts.d") @Doc("The directory of local facts.")
        NodePath factPath)
        implements ModuleCall {

    @Override
    public Plan plan() {
        var subsets = Value.Sequence.ofTexts(gatherSubset);
        return Facts.ofSubsets(gatherSubset)
                .map(facts -> Plan.ask(facts.withFactPath(factPath), found -> gathered(found, subsets)))
                .orElseGet(() -> gathered(Value.EMPTY_MAPPING, subsets));
    }

    private Plan gathered(Value.Mapping found, Value subsets) {
        var facts = new LinkedHashMap<String, Value>();
        found.with("gather_subset", subsets).entries().forEach((key, value) -> {
            var name = ((Value.Text) key).text();
            var full = name.equals("module_setup") || name.equals("gather_subset") ? name : "ansible_" + name;
            if (wanted(name, full)) {
                facts.put(full, value);
            }
        });
        return Plan.settled(Result.UNCHANGED.with("ansible_facts", Value.Mapping.of(facts)));
    }

    private boolean wanted(String name, String full) {
        return filter.stream().allMatch(String::isEmpty)
                || filter.stream().anyMatch(pattern -> matches(pattern, name) || matches(pattern, full));
    }

    private static boolean matches(String pattern, String name) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(name));
    }
}
