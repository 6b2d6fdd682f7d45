package dev.drover.run;

import dev.drover.playbook.Role;
import dev.drover.playbook.Task;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a run knows of one host, over all its plays. Worked on by one thread at a time; others only read its variables. */
final class HostState {

    final String name;
    final NodeLink link;
    /** From inventory and the files beside it and the playbook, in ascending order of precedence. */
    volatile List<Layer> written;

    final KnownFacts facts;
    /** What include_vars has brought in. */
    final Map<String, Value> included = new ConcurrentHashMap<>();
    /** What set_fact and register have set. */
    final Map<String, Value> set = new ConcurrentHashMap<>();
    /** Handlers that a change has notified, by the name or topic that was notified. */
    final Set<String> notified = new LinkedHashSet<>();

    private Recap recap = Recap.EMPTY;
    private Standing standing = Standing.IN;
    /** The blocks it is in that care for failures, the innermost last. */
    private final Deque<Shelter> shelters = new ArrayDeque<>();

    private final Map<Role, Role> begunRoles = new ConcurrentHashMap<>();
    private final Set<Role> endedRoles = Collections.newSetFromMap(new IdentityHashMap<>());
    private int window = Integer.MAX_VALUE;

    /** @param cache what outlives the run */
    HostState(String name, NodeLink link, List<Layer> written, FactCache cache) {
        this.name = name;
        this.link = link;
        this.written = List.copyOf(written);
        this.facts = new KnownFacts(name, cache);
    }

    Recap recap() {
        return recap;
    }

    /** How it stands to the play. */
    private enum Standing {
        IN,
        /** It failed inside of a block, and waits for the block's rescue or always. */
        FALLEN,
        FAILED,
        UNREACHABLE,
        /** It takes no more part in this play, without having failed. */
        LEFT
    }

    /** What the part of a block that a host is in does about failures. */
    record Shelter(boolean rescues) {}

    /** Whether a block around what it does now mends failures. */
    boolean mends() {
        return shelters.stream().anyMatch(Shelter::rescues);
    }

    void count(Outcome outcome) {
        recap = recap.plus(outcome, mends());
        if (outcome.ends()) {
            if (outcome.status() == Outcome.Status.UNREACHABLE) {
                standing = Standing.UNREACHABLE;
            } else {
                fail();
            }
        }
    }

    /** Whether it takes part in what comes. */
    boolean active() {
        return standing == Standing.IN;
    }

    boolean failed() {
        return standing == Standing.FAILED;
    }

    boolean unreachable() {
        return standing == Standing.UNREACHABLE;
    }

    boolean fallen() {
        return standing == Standing.FALLEN;
    }

    /** A task of it failed, or it has to fail with others. */
    void fail() {
        if (standing == Standing.IN || standing == Standing.FALLEN) {
            standing = shelters.isEmpty() ? Standing.FAILED : Standing.FALLEN;
        }
    }

    /** Its block takes it up again. */
    void recover() {
        if (standing == Standing.FALLEN) {
            standing = Standing.IN;
        }
    }

    /** Nothing mends the failure that it fell by. */
    void abandon() {
        recap = recap.unmended();
    }

    void enter(Shelter shelter) {
        shelters.addLast(shelter);
    }

    void leaveShelter() {
        shelters.removeLast();
    }

    /** The blocks it is in do not care for what fails from now on, until {@link #restore}. */
    List<Shelter> bare() {
        var before = List.copyOf(shelters);
        shelters.clear();
        return before;
    }

    void restore(List<Shelter> before) {
        shelters.addAll(before);
    }

    /** It takes no more part in this play. */
    void leave() {
        if (standing == Standing.IN) {
            standing = Standing.LEFT;
        }
    }

    /** It skips what is left of this use of a role. */
    void endRole(Role role) {
        endedRoles.add(role);
    }

    /** Whether it runs a task: it does not where it has ended the role, or has run the same role before and need not again. */
    boolean takes(Task task) {
        if (task.role().isEmpty()) {
            return true;
        }
        var role = task.role().get();
        var begun = begunRoles.putIfAbsent(role, role);
        return !endedRoles.contains(role) && (begun == null || begun == role || !role.once());
    }

    /** The same, when looking ahead. */
    boolean skips(Task task) {
        return task.role()
                .map(role -> endedRoles.contains(role)
                        || role.once() && begunRoles.containsKey(role) && begunRoles.get(role) != role)
                .orElse(false);
    }

    /** A new play begins. */
    void enterPlay() {
        if (standing == Standing.LEFT) {
            standing = Standing.IN;
        }
        shelters.clear();
        notified.clear();
        endedRoles.clear();
        begunRoles.clear();
    }

    void clearErrors() {
        if (standing == Standing.FAILED || standing == Standing.UNREACHABLE) {
            standing = Standing.IN;
        }
    }

    /** How many coming tasks are asked ahead: it opens while answers settle, and closes when they don't. */
    int window() {
        return window;
    }

    void settled() {
        window = window > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : window * 2;
    }

    void changed() {
        window = SMALLEST_WINDOW;
    }

    private static final int SMALLEST_WINDOW = 2;

    /** The set variables at this moment, to be speculated upon. */
    Map<String, Value> copyOfSet() {
        return new LinkedHashMap<>(set);
    }
}
