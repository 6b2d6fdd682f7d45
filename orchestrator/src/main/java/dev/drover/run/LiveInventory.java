package dev.drover.run;

import dev.drover.inventory.Inventory;
import dev.drover.value.Value;
import java.util.List;
import java.util.Map;

/** The inventory of a run, to which add_host and group_by add. */
final class LiveInventory {

    private volatile Inventory current;

    LiveInventory(Inventory current) {
        this.current = current;
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
            current = current.with(host, variables, groups);
        }
        return !known;
    }

    /** Makes a group a child of others. */
    synchronized void addChild(String parent, String child) {
        if (!current.groups().containsKey(parent)
                || !current.groups().get(parent).children().contains(child)) {
            current = current.withChild(parent, child);
        }
    }
}
