package dev.drover.run;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryException;
import dev.drover.inventory.VariableFiles;
import dev.drover.playbook.Keywords;
import dev.drover.playbook.Play;
import dev.drover.template.Templar;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a task without anything of its own would see of hosts: all variables of inventory and command line, and those of the engine; no facts. */
public final class HostScope {

    private final Inventory inventory;
    private final Templar templar;
    private final Scopes scopes;
    private final Path directory;
    private final Play play;
    private final Map<String, HostState> states = new ConcurrentHashMap<>();

    /** @param directory where a playbook would be: group_vars and host_vars in it count, and templates and files are looked for in it */
    public HostScope(Inventory inventory, VariableFiles files, RunOptions options, Templar templar, Path directory) {
        this.inventory = inventory;
        this.templar = templar;
        this.directory = directory;
        var magic = new Magic(new LiveInventory(inventory), options);
        scopes = new Scopes(new LiveInventory(inventory), files, options, templar, magic);
        play = new Play(
                Keywords.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                directory,
                Origin.NONE);
        magic.hostVariables(this::hostVariables);
        magic.play(List.copyOf(inventory.hosts()));
        magic.batch(List.copyOf(inventory.hosts()));
    }

    /**
     * The variables of a host; of localhost also where the inventory does not name it.
     *
     * @throws InventoryException where there is no such host
     */
    public Layers of(String host) {
        if (!inventory.hosts().contains(host) && !Run.LOCALHOST.contains(host)) {
            throw new InventoryException("there is no host " + host + " in the inventory", Origin.NONE);
        }
        return layers(host);
    }

    private Layers layers(String host) {
        var state = states.computeIfAbsent(
                host,
                name -> new HostState(
                        name,
                        new NodeLink(() -> {
                            throw new IllegalStateException("only variables are looked at");
                        }),
                        scopes.written(name, directory),
                        FactCache.NONE));
        return scopes.ofTask(state, play, Optional.empty(), state.set, state.facts.byName(), Loops.noItem())
                .with(Layer.of(
                        "set by the engine",
                        Map.of("ansible_search_path", Value.Sequence.ofTexts(List.of(directory.toString())))));
    }

    private Optional<Value> hostVariables(String name) {
        if (!inventory.hosts().contains(name) && !Run.LOCALHOST.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(new Value.Mapping(new EvaluatedVariables(layers(name), templar)));
    }
}
