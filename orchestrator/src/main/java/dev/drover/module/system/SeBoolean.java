package dev.drover.module.system;

import dev.drover.module.Alias;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.Map;

/** Switches a boolean of SELinux. */
@Module(value = "seboolean", collection = "ansible.posix", summary = "Switches booleans of SELinux.")
public record SeBoolean(
        @Doc("The boolean.") String name,
        @Alias("value") @Doc("Whether it is on.") Boolean state,
        @Doc("Whether it stays so at boot.") boolean persistent,
        @Doc("Try even where SELinux is off.") boolean ignoreSelinuxState)
        implements ModuleCall {

    public SeBoolean {
        if (!name.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("name must be that of a boolean, not \"" + name + "\"");
        }
    }

    @Override
    public Plan plan() {
        var look = """
                [ -e /sys/fs/selinux/enforce ] || [ -n {} ] || { echo 'SELinux is off on the node' >&2; exit 9; }
                command -v getsebool >/dev/null || { echo 'the node has no getsebool, which policycoreutils brings' >&2; exit 9; }
                getsebool {} || exit
                [ -z {} ] || semanage boolean -l 2>/dev/null | sed -n 's/^'{}' *(\\([a-z]*\\) *, *\\([a-z]*\\)).*/\\2/p'""";
        var script = Script.of(look, ignoreSelinuxState ? "1" : "", name, persistent ? "1" : "", name);
        return Plan.ask(new Output(script), this::decide);
    }

    private Plan decide(Answer answer) {
        if (!answer.ok()) {
            return Plan.failed("%s", Plan.complaint(answer));
        }
        var lines = answer.out().lines().toList();
        var wanted = state ? "on" : "off";
        boolean now = lines.getFirst().endsWith("> " + wanted);
        boolean later = lines.size() < 2 || lines.get(1).equals(wanted);
        var result = Result.UNCHANGED
                .with("name", name)
                .with("state", Value.of(state))
                .with("persistent", Value.of(persistent));
        if (now && later) {
            return Plan.settled(result);
        }
        return new Plan.Change(
                Diff.state(name, Map.of("state", Value.of(!state)), Map.of("state", Value.of(state))),
                Script.of(
                        "setsebool {} {} {}", persistent ? java.util.List.of("-P") : java.util.List.of(), name, wanted),
                result.withChanged(true),
                done -> Plan.settled(done.ok() ? result.withChanged(true) : Result.failed(Plan.complaint(done))));
    }
}
