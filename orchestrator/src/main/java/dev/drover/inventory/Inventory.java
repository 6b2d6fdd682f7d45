package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts and groups, read from all sources. Immutable. */
public final class Inventory {

    /** Variables of a host as the sources give them, and the source that named the host first. */
    record HostEntry(Map<String, Value> variables, Optional<Path> source) {}

    private final SequencedMap<String, HostEntry> hosts;
    private final SequencedMap<String, Group> groups;
    private final List<Path> directories;
    private final Map<String, List<Group>> groupsOfHost = new LinkedHashMap<>();
    private final Map<String, List<String>> below = new ConcurrentHashMap<>();

    Inventory(SequencedMap<String, HostEntry> hosts, SequencedMap<String, Group> groups, List<Path> directories) {
        this.hosts = hosts;
        this.groups = groups;
        this.directories = List.copyOf(directories);
        indexGroups();
    }

    /** An inventory of nothing but groups and their hosts. */
    public static Inventory of(Map<String, List<String>> groups) {
        var builder = new InventoryBuilder();
        groups.forEach((group, hosts) -> {
            builder.addGroup(group);
            for (var host : hosts) {
                builder.addHost(host, Optional.empty());
                if (!group.equals("all")) {
                    builder.addToGroup(group, host);
                }
            }
        });
        return builder.build();
    }

    /** This inventory and a host more, or more groups and variables of one that is there. */
    public Inventory with(String host, Map<String, Value> variables, List<String> in) {
        var builder = builder();
        builder.addHost(host, Optional.empty());
        variables.forEach((name, value) -> builder.setHostVariable(host, name, value));
        for (var group : in) {
            builder.addGroup(group);
            if (!group.equals("all")) {
                builder.addToGroup(group, host);
            }
        }
        return builder.build();
    }

    /** This inventory and a group below another. */
    public Inventory withChild(String parent, String child) {
        var builder = builder();
        builder.addGroup(parent);
        builder.addChild(parent, child, Origin.NONE);
        return builder.build();
    }

    private InventoryBuilder builder() {
        var builder = new InventoryBuilder();
        directories.forEach(builder::addDirectory);
        hosts.forEach((name, entry) -> {
            builder.addHost(name, entry.source());
            entry.variables().forEach((variable, value) -> builder.setHostVariable(name, variable, value));
        });
        groups.forEach((name, group) -> {
            builder.addGroup(name);
            group.hosts().stream()
                    .filter(host -> !name.equals("all") && !name.equals("ungrouped"))
                    .forEach(host -> builder.addToGroup(name, host));
            group.variables().forEach((variable, value) -> builder.setGroupVariable(name, variable, value));
            if (group.priority() != 1) {
                builder.setGroupVariable(name, InventoryBuilder.PRIORITY, Value.of(group.priority()));
            }
        });
        groups.forEach((name, group) -> group.children().forEach(child -> {
            if (!name.equals("all")) {
                builder.addChild(name, child, Origin.NONE); // what is below nothing else comes below all again
            }
        }));
        return builder;
    }

    public Set<String> hosts() {
        return hosts.sequencedKeySet();
    }

    public SequencedMap<String, Group> groups() {
        return groups;
    }

    /** The directories that may hold group_vars and host_vars, one per source. */
    public List<Path> directories() {
        return directories;
    }

    /**
     * The hosts of a group and of all groups below it, in Ansible's order: those of the group itself, then those of its children, then
     * those of its children's children.
     */
    public List<String> hostsOf(String group) {
        return groups.containsKey(group) ? below.computeIfAbsent(group, this::below) : List.of();
    }

    private List<String> below(String group) {
        var names = new LinkedHashSet<String>();
        var ordered = new LinkedHashSet<String>();
        var level = List.of(group);
        while (!level.isEmpty()) {
            var next = new ArrayList<String>();
            for (var name : level) {
                if (ordered.add(name)) {
                    names.addAll(groups.get(name).hosts());
                    next.addAll(groups.get(name).children());
                }
            }
            level = next;
        }
        return List.copyOf(names);
    }

    /** The groups that a host is in, {@code all} among them, in ascending order of the precedence of their variables. */
    public List<Group> groupsOf(String host) {
        return groupsOfHost.getOrDefault(host, List.of(groups.get("all")));
    }

    private void indexGroups() {
        var parents = new LinkedHashMap<String, List<String>>();
        for (var group : groups.values()) {
            group.children()
                    .forEach(child -> parents.computeIfAbsent(child, name -> new ArrayList<>())
                            .add(group.name()));
        }
        var members = new LinkedHashMap<String, Set<String>>();
        hosts.keySet().forEach(host -> members.put(host, new LinkedHashSet<>(Set.of("all"))));
        var above = new HashMap<String, Set<String>>();
        for (var group : groups.values()) {
            for (var host : group.hosts()) {
                members.get(host).addAll(above.computeIfAbsent(group.name(), name -> upwards(name, parents)));
            }
        }
        var order = Comparator.comparingInt(Group::depth)
                .thenComparingInt(Group::priority)
                .thenComparing(Group::name);
        members.forEach((host, names) -> groupsOfHost.put(
                host, names.stream().map(groups::get).sorted(order).toList()));
    }

    /** A group and all above it. */
    private static Set<String> upwards(String group, Map<String, List<String>> parents) {
        var seen = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<>(List.of(group));
        while (!waiting.isEmpty()) {
            var name = waiting.poll();
            if (seen.add(name)) {
                waiting.addAll(parents.getOrDefault(name, List.of()));
            }
        }
        return seen;
    }

    /** The variables that the sources give a host itself, without those of its groups. */
    public Map<String, Value> variablesOf(String host) {
        return hosts.containsKey(host) ? hosts.get(host).variables() : Map.of();
    }

    /** The file or directory that named the host first. */
    public Optional<Path> sourceOf(String host) {
        return hosts.containsKey(host) ? hosts.get(host).source() : Optional.empty();
    }
}
