package dev.drover.run;

import dev.drover.module.Result;
import dev.drover.playbook.Task;
import dev.drover.value.Value;
import dev.drover.vars.Layers;

/** What results leave behind on a host: facts; those of set_fact are variables of their own level. */
final class KeptFacts {

    private final boolean merging;

    /** @param merging whether mappings that include_vars brings in become one with those of the same name */
    KeptFacts(boolean merging) {
        this.merging = merging;
    }

    void keep(HostState host, Task task, Result result) {
        if (result.fields().get("ansible_facts") instanceof Value.Mapping facts) {
            keep(host, task, facts, result.fields().get("_ansible_facts_cacheable"));
        } else if (result.fields().get("results") instanceof Value.Sequence(var items)) {
            for (var item : items) {
                if (item instanceof Value.Mapping mapping
                        && mapping.get("ansible_facts").orElse(Value.NIL) instanceof Value.Mapping facts) {
                    keep(
                            host,
                            task,
                            facts,
                            mapping.get("_ansible_facts_cacheable").orElse(Value.FALSE));
                }
            }
        }
    }

    /** @param cacheable whether set_fact was told to make facts of them, too */
    private void keep(HostState host, Task task, Value.Mapping facts, Value cacheable) {
        boolean variables = task.shortModule().equals("set_fact");
        if (task.shortModule().equals("include_vars")) {
            facts.entries()
                    .forEach((name, value) -> host.included.merge(
                            name.toString(),
                            value,
                            (before, now) -> merging
                                            && before instanceof Value.Mapping below
                                            && now instanceof Value.Mapping above
                                    ? Layers.merged(below, above)
                                    : now));
            return;
        }
        if (variables) {
            facts.entries().forEach((name, value) -> host.set.put(name.toString(), value));
        }
        if (!variables || Value.TRUE.equals(cacheable)) {
            host.facts.add(facts);
        }
    }
}
