package dev.drover.module.control;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Value;

/** Fails, with a message. */
@Module(value = "fail", summary = "Fails with a message.")
public record Fail(
        @Default("Failed as requested from task") @Doc("Why.")
        Value msg) implements ModuleCall {

    @Override
    public Plan plan() {
        return Plan.settled(Result.failed("").with("msg", msg));
    }
}
