package dev.drover.inventory;

import dev.drover.value.Encrypted;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An inventory as ansible-inventory lists it: for programs ({@code --list}), and as an inventory again ({@code --list --yaml}). */
public final class InventoryListing {

    private static final String ALL = "all";

    private final Inventory inventory;
    private final WrittenVariables variables;
    private final boolean export;
    private final Set<String> hosts;
    private final List<Layer> extra;

    /**
     * @param export whether variables stay with the groups that define them
     * @param hosts which hosts are listed
     * @param extra variables that win over all others
     */
    public InventoryListing(
            Inventory inventory, WrittenVariables variables, boolean export, List<String> hosts, List<Layer> extra) {
        this.inventory = inventory;
        this.variables = variables;
        this.export = export;
        this.hosts = new LinkedHashSet<>(hosts);
        this.extra = extra;
    }

    /** The variables of a host. */
    public Map<String, Value> ofHost(String host) {
        var layers = new ArrayList<>(export ? variables.ofHostItself(host) : variables.of(host));
        if (!export) {
            layers.addAll(extra);
        }
        return WrittenVariables.merged(layers);
    }

    /** The form that inventory scripts print. */
    public Value.Mapping forPrograms() {
        var all = new LinkedHashMap<String, Value>();
        var hostVariables = new LinkedHashMap<String, Value>();
        for (var host : hosts) {
            var own = ofHost(host);
            if (!own.isEmpty()) {
                hostVariables.put(host, marked(Value.Mapping.of(own)));
            }
        }
        all.put(
                "_meta",
                Value.Mapping.of(
                        Map.of("hostvars", Value.Mapping.of(hostVariables), "profile", Value.of("inventory_legacy"))));
        addForPrograms(ALL, all, new HashSet<>());
        return Value.Mapping.of(all);
    }

    private void addForPrograms(String name, Map<String, Value> into, Set<String> seen) {
        if (!seen.add(name)) {
            return;
        }
        var group = inventory.groups().get(name);
        var parts = new LinkedHashMap<String, Value>();
        var listed = group.hosts().stream().filter(hosts::contains).toList();
        if (!listed.isEmpty() && !name.equals(ALL)) {
            parts.put("hosts", Value.Sequence.ofTexts(listed));
        }
        if (!group.children().isEmpty()) {
            parts.put("children", Value.Sequence.ofTexts(group.children()));
        }
        if (export) {
            var own = WrittenVariables.merged(variables.ofGroup(name));
            if (!own.isEmpty()) {
                parts.put("vars", marked(Value.Mapping.of(own)));
            }
        }
        if (!parts.isEmpty()) {
            into.put(name, Value.Mapping.of(parts));
        }
        group.children().forEach(child -> addForPrograms(child, into, seen));
    }

    /** What text is, where JSON has no word for it: encrypted, or never a template. */
    public static Value marked(Value value) {
        return switch (value) {
            case Encrypted encrypted -> Value.Mapping.of(Map.of("__ansible_vault", Value.of(encrypted.vault())));
            case Value.Text text ->
                text.unsafe() && !text.secret() ? Value.Mapping.of(Map.of("__ansible_unsafe", text)) : text;
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(InventoryListing::marked).toList());
            case Value.Mapping(var entries) -> {
                var map = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(key, marked(item)));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }

    /** The form of YAML inventories: hosts bear their variables where they are seen first. */
    public Value.Mapping asInventory() {
        var seen = new HashSet<String>();
        var all = group(ALL, seen, new HashSet<>());
        return all.entries().isEmpty() ? all : Value.Mapping.of(Map.of(ALL, all));
    }

    private Value.Mapping group(String name, Set<String> seen, Set<String> groups) {
        var group = inventory.groups().get(name);
        var parts = new LinkedHashMap<String, Value>();
        var children = new LinkedHashMap<String, Value>();
        for (var child : group.children()) {
            if (!groups.add(child)) {
                children.put(child, emptyMapping());
                continue;
            }
            var below = group(child, seen, groups);
            if (!below.entries().isEmpty()) {
                children.put(child, below);
            }
        }
        if (!children.isEmpty()) {
            parts.put("children", Value.Mapping.of(children));
        }
        var members = new LinkedHashMap<String, Value>();
        if (!name.equals(ALL)) {
            for (var host : group.hosts()) {
                if (hosts.contains(host)) {
                    members.put(host, seen.add(host) ? Value.Mapping.of(ofHost(host)) : emptyMapping());
                }
            }
        }
        if (!members.isEmpty()) {
            parts.put("hosts", Value.Mapping.of(members));
        }
        if (export) {
            var own = WrittenVariables.merged(variables.ofGroup(name));
            if (!own.isEmpty()) {
                parts.put("vars", Value.Mapping.of(own));
            }
        }
        return Value.Mapping.of(parts);
    }

    /** One of its own each time: equal objects that are one object get an anchor in YAML. */
    private static Value.Mapping emptyMapping() {
        return new Value.Mapping(new LinkedHashMap<>());
    }
}
