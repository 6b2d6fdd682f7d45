package dev.drover.module.services;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.InitScript;
import dev.drover.value.ShellWords;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Brings a service that is an init script where it is wished to be. */
record InitPlan(Service service) {

    Plan decide(InitScript.State now) {
        var name = service.name();
        if (!now.there()) {
            return Plan.failed("Could not find the requested service %s: there is no /etc/init.d/%s", name, name);
        }
        var pieces = new ArrayList<Sh>();
        var before = new LinkedHashMap<String, Value>();
        var after = new LinkedHashMap<String, Value>();
        var result = Result.UNCHANGED.with("name", name);
        if (service.wish().enabled().isPresent()) {
            boolean enabled = service.wish().enabled().get();
            result = result.with("enabled", Value.of(enabled));
            if (enabled != now.startsAtBoot()) {
                pieces.add(Sh.sh(
                        "dr_boot {} {} {} {} || exit", now.kind(), service.runlevel(), name, enabled ? "yes" : "no"));
                before.put("enabled", Value.of(!enabled));
                after.put("enabled", Value.of(enabled));
            }
        }
        if (service.wish().state().isPresent()) {
            var state = service.wish().state().get();
            result = result.with("state", state == UnitWish.State.STOPPED ? "stopped" : "started");
            var action = action(state, now.running());
            if (!action.text().isEmpty()) {
                pieces.add(action);
                before.put("state", Value.of(now.running() ? "started" : "stopped"));
                after.put("state", Value.of(state.name().toLowerCase(Locale.ROOT)));
            }
        }
        if (pieces.isEmpty()) {
            return Plan.settled(result);
        }
        var changed = result.withChanged(true);
        return new Plan.Change(
                Diff.state(name, before, after),
                Script.of(Sh.lines(pieces)),
                changed,
                answer -> Plan.settled(
                        answer.ok()
                                ? changed
                                : Result.failed(Plan.complaint(answer)).with("name", name)));
    }

    private Sh action(UnitWish.State state, boolean running) {
        return switch (state) {
            case STARTED -> running ? Sh.sh("") : run("start");
            case STOPPED -> running ? run("stop") : Sh.sh("");
            case RELOADED -> run(running ? "reload" : "start");
            case RESTARTED ->
                service.sleep()
                        .filter(_ -> running)
                        .map(seconds -> Sh.sh("{}\nsleep {}\n{}", run("stop"), seconds, run("start")))
                        .orElseGet(() -> run(running ? "restart" : "start"));
        };
    }

    /** What a daemon keeps open must not be what we wait for. */
    private Sh run(String verb) {
        return Sh.sh(
                "/etc/init.d/{} {} {} </dev/null || exit", service.name(), verb, ShellWords.split(service.arguments()));
    }
}
