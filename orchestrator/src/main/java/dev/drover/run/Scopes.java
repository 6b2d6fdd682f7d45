package dev.drover.run;

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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The variables of hosts and tasks, in the order of precedence of Ansible's documentation. */
final class Scopes {

    private final LiveInventory inventory;
    private final VariableFiles files;
    private final RunOptions options;
    private final Templar templar;
    private final Magic magic;
    private final Map<List<Value>, List<Layer>> known = new IdentityHashMap<>();
    private final Map<Play, Layer> answers = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Play, List<Role>> published = Collections.synchronizedMap(new IdentityHashMap<>());

    Scopes(LiveInventory inventory, VariableFiles files, RunOptions options, Templar templar, Magic magic) {
        this.inventory = inventory;
        this.files = files;
        this.options = options;
        this.templar = templar;
        this.magic = magic;
    }

    /** What inventory and the files beside it and beside the playbook say of a host: levels 3 to 10. */
    List<Layer> written(String host, Path playbookDirectory) {
        return new WrittenVariables(inventory.get(), files, Optional.of(playbookDirectory)).of(host);
    }

    /** The variables that a play sees before it has hosts: its own and the extra ones. */
    Layers ofPlay(Play play) {
        var layers = new ArrayList<Layer>();
        playVariables(play, layers);
        layers.add(options.extra());
        int merging = options.rules().merging() ? layers.size() : 0;
        layers.add(magic.of(play));
        return new Layers(layers, merging);
    }

    /** What other hosts see of one: nothing that plays, roles and tasks say. */
    Layers ofHost(HostState host, Play play) {
        var layers = new ArrayList<>(host.written);
        layers.add(new FactLayer(host.facts.byName(), options.rules().injecting()));
        layers.add(Layer.of("include_vars", host.included));
        layers.add(Layer.of("set_fact and register", host.set));
        layers.add(options.extra());
        int merging = options.rules().merging() ? layers.size() : 0;
        layers.add(magic.ofHost(host, play));
        return new Layers(layers, merging);
    }

    /**
     * The variables of a task on a host.
     *
     * @param set what set_fact and register have set, or would have when looking ahead
     * @param facts by their whole names
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
        for (var other : roles(play)) {
            layers.addAll(other.defaults());
        }
        role.ifPresent(own -> family(own).forEach(one -> layers.addAll(one.defaults())));
        layers.addAll(host.written);
        layers.add(new FactLayer(facts, options.rules().injecting()));
        playVariables(play, layers);
        variableFiles(play, layers, host).forEach(layers::add);
        for (var other : roles(play)) {
            layers.addAll(other.variables());
        }
        role.ifPresent(own -> family(own).forEach(one -> layers.addAll(one.variables())));
        task.ifPresent(of -> mappings(
                        "vars of the task and of what it stands in",
                        of.keywords().list(Keyword.VARS))
                .forEach(layers::add));
        layers.add(Layer.of("include_vars", host.included));
        layers.add(Layer.of("set_fact and register", set));
        role.map(Role::parameters)
                .filter(parameters -> !parameters.entries().isEmpty())
                .ifPresent(parameters -> layers.add(Layer.of("parameters of the role", parameters)));
        task.ifPresent(of -> layers.addAll(of.around().included()));
        layers.add(options.extra());
        int merging = options.rules().merging() ? layers.size() : 0;
        layers.add(item); // of all that has a name, a loop has the last word
        layers.add(magic.of(host, play, task));
        return new Layers(layers, merging);
    }

    /** The roles whose variables all tasks of a play see. */
    private List<Role> roles(Play play) {
        var more = published.get(play);
        if (more == null) {
            return play.roles();
        }
        var all = new ArrayList<>(play.roles());
        all.addAll(more);
        return all;
    }

    /** An include has made the variables of these roles public in the play. */
    void publish(Play play, List<Role> roles) {
        published.computeIfAbsent(play, key -> new CopyOnWriteArrayList<>()).addAll(roles);
    }

    /** A role behind those whose variables it sees, in ascending order of precedence: what it depends on, what brought it in. */
    private static List<Role> family(Role role) {
        var all = new ArrayList<Role>();
        all.addAll(role.parents().reversed());
        all.addAll(role.dependencies());
        all.add(role);
        return all;
    }

    private void playVariables(Play play, List<Layer> layers) {
        layers.addAll(mappings("vars of the play", play.keywords().list(Keyword.VARS)));
        var answered = answers.get(play);
        if (answered != null) {
            layers.add(answered);
        }
    }

    /** What was answered to the prompts of a play. */
    void answers(Play play, Layer answered) {
        answers.put(play, answered);
    }

    /** Each mapping of a playbook becomes a layer once, however many tasks and hosts see it. */
    private List<Layer> mappings(String label, List<Value> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        synchronized (known) {
            return known.computeIfAbsent(values, key -> {
                var layers = new ArrayList<Layer>();
                for (var value : values) {
                    if (value instanceof Value.Mapping mapping) {
                        layers.add(Layer.of(label, mapping));
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
}
