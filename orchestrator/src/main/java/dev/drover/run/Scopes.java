package dev.drover.run;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.VariableFiles;
import dev.drover.inventory.WrittenVariables;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Role;
import dev.drover.playbook.Task;
import dev.drover.template.Templar;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables of hosts and tasks, in the order of precedence of Ansible's documentation. */
final class Scopes {

    private final Inventory inventory;
    private final VariableFiles files;
    private final RunOptions options;
    private final Templar templar;
    private final Magic magic;
    private final Map<List<Value>, List<Layer>> known = new IdentityHashMap<>();

    Scopes(Inventory inventory, VariableFiles files, RunOptions options, Templar templar, Magic magic) {
        this.inventory = inventory;
        this.files = files;
        this.options = options;
        this.templar = templar;
        this.magic = magic;
    }

    /** What inventory and the files beside it and beside the playbook say of a host: levels 3 to 10. */
    List<Layer> written(String host, Path playbookDirectory) {
        return new WrittenVariables(inventory, files, Optional.of(playbookDirectory)).of(host);
    }

    /** The variables that a play sees before it has hosts: its own and the extra ones. */
    Layers ofPlay(Play play) {
        var layers = new ArrayList<Layer>();
        playVariables(play, layers);
        layers.add(options.extra());
        return new Layers(layers);
    }

    /**
     * The variables of a task on a host.
     *
     * @param set what set_fact and register have set, or would have when looking ahead
     * @param facts without {@code ansible_}
     * @param item the loop's variables
     */
    Layers ofTask(
            HostState host,
            Play play,
            Optional<Task> task,
            Map<String, Value> set,
            Map<String, Value> facts,
            Layer item) {
        var layers = new ArrayList<Layer>();
        var role = task.flatMap(Task::role);
        for (var other : play.roles()) {
            layers.addAll(other.defaults());
        }
        role.ifPresent(own -> layers.addAll(own.defaults()));
        layers.addAll(host.written);
        layers.add(new FactLayer(facts));
        playVariables(play, layers);
        variableFiles(play, layers, host).forEach(layers::add);
        for (var other : play.roles()) {
            layers.addAll(other.variables());
        }
        role.ifPresent(own -> layers.addAll(own.variables()));
        task.ifPresent(of -> mappings(of.keywords().list(Keyword.VARS)).forEach(layers::add));
        layers.add(item);
        layers.add(Layer.of("set_fact and register", set));
        role.map(Role::parameters)
                .filter(parameters -> !parameters.entries().isEmpty())
                .ifPresent(parameters -> layers.add(Layer.of("parameters of the role", parameters)));
        layers.add(options.extra());
        layers.add(magic.of(host, play, task));
        return new Layers(layers);
    }

    private void playVariables(Play play, List<Layer> layers) {
        mappings(play.keywords().list(Keyword.VARS)).forEach(layers::add);
    }

    /** Each mapping of a playbook becomes a layer once, however many tasks and hosts see it. */
    private List<Layer> mappings(List<Value> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        synchronized (known) {
            return known.computeIfAbsent(values, key -> {
                var layers = new ArrayList<Layer>();
                for (var value : values) {
                    if (value instanceof Value.Mapping mapping) {
                        layers.add(Layer.of("vars", mapping));
                    }
                }
                return layers;
            });
        }
    }

    /** {@code vars_files}: of each entry the first file that is there. */
    private List<Layer> variableFiles(Play play, List<Layer> below, HostState host) {
        if (play.variableFiles().isEmpty()) {
            return List.of();
        }
        var layers = new ArrayList<Layer>();
        var names = new Layers(below).with(options.extra()).with(magic.of(host, play, Optional.empty()));
        for (var entry : play.variableFiles()) {
            var candidates = entry instanceof Value.Sequence(var items) ? items : List.of(entry);
            for (var candidate : candidates) {
                var path = play.directory()
                        .resolve(templar.resolve(candidate, names).toString());
                if (java.nio.file.Files.isRegularFile(path)) {
                    files.file(path).ifPresent(layers::add);
                    break;
                }
                if (candidate == candidates.getLast()) {
                    throw new dev.drover.inventory.InventoryException(
                            "there is no file of variables " + path, play.origin());
                }
            }
        }
        return layers;
    }

    /** Facts as {@code ansible_facts} and each as {@code ansible_NAME}. */
    private static final class FactLayer implements Layer {
        private final Map<String, Value> facts;
        private Optional<Value> all = Optional.empty();

        FactLayer(Map<String, Value> facts) {
            this.facts = facts;
        }

        @Override
        public String label() {
            return "facts";
        }

        @Override
        public Optional<Value> find(String name) {
            if (name.equals("ansible_facts")) {
                if (all.isEmpty()) {
                    all = Optional.of(Value.Mapping.of(facts));
                }
                return all;
            }
            return name.startsWith("ansible_")
                    ? Optional.ofNullable(facts.get(name.substring("ansible_".length())))
                    : Optional.empty();
        }

        @Override
        public Set<String> names() {
            var names = new java.util.LinkedHashSet<String>();
            facts.keySet().forEach(fact -> names.add("ansible_" + fact));
            names.add("ansible_facts");
            return names;
        }
    }
}
