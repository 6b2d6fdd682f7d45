package dev.drover.module.commands;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.question.NodePath;

/** Runs a command line by the node's shell, with nothing around it. Here it differs from shell in its result only: nothing needs Python. */
@Module(value = "raw", summary = "Runs a command line as it is.")
public record Raw(
        @Alias({"_raw_params", "cmd"}) @Doc("The command line.")
        String freeForm,

        @Default("/bin/sh") @Doc("The shell that runs it.") NodePath executable)
        implements ModuleCall {

    public Raw {
        if (freeForm.isBlank()) {
            throw new IllegalArgumentException("a free-form command is required");
        }
    }

    @Override
    public Plan plan() {
        return new Plan.Change(
                Diff.NONE,
                Script.of("exec {} -c {}", executable.sh(), freeForm).asTask(),
                Result.skipped("Command would have run if not in check mode"),
                answer -> Plan.settled(Outcomes.plain(answer)));
    }
}
