package dev.drover.module.control;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;

/** Fails unless every condition holds. */
@Module(value = "assert", summary = "Makes sure that conditions hold.")
public record Assert(
        @Doc("The conditions, without braces; one, or a list.")
        Value that,

        @Alias("msg") @Doc("What to say when one does not hold.")
        Optional<Value> failMsg,

        @Doc("What to say when all hold.") Optional<Value> successMsg,
        @Doc("Say nothing where all hold.") boolean quiet,
        @Injected Controller controller)
        implements ModuleCall {

    @Override
    public Plan plan() {
        for (var condition : that instanceof Value.Sequence(var items) ? items : List.of(that)) {
            if (!controller.condition(condition)) {
                return Plan.settled(Result.failed("Assertion failed")
                        .with("msg", failMsg.orElse(Value.of("Assertion failed")))
                        .with("assertion", condition)
                        .with("evaluated_to", Value.FALSE));
            }
        }
        return Plan.settled(Result.UNCHANGED.with("msg", successMsg.orElse(Value.of("All assertions passed"))));
    }
}
