package dev.drover.run;

import dev.drover.inventory.Inventory;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The inventory of a run, to which add_host and group_by add. */
final class LiveInventory {

    private volatile Inventory current;
    private final List<UnaryOperator<Inventory>> additions = new ArrayList<>();

    LiveInventory(Inventory current) {
        this.current = current;
    }

    /** Takes what the sources say now; what tasks have added stays. */
    synchronized void refresh(Supplier<Inventory> sources) {
        var read = sources.get();
        for (var addition : additions) {
            read = addition.apply(read);
        }
        current = read;
    }

    private void add(UnaryOperator<Inventory> addition) {
        additions.add(addition);
        current = addition.apply(current);
    }

    Inventory get() {
        return current;
    }

    /**
     * Adds a host, or more groups and variables to it.
     *
     * @return whether it was not so before
     */
    synchronized boolean add(String host, Map<String, Value> variables, List<String> groups) {
        boolean known = current.hosts().contains(host)
                && groups.stream()
                        .allMatch(group -> current.groups().containsKey(group)
                                && current.groups().get(group).hosts().contains(host))
                && variables.entrySet().stream()
                        .allMatch(entry -> entry.getValue()
                                .equals(current.variablesOf(host).get(entry.getKey())));
        if (!known) {
            add(inventory -> inventory.with(host, variables, groups));
        }
        return !known;
    }

    /** Makes a group a child of others. */
    synchronized void addChild(String parent, String child) {
        if (!current.groups().containsKey(parent)
                || !current.groups().get(parent).children().contains(child)) {
            add(inventory -> inventory.withChild(parent, child));
        }
    }
}
