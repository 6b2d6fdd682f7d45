package dev.drover.module.commands;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.value.Value;
import java.util.Optional;

/** Runs a command line by a shell of the node. */
@Module(value = "shell", summary = "Runs a command line, by a shell.")
public record ShellCommand(
        @Alias("_raw_params") @Doc("The command line.") Optional<String> cmd,
        @Default("/bin/sh") @Doc("The shell that runs it, by its absolute path.") NodePath executable,
        Guards guards,
        @Injected Controller controller)
        implements ModuleCall {

    public ShellCommand {
        if (Guards.oneOf(cmd).isEmpty()) {
            throw new IllegalArgumentException("cmd or a free-form command is required");
        }
    }

    @Override
    public Plan plan() {
        var line = cmd.orElseThrow();
        return guards.plan(
                Value.of(line), Sh.sh("exec {} -c {}", executable.sh(), line), controller.checkMode());
    }
}
