package dev.drover.module.control;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.Map;

/** Sets figures of the run that reports may show at its end. */
@Module(value = "set_stats", summary = "Sets figures of the run, for reports.")
public record SetStats(
        @Doc("The figures.") Value data,
        @Doc("Whether they are the host's own.") boolean perHost,

        @Default("true") @Doc("Whether they are added to those that are there.")
        boolean aggregate)
        implements ModuleCall {

    public SetStats {
        if (!(data instanceof Value.Mapping)) {
            throw new IllegalArgumentException("data must be a mapping");
        }
    }

    @Override
    public Plan plan() {
        var wrong = ((Value.Mapping) data)
                .entries().keySet().stream()
                        .map(Value::toString)
                        .filter(name -> !name.matches("[A-Za-z_][A-Za-z0-9_]*"))
                        .findFirst();
        if (wrong.isPresent()) {
            return Plan.settled(Result.failed("'" + wrong.get() + "' can't be the name of a figure: it takes letters,"
                    + " digits and underscores, and begins with no digit"));
        }
        return Plan.settled(Result.UNCHANGED.with(
                "ansible_stats",
                Value.Mapping.of(
                        Map.of("data", data, "per_host", Value.of(perHost), "aggregate", Value.of(aggregate)))));
    }
}
