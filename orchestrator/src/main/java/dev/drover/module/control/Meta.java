package dev.drover.module.control;

import dev.drover.module.Alias;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;

/** Tells the engine to do something to the run; the engine acts, not this plan. */
@Module(value = "meta", summary = "Runs pending handlers, ends a play or a host, and the like.")
public record Meta(@Alias("_raw_params") @Doc("What to do.") Action freeForm) implements ModuleCall {

    public enum Action {
        CLEAR_FACTS,
        CLEAR_HOST_ERRORS,
        END_BATCH,
        END_HOST,
        END_PLAY,
        END_ROLE,
        FLUSH_HANDLERS,
        NOOP,
        REFRESH_INVENTORY,
        RESET_CONNECTION
    }

    @Override
    public Plan plan() {
        return Plan.settled(Result.UNCHANGED);
    }
}
