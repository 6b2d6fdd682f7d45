package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks containers that belong to one evaluation: methods may change them, and everybody who holds one sees the change. */
sealed interface Owned {

    final class Items extends ArrayList<Value> implements Owned {
        Items(Collection<Value> items) {
            super(items);
        }
    }

    final class Entries extends LinkedHashMap<Value, Value> implements Owned {
        Entries(Map<Value, Value> entries) {
            super(entries);
        }
    }

    static Value.Sequence list(List<Value> items) {
        return new Value.Sequence(new Items(items));
    }

    static Value.Mapping map(Map<Value, Value> entries) {
        return new Value.Mapping(new Entries(entries));
    }
}
