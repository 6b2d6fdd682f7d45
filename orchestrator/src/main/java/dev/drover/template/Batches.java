package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;

/** Jinja's filters {@code batch} and {@code slice}: a list in rows of a length, or in a number of columns. */
final class Batches {

    private Batches() {}

    static Value batch(Value value, Arguments arguments, Evaluator evaluator) {
        int size = Py.index(arguments.get(0, "linecount"));
        if (arguments.find(1, "fill_with").isPresent()) {
            Bounds.items(size);
        }
        var fill = arguments.find(1, "fill_with").filter(one -> !(one instanceof Value.Nil));
        var batches = new ArrayList<Value>();
        var batch = new ArrayList<Value>();
        for (var item : Py.items(value)) {
            if (batch.size() == size) {
                batches.add(new Value.Sequence(batch));
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            while (fill.isPresent() && batch.size() < size) {
                batch.add(fill.get());
            }
            batches.add(new Value.Sequence(batch));
        }
        return new Value.Sequence(batches);
    }

    static Value slice(Value value, Arguments arguments, Evaluator evaluator) {
        int count = Py.index(arguments.get(0, "slices"));
        if (count == 0) {
            throw Mistake.of("division by zero");
        }
        Bounds.items(count);
        var fill = arguments.find(1, "fill_with").filter(one -> !(one instanceof Value.Nil));
        var items = Py.items(value);
        int each = Math.floorDiv(items.size(), count);
        int more = Math.floorMod(items.size(), count);
        var slices = new ArrayList<Value>();
        int from = 0;
        for (int i = 0; i < count; i++) {
            int size = each + (i < more ? 1 : 0);
            var slice = new ArrayList<>(items.subList(from, from + size));
            if (i >= more) {
                fill.ifPresent(slice::add);
            }
            slices.add(new Value.Sequence(slice));
            from += size;
        }
        return new Value.Sequence(slices);
    }
}
