package dev.drover.vars;

import dev.drover.template.Variables;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Layers one above the other: the highest that knows a name gives its value.
 *
 * @param fromLowest in ascending order of precedence
 */
public record Layers(List<Layer> fromLowest) implements Variables {

    public Layers {
        fromLowest = List.copyOf(fromLowest);
    }

    @Override
    public Optional<Value> find(String name) {
        for (int i = fromLowest.size() - 1; i >= 0; i--) {
            var value = fromLowest.get(i).find(name);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    @Override
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        fromLowest.forEach(layer -> names.addAll(layer.names()));
        return names;
    }

    /** These, and one more on top. */
    public Layers with(Layer layer) {
        var more = new ArrayList<>(fromLowest);
        more.add(layer);
        return new Layers(more);
    }

    /** Every layer that defines a name. */
    public VariableHistory history(String name) {
        var levels = new ArrayList<VariableHistory.Level>();
        for (var layer : fromLowest) {
            layer.find(name)
                    .ifPresent(value -> levels.add(new VariableHistory.Level(layer.label(), layer.place(name), value)));
        }
        return new VariableHistory(name, levels);
    }
}
