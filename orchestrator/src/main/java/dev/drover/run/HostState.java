package dev.drover.run;

import dev.drover.value.Value;
import dev.drover.vars.Layer;
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
    final List<Layer> written;

    /** Facts without {@code ansible_}. */
    final Map<String, Value> facts = new ConcurrentHashMap<>();
    /** What set_fact and register have set. */
    final Map<String, Value> set = new ConcurrentHashMap<>();
    /** Handlers that a change has notified, by the name or topic that was notified. */
    final Set<String> notified = new LinkedHashSet<>();

    private Recap recap = Recap.EMPTY;
    private boolean failed;
    private boolean unreachable;
    private boolean left;
    private int window = Integer.MAX_VALUE;

    HostState(String name, NodeLink link, List<Layer> written) {
        this.name = name;
        this.link = link;
        this.written = List.copyOf(written);
    }

    Recap recap() {
        return recap;
    }

    void count(Outcome outcome) {
        recap = recap.plus(outcome);
        if (outcome.ends()) {
            failed |= outcome.status() == Outcome.Status.FAILED;
            unreachable |= outcome.status() == Outcome.Status.UNREACHABLE;
        }
    }

    /** Whether it takes part in what comes. */
    boolean active() {
        return !failed && !unreachable && !left;
    }

    boolean failed() {
        return failed;
    }

    boolean unreachable() {
        return unreachable;
    }

    void fail() {
        failed = true;
    }

    /** It takes no more part in this play. */
    void leave() {
        left = true;
    }

    /** A new play begins. */
    void enter() {
        left = false;
        notified.clear();
    }

    void clearErrors() {
        failed = false;
        unreachable = false;
    }

    void addFacts(Value.Mapping more) {
        more.entries().forEach((key, value) -> {
            String fact = key.toString();
            facts.put(fact.startsWith("ansible_") ? fact.substring("ansible_".length()) : fact, value);
        });
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
