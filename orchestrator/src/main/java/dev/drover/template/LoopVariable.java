package dev.drover.template;

import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code loop}: where a loop is, and in a recursive loop the loop itself as a function. */
final class LoopVariable implements Opaques.Callable, Opaques.Attributed {

    private final List<Value> items;
    private final int depth;
    private final Optional<Function<Value, Value>> recursion;
    private int index;
    private Value changed;

    LoopVariable(List<Value> items, int depth, Optional<Function<Value, Value>> recursion) {
        this.items = items;
        this.depth = depth;
        this.recursion = recursion;
    }

    void at(int place) {
        index = place;
    }

    @Override
    public Optional<Value> attribute(String name) {
        return Optional.ofNullable(known(name));
    }

    private Value known(String name) {
        return switch (name) {
            case "index" -> Value.of(index + 1L);
            case "index0" -> Value.of(index);
            case "revindex" -> Value.of((long) items.size() - index);
            case "revindex0" -> Value.of((long) items.size() - index - 1);
            case "first" -> Value.of(index == 0);
            case "last" -> Value.of(index == items.size() - 1);
            case "length" -> Value.of(items.size());
            case "depth" -> Value.of(depth + 1L);
            case "depth0" -> Value.of(depth);
            case "previtem" -> index > 0 ? items.get(index - 1) : new Value.Undefined("there is no previous item");
            case "nextitem" ->
                index + 1 < items.size() ? items.get(index + 1) : new Value.Undefined("there is no next item");
            case "cycle" ->
                new Opaques.Function("cycle", arguments -> {
                    var values = arguments.positional();
                    if (values.isEmpty()) {
                        throw Mistake.of("no items for cycling given");
                    }
                    return values.get(index % values.size());
                });
            case "changed" ->
                new Opaques.Function("changed", arguments -> {
                    Value now = new Opaques.Tuple(arguments.positional());
                    boolean differs = changed == null || !PyOrder.equal(changed, now);
                    changed = now;
                    return Value.of(differs);
                });
            default -> null;
        };
    }

    @Override
    public Value call(Arguments arguments) {
        return recursion
                .orElseThrow(() -> Mistake.of("The loop must have the 'recursive' marker to be called recursively."))
                .apply(arguments.get(0, "iterable"));
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public String toString() {
        return "<LoopContext " + (index + 1) + "/" + items.size() + ">";
    }
}
