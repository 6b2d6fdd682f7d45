package dev.drover.module.services;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.module.services.UnitWish.State;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Both;
import dev.drover.question.InitScript;
import dev.drover.question.Question;
import dev.drover.question.ReloadDue;
import dev.drover.question.UnansweredException;
import dev.drover.question.UnitState;
import dev.drover.question.UnitState.Unit;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Brings one unit of systemd where it is wished to be. */
record UnitPlan(String name, UnitWish wish, boolean checkMode) {

    private static final String ABSENT = "systemd does not run on the node";

    Plan plan() {
        return plan(new UnitState(wish.scope(), name), Function.identity(), _ -> Plan.failed(ABSENT));
    }

    /** With an init script instead, where systemd does not run. */
    Plan plan(InitScript script, Function<InitScript.State, Plan> otherwise) {
        return plan(
                new Both<>(new UnitState(wish.scope(), name), script),
                Both.Answers::first,
                seen -> seen.second().map(otherwise).orElseGet(() -> Plan.failed(ABSENT)));
    }

    private <A> Plan plan(Question<A> question, Function<A, Optional<Unit>> unit, Function<A, Plan> otherwise) {
        if (!manager()) {
            return Plan.ask(
                    question, seen -> unit.apply(seen).map(this::decide).orElseGet(() -> otherwise.apply(seen)));
        }
        return Plan.ask(
                question,
                new ReloadDue(wish.scope()),
                (seen, due) -> unit.apply(seen)
                        .map(found -> !checkMode && (due || wish.daemonReexec()) ? reloadFirst() : decide(found))
                        .orElseGet(() -> otherwise.apply(seen)));
    }

    private Plan reloadFirst() {
        var state = new UnitState(wish.scope(), name);
        return reload(
                List.of(state.report()),
                answer -> decide(state.reported(answer).orElseThrow(() -> new UnansweredException(ABSENT))));
    }

    /** Only the manager itself is concerned. */
    Plan managerOnly() {
        var done = Result.UNCHANGED.with("name", Value.NIL).with("status", new Value.Mapping(new LinkedHashMap<>()));
        return Plan.ask(
                new ReloadDue(wish.scope()),
                due -> due || wish.daemonReexec() ? reload(List.of(), _ -> Plan.settled(done)) : Plan.settled(done));
    }

    private boolean manager() {
        return wish.daemonReload() || wish.daemonReexec();
    }

    private Plan reload(List<Sh> more, Function<Answer, Plan> then) {
        var pieces = new ArrayList<Sh>();
        var scope = wish.scope().word();
        if (wish.daemonReload()) {
            pieces.add(Sh.sh("dr_systemctl {} daemon-reload || exit", scope));
        }
        if (wish.daemonReexec()) {
            pieces.add(Sh.sh("dr_systemctl {} daemon-reexec || exit", scope));
        }
        pieces.addAll(more);
        return new Plan.Change(
                Diff.NONE,
                Script.of(Sh.lines(pieces)),
                Result.UNCHANGED.with("name", name.isEmpty() ? Value.NIL : Value.of(name)),
                answer -> answer.ok()
                        ? then.apply(answer)
                        : Plan.failed("failure %d during daemon-reload: %s", answer.status(), Plan.complaint(answer)));
    }

    private Plan decide(Unit unit) {
        boolean known = unit.known();
        if (!known && (wish.state().isPresent() || wish.enabled().isPresent())) {
            return Plan.failed("Could not find the requested service %s: host", name);
        }
        var steps = new ArrayList<Step>();
        var before = new LinkedHashMap<String, Value>();
        var after = new LinkedHashMap<String, Value>();
        var result = Result.UNCHANGED.with("name", name).with("status", status(unit));
        wish.masked().filter(masked -> masked != unit.masked()).ifPresent(masked -> {
            steps.add(new Step(masked ? "mask" : "unmask", true));
            before.put("masked", Value.of(!masked));
            after.put("masked", Value.of(masked));
        });
        if (wish.enabled().isPresent()) {
            boolean enabled = wish.enabled().get();
            result = result.with("enabled", Value.of(enabled));
            if (enabled != unit.enabled()
                    && (enabled || !unit.get("UnitFileState").equals("static"))) {
                steps.add(new Step(enabled ? "enable" : "disable", true));
                before.put("enabled", Value.of(!enabled));
                after.put("enabled", Value.of(enabled));
            }
        }
        if (wish.state().isPresent()) {
            var state = wish.state().get();
            var reached = state == State.STOPPED ? "stopped" : "started";
            result = result.with("state", reached);
            action(state, unit).ifPresent(action -> {
                steps.add(new Step(action, false));
                before.put("state", Value.of(unit.active() ? "started" : "stopped"));
                after.put("state", Value.of(state.name().toLowerCase(Locale.ROOT)));
            });
        }
        return steps.isEmpty() ? Plan.settled(result) : change(steps, Diff.state(name, before, after), result);
    }

    /** What systemctl is to do so that the state is reached. */
    private static Optional<String> action(State state, Unit unit) {
        return switch (state) {
            case STARTED -> unit.active() ? Optional.empty() : Optional.of("start");
            case STOPPED -> unit.stoppable() ? Optional.of("stop") : Optional.empty();
            case RESTARTED -> Optional.of(unit.active() ? "restart" : "start");
            case RELOADED -> Optional.of(unit.active() ? "reload" : "start");
        };
    }

    /** @param file whether it is the unit's file that is concerned, not its processes */
    private record Step(String verb, boolean file) {}

    private Plan change(List<Step> steps, Diff diff, Result result) {
        var changed = result.withChanged(true);
        var pieces = steps.stream().map(this::sh).toList();
        return new Plan.Change(diff, Script.of(Sh.lines(pieces)), changed, answer -> {
            if (answer.ok()) {
                return Plan.settled(changed);
            }
            var verb = answer.out().lines().reduce("", (_, last) -> last);
            return Plan.settled(
                    Result.failed("Unable to %s service %s: %s".formatted(verb, name, Plan.complaint(answer)))
                            .with("name", name));
        });
    }

    /** Says on standard output what it is about to do, so that a failure can be told. */
    private Sh sh(Step step) {
        var words = new ArrayList<String>();
        words.add(step.verb);
        if (step.file && wish.force()) {
            words.add("--force");
        }
        if (!step.file && wish.noBlock()) {
            words.add("--no-block");
        }
        words.add("--");
        words.add(name);
        return step.file
                ? Sh.sh(
                        "echo {}; dr_systemctl {} {} || exit",
                        step.verb,
                        wish.scope().word(),
                        words)
                : Sh.sh(
                        "echo {}; dr_act {} {} {} || exit",
                        step.verb,
                        wish.scope().word(),
                        name,
                        words);
    }

    private static Value status(Unit unit) {
        var status = new LinkedHashMap<Value, Value>();
        unit.properties().forEach((property, value) -> status.put(Value.of(property), Value.of(value)));
        return new Value.Mapping(status);
    }
}
