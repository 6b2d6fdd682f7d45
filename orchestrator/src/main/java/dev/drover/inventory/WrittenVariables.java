package dev.drover.inventory;

import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What inventory sources and the files of variables beside them, and beside the playbook, say of hosts and groups: levels 3 to 10. */
public final class WrittenVariables {

    private final Inventory inventory;
    private final VariableFiles files;
    private final Optional<Path> playbookDirectory;

    public WrittenVariables(Inventory inventory, VariableFiles files, Optional<Path> playbookDirectory) {
        this.inventory = inventory;
        this.files = files;
        this.playbookDirectory = playbookDirectory;
    }

    /** All that is known of a host, in ascending order of precedence. */
    public List<Layer> of(String host) {
        var layers = new ArrayList<Layer>();
        var groups = inventory.groupsOf(host);
        var all = groups.getFirst();
        layers.add(Layer.of("inventory, group all", all.variables()));
        layers.addAll(besideInventory("group_vars", "all"));
        layers.addAll(besidePlaybook("group_vars", "all"));
        for (var group : groups.subList(1, groups.size())) {
            layers.add(Layer.of("inventory, group " + group.name(), group.variables()));
        }
        for (var group : groups.subList(1, groups.size())) {
            layers.addAll(besideInventory("group_vars", group.name()));
        }
        for (var group : groups.subList(1, groups.size())) {
            layers.addAll(besidePlaybook("group_vars", group.name()));
        }
        layers.addAll(ofHostItself(host));
        layers.addAll(besidePlaybook("host_vars", host));
        return layers;
    }

    /** What names the host itself: the inventory and the files beside it. */
    public List<Layer> ofHostItself(String host) {
        var layers = new ArrayList<Layer>();
        layers.add(Layer.of("inventory, host " + host, inventory.variablesOf(host)));
        layers.addAll(besideInventory("host_vars", host));
        return layers;
    }

    /** What names the group itself. */
    public List<Layer> ofGroup(String name) {
        var layers = new ArrayList<Layer>();
        var group = inventory.groups().get(name);
        layers.add(Layer.of("inventory, group " + name, group.variables()));
        layers.addAll(besideInventory("group_vars", name));
        if (group.priority() != 1) {
            layers.add(Layer.of("priority", Map.of(InventoryBuilder.PRIORITY, Value.of(group.priority()))));
        }
        return layers;
    }

    private List<Layer> besidePlaybook(String kind, String name) {
        return playbookDirectory
                .map(directory -> files.named(directory.resolve(kind), name))
                .orElse(List.of());
    }

    private List<Layer> besideInventory(String kind, String name) {
        var layers = new ArrayList<Layer>();
        inventory.directories().forEach(directory -> layers.addAll(files.named(directory.resolve(kind), name)));
        return layers;
    }

    /** The values that win, by name. */
    public static Map<String, Value> merged(List<Layer> fromLowest) {
        var values = new TreeMap<String, Value>();
        for (var layer : fromLowest) {
            layer.names().forEach(name -> layer.find(name).ifPresent(value -> values.put(name, value)));
        }
        return values;
    }
}
