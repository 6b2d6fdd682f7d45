package dev.drover.inventory;

import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects what the sources say, later ones over earlier ones. */
final class InventoryBuilder {

    private static final class GroupDraft {
        final Set<String> hosts = new LinkedHashSet<>();
        final Set<String> children = new LinkedHashSet<>();
        final Map<String, Value> variables = new LinkedHashMap<>();
    }

    private final LinkedHashMap<String, Inventory.HostEntry> hosts = new LinkedHashMap<>();
    private final LinkedHashMap<String, GroupDraft> groups = new LinkedHashMap<>();
    private final Set<Path> directories = new LinkedHashSet<>();

    InventoryBuilder() {
        addGroup("all");
        addGroup("ungrouped");
    }

    void addDirectory(Path directory) {
        directories.add(directory);
    }

    void addHost(String name, Optional<Path> source) {
        hosts.computeIfAbsent(name, key -> new Inventory.HostEntry(new LinkedHashMap<>(), source));
    }

    void addGroup(String name) {
        groups.computeIfAbsent(name, key -> new GroupDraft());
    }

    boolean hasGroup(String name) {
        return groups.containsKey(name);
    }

    boolean hasHost(String name) {
        return hosts.containsKey(name);
    }

    void addToGroup(String group, String host) {
        addGroup(group);
        groups.get(group).hosts.add(host);
    }

    void addChild(String group, String child) {
        addGroup(group);
        addGroup(child);
        groups.get(group).children.add(child);
    }

    void setHostVariable(String host, String name, Value value) {
        hosts.get(host).variables().put(name, value);
    }

    void setGroupVariable(String group, String name, Value value) {
        addGroup(group);
        groups.get(group).variables.put(name, value);
    }

    /** @throws InventoryException where a group is inside of itself */
    Inventory build() {
        completeImplicitGroups();
        var depths = new LinkedHashMap<String, Integer>();
        depth("all", 0, depths, new ArrayList<>());
        groups.keySet().stream()
                .filter(name -> !depths.containsKey(name)) // it is below none but itself
                .forEach(name -> depth(name, 1, new LinkedHashMap<>(), new ArrayList<>()));
        var built = new LinkedHashMap<String, Group>();
        groups.forEach((name, draft) -> built.put(
                name,
                new Group(
                        name,
                        depths.getOrDefault(name, 1),
                        List.copyOf(draft.hosts),
                        List.copyOf(draft.children),
                        draft.variables)));
        return new Inventory(hosts, built, List.copyOf(directories));
    }

    private void completeImplicitGroups() {
        var withParent = new LinkedHashSet<String>();
        groups.forEach((name, draft) -> {
            if (!name.equals("all")) {
                withParent.addAll(draft.children);
            }
        });
        for (var name : groups.keySet()) {
            if (!name.equals("all") && !withParent.contains(name)) {
                groups.get("all").children.add(name);
            }
        }
        var grouped = new LinkedHashSet<String>();
        groups.forEach((name, draft) -> {
            if (!name.equals("all") && !name.equals("ungrouped")) {
                grouped.addAll(draft.hosts);
            }
        });
        hosts.keySet().stream().filter(host -> !grouped.contains(host)).forEach(groups.get("ungrouped").hosts::add);
        groups.get("ungrouped").hosts.removeAll(grouped);
    }

    private void depth(String group, int depth, Map<String, Integer> depths, List<String> way) {
        if (way.contains(group)) {
            throw new InventoryException(
                    "the group \"" + group + "\" is inside of itself: " + String.join(" > ", way) + " > " + group,
                    dev.drover.value.Origin.NONE);
        }
        depths.merge(group, depth, Math::max);
        way.add(group);
        groups.get(group).children.forEach(child -> depth(child, depth + 1, depths, way));
        way.removeLast();
    }
}
