package dev.drover.inventory;

import dev.drover.value.Origin;
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

    static final String PRIORITY = "ansible_group_priority";

    private static final class GroupDraft {
        final Set<String> hosts = new LinkedHashSet<>();
        final Map<String, Origin> children = new LinkedHashMap<>();
        final Map<String, Value> variables = new LinkedHashMap<>();
        int priority = 1;
    }

    private final LinkedHashMap<String, Inventory.HostEntry> hosts = new LinkedHashMap<>();
    private final LinkedHashMap<String, GroupDraft> groups = new LinkedHashMap<>();
    private final Set<Path> directories = new LinkedHashSet<>();

    InventoryBuilder() {
        addChild("all", "ungrouped", Origin.NONE);
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

    /** The hosts of all groups so far, in the order of their first mention. */
    List<String> hosts() {
        return List.copyOf(hosts.keySet());
    }

    /** The hosts that a source named first. */
    List<String> hostsOf(Path source) {
        return hosts.entrySet().stream()
                .filter(entry -> entry.getValue().source().equals(Optional.of(source)))
                .map(Map.Entry::getKey)
                .toList();
    }

    void addToGroup(String group, String host) {
        addGroup(group);
        groups.get(group).hosts.add(host);
    }

    /** @param origin where it is said, for the case that it can't be */
    void addChild(String group, String child, Origin origin) {
        addGroup(group);
        addGroup(child);
        groups.get(group).children.putIfAbsent(child, origin);
    }

    void setHostVariable(String host, String name, Value value) {
        hosts.get(host).variables().put(name, value);
    }

    /** @throws InventoryException where it is a priority that is no number */
    void setGroupVariable(String group, String name, Value value) {
        addGroup(group);
        if (name.equals(PRIORITY)) {
            groups.get(group).priority = priority(value);
        } else {
            groups.get(group).variables.put(name, value);
        }
    }

    private static int priority(Value value) {
        if (value instanceof Value.Int(var number) && number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        if (value instanceof Value.Text text && text.text().strip().matches("[-+]?[0-9]{1,9}")) {
            return Integer.parseInt(text.text().strip());
        }
        throw new InventoryException(
                PRIORITY + " must be a number", value instanceof Value.Text text ? text.origin() : Origin.NONE);
    }

    /**
     * What has been collected so far.
     *
     * @throws InventoryException where a group is inside of itself
     */
    Inventory build() {
        var children = withImplicitGroups();
        var ungrouped = ungrouped();
        var depths = GroupDepths.of(children, this::origin);
        var built = new LinkedHashMap<String, Group>();
        groups.forEach((name, draft) -> built.put(
                name,
                new Group(
                        name,
                        depths.get(name),
                        name.equals("ungrouped") ? ungrouped : List.copyOf(draft.hosts),
                        List.copyOf(children.get(name)),
                        new LinkedHashMap<>(draft.variables),
                        draft.priority)));
        var entries = new LinkedHashMap<String, Inventory.HostEntry>();
        hosts.forEach((name, entry) ->
                entries.put(name, new Inventory.HostEntry(new LinkedHashMap<>(entry.variables()), entry.source())));
        return new Inventory(entries, built, List.copyOf(directories));
    }

    private Origin origin(String group, String child) {
        return groups.get(group).children.getOrDefault(child, Origin.NONE);
    }

    /** The children of each group; those of {@code all} are the groups without another parent too. */
    private Map<String, Set<String>> withImplicitGroups() {
        var children = new LinkedHashMap<String, Set<String>>();
        var withParent = new LinkedHashSet<String>();
        groups.forEach((name, draft) -> {
            children.put(name, new LinkedHashSet<>(draft.children.keySet()));
            if (!name.equals("all")) {
                withParent.addAll(draft.children.keySet());
            }
        });
        for (var name : groups.keySet()) {
            if (!name.equals("all") && !withParent.contains(name)) {
                children.get("all").add(name);
            }
        }
        return children;
    }

    /** The hosts that no other group has. */
    private List<String> ungrouped() {
        var grouped = new LinkedHashSet<String>();
        groups.forEach((name, draft) -> {
            if (!name.equals("all") && !name.equals("ungrouped")) {
                grouped.addAll(draft.hosts);
            }
        });
        var alone = new ArrayList<>(groups.get("ungrouped").hosts);
        alone.removeIf(grouped::contains);
        var known = new LinkedHashSet<>(alone);
        hosts.keySet().stream().filter(host -> !grouped.contains(host)).forEach(known::add);
        return List.copyOf(known);
    }
}
