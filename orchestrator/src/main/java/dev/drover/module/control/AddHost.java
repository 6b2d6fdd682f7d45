package dev.drover.module.control;

import dev.drover.module.Alias;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Rest;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.List;
import java.util.Map;

/** Adds a host to the inventory of this run; the engine acts on the result. */
@Module(value = "add_host", summary = "Adds a host, and groups it is in, to the inventory of this run.")
public record AddHost(
        @Alias({"host", "hostname"}) @Doc("The host's name, with a port behind a colon if need be.")
        String name,

        @Alias({"groupname", "group"}) @Doc("The groups it is in.")
        List<String> groups,

        @Rest Map<String, Value> variables)
        implements ModuleCall {

    /** The field of the result that the engine looks for. */
    public static final String FIELD = "add_host";

    @Override
    public Plan plan() {
        var added = Map.of(
                "host_name", Value.of(name),
                "groups", Value.Sequence.ofTexts(groups),
                "host_vars", Value.Mapping.of(variables));
        return Plan.settled(Result.UNCHANGED.with(FIELD, Value.Mapping.of(added)));
    }
}
