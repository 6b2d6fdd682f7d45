package dev.drover.module.commands;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.value.ShellWords;
import java.util.Optional;

/** Sends a script of the controller to the node and runs it there. What follows its name is read by the node's shell. */
@Module(value = "script", summary = "Runs a script of the controller on a node.")
public record ScriptFile(
        @Alias({"_raw_params", "free_form"}) @Doc("The script, and its arguments.")
        String cmd,

        @Doc("What runs the script; by default it says so itself in its first line.")
        Optional<NodePath> executable,

        @Doc("Change into this directory first.") Optional<NodePath> chdir,
        @Doc("Do nothing if this path is there.") Optional<NodePath> creates,
        @Doc("Do nothing unless this path is there.") Optional<NodePath> removes,
        @Default("true") @Doc("Open a vault.") boolean decrypt,
        @Injected Controller controller)
        implements ModuleCall {

    public ScriptFile {
        if (cmd.isBlank()) {
            throw new IllegalArgumentException("a script is required");
        }
    }

    @Override
    public Plan plan() {
        if (creates.isPresent()) {
            return Plan.ask(
                    PathState.following(creates.get()),
                    there -> there.exists() ? skipped("%s exists, matching creates option", creates.get()) : unless());
        }
        return unless();
    }

    private Plan unless() {
        if (removes.isEmpty()) {
            return run();
        }
        return Plan.ask(
                PathState.following(removes.get()),
                there -> there.exists() ? run() : skipped("%s does not exist, matching removes option", removes.get()));
    }

    private static Plan skipped(String why, NodePath path) {
        return Plan.settled(Result.skipped(why.formatted(path)));
    }

    private Plan run() {
        var name = ShellWords.split(cmd).getFirst();
        var contents = controller.read(controller.find("files", name));
        var line = executable.isPresent() ? "\"$dr_by\" \"$dr_script\"" : "\"$dr_script\"";
        // the shell that reads the arguments is another than ours, and gets the script's name in its environment
        var sh = Sh.sh(
                "chmod u+x \"$a1\" || exit\n{}\nexport dr_script=\"$a1\" dr_by={}\n/bin/sh -c {}",
                chdir.map(directory -> Sh.sh("cd -- {} || exit", directory.sh()))
                        .orElse(Sh.sh(":")),
                executable.map(NodePath::sh).orElse(Sh.sh("")),
                line + arguments());
        return new Plan.Change(
                Diff.NONE,
                Script.of(sh, new Attachment.Bytes(contents)).asTask(),
                Result.CHANGED,
                answer -> Plan.settled(Outcomes.plain(answer)));
    }

    /** What follows the first word, as it was written. */
    private String arguments() {
        var text = cmd.strip();
        char quote = text.charAt(0);
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, 1) + 1 : text.split("\\s", 2)[0].length();
        return text.substring(end);
    }
}
