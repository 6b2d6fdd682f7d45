package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks containers that belong to one evaluation: methods may change them, and everybody who holds one sees the change. */
sealed interface Owned {

    /** Whether a template made it itself; such ones a macro is given as copies. */
    boolean literal();

    final class Items extends ArrayList<Value> implements Owned {
        private final boolean literal;

        Items(Collection<Value> items, boolean literal) {
            super(items);
            this.literal = literal;
        }

        @Override
        public boolean literal() {
            return literal;
        }
    }

    final class Entries extends LinkedHashMap<Value, Value> implements Owned {
        private final boolean literal;

        Entries(Map<Value, Value> entries, boolean literal) {
            super(entries);
            this.literal = literal;
        }

        @Override
        public boolean literal() {
            return literal;
        }
    }

    static Value.Sequence list(List<Value> items) {
        return new Value.Sequence(new Items(items, false));
    }

    static Value.Mapping map(Map<Value, Value> entries) {
        return new Value.Mapping(new Entries(entries, false));
    }

    static Value.Sequence literal(List<Value> items) {
        return new Value.Sequence(new Items(items, true));
    }

    static Value.Mapping literal(Map<Value, Value> entries) {
        return new Value.Mapping(new Entries(entries, true));
    }

    /** As a macro is given it: what a template made is copied, what comes from variables is the same. */
    static Value argument(Value value) {
        return switch (value) {
            case Value.Sequence(var items)
            when items instanceof Owned owned && owned.literal() ->
                literal(items.stream().map(Owned::argument).toList());
            case Value.Mapping(var entries)
            when entries instanceof Owned owned && owned.literal() -> {
                var map = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(key, argument(item)));
                yield literal(map);
            }
            default -> value;
        };
    }
}
