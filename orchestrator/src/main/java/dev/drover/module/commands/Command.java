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
import dev.drover.question.Expansion;
import dev.drover.value.ShellWords;
import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;

/** Runs a program without a shell: its words are passed on as they are, with variables expanded unless that is switched off. */
@Module(value = "command", summary = "Runs a program, without a shell.")
public record Command(
        @Alias("_raw_params") @Doc("The command line, split into words as a shell does.")
        Optional<String> cmd,

        @Doc("The command's words, instead of a line.") List<String> argv,

        @Default("true") @Doc("Expand $VAR and ~ in the words.")
        boolean expandArgumentVars,

        Guards guards,
        @Injected Controller controller)
        implements ModuleCall {

    public Command {
        if (argv.isEmpty() && Guards.blank(cmd)) {
            throw new IllegalArgumentException("one of cmd, argv or a free-form command is required");
        }
        if (!argv.isEmpty() && !Guards.blank(cmd)) {
            throw new IllegalArgumentException("cmd and argv can't be given together");
        }
        argv = argv.isEmpty() ? ShellWords.split(cmd.orElseThrow()) : argv;
    }

    @Override
    public Plan plan() {
        var words = argv.stream()
                .map(word -> expandArgumentVars ? Expansion.word(word) : Sh.sh("{}", word))
                .toList();
        // exec never takes a builtin or a function of the shell for the program
        return guards.plan(Value.Sequence.ofTexts(argv), Sh.sh("exec {}", words), controller.checkMode());
    }
}
