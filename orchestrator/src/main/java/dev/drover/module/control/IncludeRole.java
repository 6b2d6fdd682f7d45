package dev.drover.module.control;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.Optional;

/** Brings in a role when its turn comes; the engine acts, not this plan. */
@Module(value = "include_role", summary = "Runs a role, decided for each host when its turn comes.")
public record IncludeRole(
        @Alias("role") @Doc("The role's name.") String name,

        @Doc("Which of its files of tasks runs instead of main.")
        Optional<String> tasksFrom,

        @Doc("Which of its files of variables counts instead of main.")
        Optional<String> varsFrom,

        @Doc("Which of its files of defaults counts instead of main.")
        Optional<String> defaultsFrom,

        @Doc("Which of its files of handlers counts instead of main.")
        Optional<String> handlersFrom,

        @Doc("Keywords for the tasks of the role.") Optional<Value> apply,

        @Default("false") @Doc("Whether the rest of the play sees its variables.")
        boolean public_,

        @Default("true") @Doc("Whether it runs where it has run before.")
        boolean allowDuplicates,

        @Default("true") @Doc("Whether its arguments are checked first.")
        boolean rolespecValidate,

        @Default("true") @Doc("Whether a rescue around it mends what goes wrong in bringing it in.")
        boolean rescuable)
        implements ModuleCall {

    @Override
    public Plan plan() {
        return Plan.settled(Result.UNCHANGED);
    }
}
