package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;

/** The order in which Python prints a set of small integers: that of its hash table. Other elements keep the order they came in. */
final class SetOrder {

    private static final int LINEAR_PROBES = 9;

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
            table[free(table, Py.index(item), mask)] = item;
        }
        var ordered = new ArrayList<Value>();
        for (var item : table) {
            if (item != null) {
                ordered.add(item);
            }
        }
        return ordered;
    }

    /** The place for a number: the next ones are tried only where ten are left, else its higher bits decide. */
    private static int free(Value[] table, int number, int mask) {
        int at = number & mask;
        int rest = number;
        while (true) {
            int last = at + LINEAR_PROBES <= mask ? at + LINEAR_PROBES : at;
            for (int i = at; i <= last; i++) {
                if (table[i] == null) {
                    return i;
                }
            }
            rest >>= 5;
            at = (at * 5 + 1 + rest) & mask;
        }
    }
}
