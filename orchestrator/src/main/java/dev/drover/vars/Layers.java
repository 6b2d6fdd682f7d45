package dev.drover.vars;

import dev.drover.template.Variables;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Layers one above the other: the highest that knows a name gives its value.
 *
 * @param fromLowest in ascending order of precedence
 * @param merging how many of the lowest give parts of a mapping where several have one of the same name, at any depth
 */
public record Layers(List<Layer> fromLowest, int merging) implements Variables {

    public Layers {
        fromLowest = List.copyOf(fromLowest);
    }

    /** Layers that merge nothing. */
    public Layers(List<Layer> fromLowest) {
        this(fromLowest, 0);
    }

    @Override
    public Optional<Value> find(String name) {
        for (int i = fromLowest.size() - 1; i >= 0; i--) {
            var value = fromLowest.get(i).find(name);
            if (value.isPresent()) {
                return i < merging ? Optional.of(merged(name, value.get(), i)) : value;
            }
        }
        return Optional.empty();
    }

    /** A value with what the layers below have besides, down to the first that is no mapping. */
    private Value merged(String name, Value highest, int layer) {
        var merged = highest;
        for (int i = layer - 1; i >= 0 && merged instanceof Value.Mapping above; i--) {
            var lower = fromLowest.get(i).find(name);
            if (lower.isPresent()) {
                if (!(lower.get() instanceof Value.Mapping below)) {
                    break;
                }
                merged = merged(below, above);
            }
        }
        return merged;
    }

    /** Both mappings; where they have the same key, the second's value, or both mappings of it. */
    public static Value.Mapping merged(Value.Mapping below, Value.Mapping above) {
        var entries = new LinkedHashMap<>(below.entries());
        above.entries()
                .forEach((key, value) -> entries.merge(
                        key,
                        value,
                        (before, now) -> before instanceof Value.Mapping lower && now instanceof Value.Mapping upper
                                ? merged(lower, upper)
                                : now));
        return new Value.Mapping(entries);
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
        return new Layers(more, merging);
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
