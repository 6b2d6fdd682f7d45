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
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives a node its name, now and at its next start. */
@Module(value = "hostname", summary = "Gives a node its name.")
public record Hostname(
        @Doc("The name.") String name,

        @Default("auto") @Doc("The way it is set; found out by itself.")
        String use) implements ModuleCall {

    private static final int LONGEST = 64;

    public Hostname {
        if (!name.matches("[A-Za-z0-9.-]+") || name.startsWith("-") || name.length() > LONGEST) {
            throw new IllegalArgumentException("name must be letters, digits, dots and hyphens, not \"" + name + "\"");
        }
    }

    @Override
    public Plan plan() {
        var look = Script.of("cat /proc/sys/kernel/hostname && { cat /etc/hostname 2>/dev/null || echo; }");
        return Plan.ask(new Output(look), this::decide);
    }

    private Plan decide(Answer answer) {
        var names = answer.out().lines().map(String::strip).toList();
        if (names.isEmpty()) {
            return Plan.failed("can't tell the node's name: %s", Plan.complaint(answer));
        }
        var running = names.getFirst();
        var kept = names.size() > 1 ? names.get(1) : "";
        var result = Result.UNCHANGED.with("name", name).with("ansible_facts", facts());
        if (running.equals(name) && kept.equals(name)) {
            return Plan.settled(result);
        }
        var before = Map.<String, Value>of("hostname", Value.of(running.equals(name) ? kept : running));
        return new Plan.Change(
                Diff.state("hostname", before, Map.of("hostname", Value.of(name))),
                Script.of(
                        "if [ -d /run/systemd/system ] && command -v hostnamectl >/dev/null && hostnamectl set-hostname {}; then :\n"
                                + "else printf '%s\\n' {} >/etc/hostname && chmod 644 /etc/hostname && hostname {}; fi",
                        name, name, name),
                result.withChanged(true),
                done -> Plan.settled(done.ok() ? result.withChanged(true) : Result.failed(Plan.complaint(done))));
    }

    private Value facts() {
        var facts = new LinkedHashMap<String, Value>();
        facts.put("ansible_hostname", Value.of(name.split("\\.")[0]));
        facts.put("ansible_nodename", Value.of(name));
        facts.put("ansible_fqdn", Value.of(name));
        facts.put("ansible_domain", Value.of(name.contains(".") ? name.substring(name.indexOf('.') + 1) : ""));
        return Value.Mapping.of(facts);
    }
}
