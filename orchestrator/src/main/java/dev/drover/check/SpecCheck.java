package dev.drover.check;

import dev.drover.inventory.InventoryException;
import dev.drover.inventory.WrittenVariables;
import dev.drover.module.control.ArgumentMistakes;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Role;
import dev.drover.playbook.Task;
import dev.drover.value.Code;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds what is written of variables against the argument specifications of the roles that a play uses. */
final class SpecCheck {

    private final Known known;
    private final Findings findings;
    private final Names names;
    private final List<String> hosts;

    /**
     * @param names what could be defined where the play runs
     * @param hosts those of the play
     */
    SpecCheck(Known known, Findings findings, Names names, List<String> hosts) {
        this.known = known;
        this.findings = findings;
        this.names = names;
        this.hosts = hosts;
    }

    void of(PlayWalk walk) {
        for (var visit : walk.visits()) {
            var task = visit.task();
            if (task.shortModule().equals("validate_argument_spec")
                    && task.arguments().get("argument_spec").orElse(Value.NIL) instanceof Value.Mapping spec
                    && task.arguments().get("provided_arguments").orElse(Value.EMPTY_MAPPING)
                            instanceof Value.Mapping provided) {
                boolean certain = visit.acts()
                        && !names.isOpen()
                        && walk.play().variableFiles().isEmpty();
                given(walk.play(), task, spec, provided)
                        .forEach(arguments -> check(walk.play(), spec, arguments, certain));
            }
        }
    }

    private void check(Play play, Value.Mapping spec, Value.Mapping arguments, boolean certain) {
        for (var mistake : new ArgumentMistakes(Constants::isConstant).of(spec, arguments)) {
            var origin = mistake.origin().known() ? mistake.origin() : play.origin();
            findings.add(new Problem(Code.ROLE_ARGUMENT, mistake.message(), origin), certain);
        }
    }

    /** The arguments as they are written for the hosts; hosts with the same ones are one. */
    private Set<Value.Mapping> given(Play play, Task task, Value.Mapping spec, Value.Mapping provided) {
        var written = new WrittenVariables(known.inventory(), known.files(), Optional.of(play.directory()));
        var all = new LinkedHashSet<Value.Mapping>();
        for (var host : hosts) {
            try {
                all.add(given(layers(play, task, written.of(host)), spec, provided));
            } catch (InventoryException e) {
                return Set.of(); // reported where variables are looked at
            }
        }
        return all;
    }

    private Value.Mapping given(List<Layer> layers, Value.Mapping spec, Value.Mapping provided) {
        var given = new LinkedHashMap<Value, Value>();
        spec.entries().forEach((key, option) -> {
            var name = key.toString();
            var value = layers.reversed().stream()
                    .flatMap(layer -> layer.find(name).stream())
                    .findFirst();
            if (names.definitions().isElsewhere(name) || value.isEmpty() && names.has(name)) {
                given.put(key, LATER);
            } else {
                value.ifPresent(found -> given.put(key, found));
            }
        });
        given.putAll(provided.entries());
        return new Value.Mapping(given);
    }

    /** Stands for what only the run knows: a template is nothing that can be judged. */
    private static final Value LATER = Value.Text.written("{{ later }}", Origin.NONE);

    /** As the engine has them, without what only the run knows. */
    private List<Layer> layers(Play play, Task task, List<Layer> written) {
        var layers = new ArrayList<Layer>();
        play.roles().stream().map(Role::defaults).forEach(layers::addAll);
        task.role().map(Role::defaults).ifPresent(layers::addAll);
        layers.addAll(written);
        mappings(play.keywords().list(Keyword.VARS), layers);
        play.roles().stream().map(Role::variables).forEach(layers::addAll);
        task.role().map(Role::variables).ifPresent(layers::addAll);
        mappings(task.keywords().list(Keyword.VARS), layers);
        task.role().map(Role::parameters).ifPresent(parameters -> mappings(List.of(parameters), layers));
        layers.addAll(task.around().included());
        layers.add(known.extra());
        return layers;
    }

    private static void mappings(List<Value> values, List<Layer> layers) {
        for (var value : values) {
            if (value instanceof Value.Mapping mapping) {
                layers.add(Layer.of("vars", mapping));
            }
        }
    }
}
