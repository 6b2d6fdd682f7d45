package dev.drover.module.control;

import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Rest;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.Map;

/** Sets variables of the host, which win over almost all others from then on. */
@Module(value = "set_fact", summary = "Sets variables of a host.")
public record SetFact(
        @Doc("Keep them in the fact cache too, as facts.") boolean cacheable, @Rest Map<String, Value> facts)
        implements ModuleCall {

    public SetFact {
        if (facts.isEmpty()) {
            throw new IllegalArgumentException("no variables to set");
        }
        for (var name : facts.keySet()) {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException(
                        "\"%s\" is no name of a variable: it must be letters, digits and underscores, and not begin with a digit"
                                .formatted(name));
            }
        }
    }

    @Override
    public Plan plan() {
        return Plan.settled(Result.UNCHANGED
                .with("ansible_facts", Value.Mapping.of(facts))
                .with("_ansible_facts_cacheable", Value.of(cacheable)));
    }
}
