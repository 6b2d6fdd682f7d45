package dev.drover.module.system;

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

/** Sets the time zone of a node. */
@Module(value = "timezone", collection = "community.general", summary = "Sets the time zone of a node.")
public record Timezone(@Doc("The zone: Europe/Berlin.") String name) implements ModuleCall {

    private static final String ZONES = "/usr/share/zoneinfo/";

    public Timezone {
        if (!name.matches("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")) {
            throw new IllegalArgumentException("name must be that of a time zone, not \"" + name + "\"");
        }
    }

    @Override
    public Plan plan() {
        return Plan.ask(
                new Output(Script.of(
                        "readlink /etc/localtime || echo; cat /etc/timezone 2>/dev/null || echo; [ ! -e {} ] || echo there",
                        ZONES + name)),
                this::decide);
    }

    private Plan decide(Answer answer) {
        var lines = answer.out().lines().toList();
        var now = lines.getFirst().replaceFirst("^.*/zoneinfo/", "");
        var written = lines.size() > 1 ? lines.get(1).strip() : "";
        if (now.equals(name) && (written.isEmpty() || written.equals(name))) {
            return Plan.settled(Result.UNCHANGED);
        }
        if (!lines.contains("there")) {
            return Plan.failed("the node knows no time zone \"%s\"; is tzdata installed?", name);
        }
        return Plan.changeOrFail(
                Diff.state("timezone", Map.of("name", Value.of(now)), Map.of("name", Value.of(name))),
                Script.of(
                        "ln -snf {} /etc/localtime || exit\nif [ -e /etc/timezone ]; then printf '%s\\n' {} >/etc/timezone; fi",
                        ZONES + name, name),
                _ -> Result.CHANGED);
    }
}
