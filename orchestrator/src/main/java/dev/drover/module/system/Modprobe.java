package dev.drover.module.system;

import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads a module of the kernel, or removes it; now and at boot. */
@Module(value = "modprobe", collection = "community.general", summary = "Loads and removes modules of the kernel.")
public record Modprobe(
        @Doc("The module.") String name,

        @Default("present") @Doc("Whether it is to be loaded.")
        State state,

        @Default("") @Doc("Its parameters.") String params,

        @Default("disabled") @Doc("Whether it is loaded at boot, is not, or is left as it is.")
        Persistent persistent)
        implements ModuleCall {

    public enum State {
        PRESENT,
        ABSENT
    }

    public enum Persistent {
        DISABLED,
        PRESENT,
        ABSENT
    }

    public Modprobe {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException("name must be that of a module of the kernel, not \"" + name + "\"");
        }
    }

    @Override
    public Plan plan() {
        var look = """
                if [ -d /sys/module/{} ] || grep -qs '/'{}'\\.ko' "/lib/modules/$(uname -r)/modules.builtin"; then echo loaded; else echo -; fi
                if [ "$(cat {} 2>/dev/null)" = {} ]; then echo kept; elif [ -e {} ]; then echo other; else echo -; fi
                cat {} 2>/dev/null || :""";
        var module = name.replace('-', '_');
        return Plan.ask(new Output(Script.of(look, module, name, load(), name, load(), options())), this::decide);
    }

    private String load() {
        return "/etc/modules-load.d/" + name + ".conf";
    }

    private String options() {
        return "/etc/modprobe.d/" + name + ".conf";
    }

    private Plan decide(Answer answer) {
        var lines = answer.out().lines().toList();
        boolean loaded = lines.getFirst().equals("loaded");
        var kept = lines.get(1);
        var parameters = String.join("\n", lines.subList(2, lines.size()));
        var line = params.isBlank() ? "" : "options " + name + " " + params;
        var steps = new ArrayList<Sh>();
        if (state == State.PRESENT && !loaded) {
            steps.add(Sh.sh(
                    "modprobe -- {} {} || exit", name, params.isBlank() ? List.of() : List.of(params.split("\\s+"))));
        } else if (state == State.ABSENT && loaded) {
            steps.add(Sh.sh("modprobe -r -- {} || exit", name));
        }
        if (persistent == Persistent.PRESENT) {
            if (!kept.equals("kept")) {
                steps.add(Sh.sh(
                        "mkdir -p /etc/modules-load.d && printf '%s\\n' {} >{} && chmod 644 {} || exit",
                        name, load(), load()));
            }
            if (!line.isEmpty() && !parameters.equals(line)) {
                steps.add(Sh.sh(
                        "mkdir -p /etc/modprobe.d && printf '%s\\n' {} >{} && chmod 644 {} || exit",
                        line, options(), options()));
            }
        } else if (persistent == Persistent.ABSENT && (!kept.equals("-") || !parameters.isEmpty())) {
            steps.add(Sh.sh("rm -f -- {} {} || exit", load(), options()));
        }
        var result = Result.UNCHANGED
                .with("name", name)
                .with("params", params)
                .with("state", state.name().toLowerCase(java.util.Locale.ROOT));
        if (steps.isEmpty()) {
            return Plan.settled(result);
        }
        return new Plan.Change(
                Diff.state(
                        name, Map.of("loaded", Value.of(loaded)), Map.of("loaded", Value.of(state == State.PRESENT))),
                Script.of(Sh.lines(steps)),
                result.withChanged(true),
                done -> Plan.settled(done.ok() ? result.withChanged(true) : Result.failed(Plan.complaint(done))));
    }
}
