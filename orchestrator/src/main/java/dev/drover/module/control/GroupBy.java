package dev.drover.module.control;

import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.List;

/** Puts the host into a group of this run; the engine acts on the result. */
@Module(value = "group_by", summary = "Puts hosts into groups by what is known of them.")
public record GroupBy(
        @Doc("The group's name; blanks in it become dashes.")
        String key,

        @Doc("The groups above it; all by default.") List<String> parents)
        implements ModuleCall {

    /** The field of the result that the engine looks for. */
    public static final String FIELD = "add_group";

    @Override
    public Plan plan() {
        var above = parents.isEmpty() ? List.of("all") : parents;
        return Plan.settled(Result.UNCHANGED
                .with(FIELD, name(key))
                .with(
                        "parent_groups",
                        Value.Sequence.ofTexts(above.stream().map(GroupBy::name).toList())));
    }

    private static String name(String written) {
        return written.replace(' ', '-');
    }
}
