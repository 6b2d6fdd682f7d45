package dev.drover.module.accounts;

import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.question.Group;
import dev.drover.question.LocalEntry;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes sure that there is a group of users, or none. */
@Module(value = "group", summary = "Makes and removes groups of users.")
public record GroupOfUsers(
        @Doc("The group.") String name,

        @Default("present") @Doc("Whether there is to be one.")
        State state,

        @Doc("Its number.") Optional<Long> gid,
        @Doc("A new group is one of the system.") boolean system,

        @Doc("Look at and change the node's own files only.")
        boolean local,

        @Doc("The number may be another group's too.") boolean nonUnique,

        @Doc("Remove it even if it is a user's primary group.")
        boolean force,

        @Doc("The least number a new group may get.") Optional<Long> gidMin,
        @Doc("The greatest number a new group may get.") Optional<Long> gidMax)
        implements ModuleCall {

    public enum State {
        ABSENT,
        PRESENT
    }

    public GroupOfUsers {
        AccountName.check(name);
        if (nonUnique && gid.isEmpty()) {
            throw new IllegalArgumentException("non_unique requires gid");
        }
        if (local && (gidMin.isPresent() || gidMax.isPresent())) {
            throw new IllegalArgumentException("gid_min and gid_max can't be given with local");
        }
    }

    @Override
    public Plan plan() {
        return local
                ? Plan.ask(new LocalEntry("group", name), line -> decide(line.map(this::local)))
                : Plan.ask(new Group(name), this::decide);
    }

    private Group.Entry local(List<String> fields) {
        return new Group.Entry(name, Long.parseLong(fields.get(2)), List.of());
    }

    private Plan decide(Optional<Group.Entry> found) {
        var result = Result.UNCHANGED.with("name", name).with("state", state == State.PRESENT ? "present" : "absent");
        if (state == State.ABSENT) {
            return found.isEmpty() ? Plan.settled(result) : change(removal(), found, Map.of(), result);
        }
        var present = result.with("system", Value.of(system));
        var kept =
                found.map(entry -> present.with("gid", Value.of(entry.gid()))).orElse(present);
        if (found.isPresent() && (gid.isEmpty() || gid.get() == found.get().gid())) {
            return Plan.settled(kept);
        }
        var words = new ArrayList<String>();
        gid.ifPresent(number -> words.addAll(List.of("-g", number.toString())));
        if (nonUnique) {
            words.add("-o");
        }
        if (found.isEmpty()) {
            if (system) {
                words.add("-r");
            }
            gidMin.ifPresent(least -> words.addAll(List.of("-K", "GID_MIN=" + least)));
            gidMax.ifPresent(most -> words.addAll(List.of("-K", "GID_MAX=" + most)));
        }
        var after = new LinkedHashMap<String, Value>();
        gid.ifPresent(number -> after.put("gid", Value.of(number)));
        var script = Script.of(
                "dr_group {} {} {} {}; dr_rc=$?; dr_entries group {}; exit $dr_rc",
                found.isEmpty() ? "add" : "mod",
                local ? "l" : "",
                name,
                words,
                name);
        return change(
                script,
                found,
                after,
                gid.map(number -> present.with("gid", Value.of(number))).orElse(present));
    }

    private Script removal() {
        return Script.of("dr_group del {} {} {}", local ? "l" : "", name, force ? List.of("-f") : List.<String>of());
    }

    private Plan change(Script script, Optional<Group.Entry> found, Map<String, Value> wished, Result result) {
        var before = new LinkedHashMap<String, Value>();
        before.put("state", Value.of(found.isPresent() ? "present" : "absent"));
        found.ifPresent(entry -> before.put("gid", Value.of(entry.gid())));
        var after = new LinkedHashMap<String, Value>();
        after.put("state", result.fields().get("state"));
        after.putAll(wished);
        var changed = result.withChanged(true);
        return new Plan.Change(
                Diff.state(name, before, after),
                script,
                changed,
                answer -> Plan.settled(
                        answer.ok()
                                ? numbered(changed, answer.out())
                                : Result.failed(Plan.complaint(answer)).with("name", name)));
    }

    private static Result numbered(Result result, String entry) {
        var fields = entry.strip().split(":", -1);
        return fields.length >= 4 && fields[2].matches("[0-9]+")
                ? result.with("gid", Value.of(Long.parseLong(fields[2])))
                : result;
    }
}
