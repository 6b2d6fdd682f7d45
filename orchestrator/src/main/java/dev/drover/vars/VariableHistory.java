package dev.drover.vars;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * Every level that defines a variable.
 *
 * @param levels from the lowest to the highest; the last one wins
 */
public record VariableHistory(String name, List<Level> levels) {

    /**
     * One of them.
     *
     * @param label which level it is
     * @param origin where in which file, as far as that is known
     * @param value as it was written
     */
    public record Level(String label, Origin origin, Value value) {}

    public VariableHistory {
        levels = List.copyOf(levels);
    }

    public boolean defined() {
        return !levels.isEmpty();
    }

    /** The level whose value counts; empty where none defines it. */
    public Optional<Level> winner() {
        return levels.isEmpty() ? Optional.empty() : Optional.of(levels.getLast());
    }
}
