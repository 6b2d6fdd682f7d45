package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The order in which Python prints a set of small integers: that of its hash table. Other elements keep the order they came in. */
final class SetOrder {

    private SetOrder() {}

    static List<Value> of(List<Value> items) {
        boolean small = items.stream()
                .allMatch(item ->
                        item instanceof Value.Int(var number) && number.signum() >= 0 && number.bitLength() < 31);
        if (!small || items.size() < 2) {
            return items;
        }
        int size = 8;
        while (items.size() * 5 >= size * 3) {
            size *= items.size() > 50_000 ? 2 : 4;
        }
        int mask = size - 1;
        var table = new Value[size];
        for (var item : items) {
            int at = Py.index(item) & mask;
            while (table[at] != null) {
                at = (at + 1) & mask;
            }
            table[at] = item;
        }
        var ordered = new ArrayList<Value>();
        for (var item : table) {
            if (item != null) {
                ordered.add(item);
            }
        }
        return ordered;
    }
}
