package dev.drover.template;

import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;

/** {@code cycler()}: goes round through its values. */
final class Cycler implements Opaques.Attributed {

    private final List<Value> items;
    private int place;

    private Cycler(List<Value> items) {
        this.items = List.copyOf(items);
    }

    static Cycler of(List<Value> items) {
        if (items.isEmpty()) {
            throw Mistake.of("at least one item has to be provided");
        }
        return new Cycler(items);
    }

    @Override
    public Optional<Value> attribute(String name) {
        return switch (name) {
            case "current" -> Optional.of(items.get(place));
            case "pos" -> Optional.of(Value.of(place));
            case "items" -> Optional.of(new Opaques.Tuple(items));
            case "next", "__next__" -> Optional.of(new Opaques.Function("next", arguments -> next()));
            case "reset" ->
                Optional.of(new Opaques.Function("reset", arguments -> {
                    place = 0;
                    return Value.NIL;
                }));
            default -> Optional.empty();
        };
    }

    private Value next() {
        var current = items.get(place);
        place = (place + 1) % items.size();
        return current;
    }

    @Override
    public String typeName() {
        return "Cycler";
    }

    @Override
    public String toString() {
        return "<Cycler>";
    }
}
