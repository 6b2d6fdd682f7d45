package dev.drover.module.control;

import dev.drover.module.Alias;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.Optional;

/** Brings in a file of tasks when its turn comes; the engine acts, not this plan. */
@Module(value = "include_tasks", summary = "Runs the tasks of a file, decided for each host when their turn comes.")
public record IncludeTasks(
        @Alias("_raw_params") @Doc("The file's name, relative to this one.")
        String file,

        @Doc("Keywords for the tasks of the file.") Optional<Value> apply)
        implements ModuleCall {

    @Override
    public Plan plan() {
        return Plan.settled(Result.UNCHANGED);
    }
}
