package dev.drover.check;

import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What variables are defined as, wherever that is written. */
final class Definitions {

    /**
     * What may be the value of a variable.
     *
     * @param certain whether it is this one and no other, where the variable has a value at all
     */
    record Written(Value value, boolean certain) {}

    private final Map<String, List<Value>> written = new HashMap<>();
    private final Map<String, List<Value>> defaults = new HashMap<>();
    private final Set<String> elsewhere = new HashSet<>();
    private final Set<String> overridden = new HashSet<>();

    void layer(Layer layer) {
        layer.names().forEach(name -> layer.find(name).ifPresent(value -> add(written, name, value)));
    }

    /** Defaults of a role, which any other definition wins over. */
    void defaults(Layer layer) {
        layer.names().forEach(name -> layer.find(name).ifPresent(value -> add(defaults, name, value)));
    }

    void mapping(Value.Mapping mapping) {
        mapping.entries().forEach((name, value) -> add(written, name.toString(), value));
    }

    /** The run gives this variable a value: a registered result, a fact, an answer. */
    void elsewhere(String name) {
        elsewhere.add(name);
    }

    /** Whether the run gives it a value. */
    boolean isElsewhere(String name) {
        return elsewhere.contains(name);
    }

    /** An extra variable, which wins over all others. */
    void override(String name) {
        overridden.add(name);
    }

    private static void add(Map<String, List<Value>> to, String name, Value value) {
        var values = to.computeIfAbsent(name, _ -> new ArrayList<>(1));
        // layers are seen once for each task and host
        if (values.stream().noneMatch(known -> known == value)) {
            values.add(value);
        }
    }

    /** Nothing where no definition is written, or the run has its own. */
    List<Written> of(String name) {
        if (overridden.contains(name)) {
            return List.of();
        }
        var values = written.getOrDefault(name, List.of());
        if (values.isEmpty() && !elsewhere.contains(name)) {
            values = defaults.getOrDefault(name, List.of());
        }
        boolean fact = name.startsWith("ansible_") || elsewhere.contains(name);
        boolean certain = values.size() == 1 && !fact;
        return values.stream().map(value -> new Written(value, certain)).toList();
    }
}
