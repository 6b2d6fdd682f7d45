package dev.drover.template;

import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filters that put elements in order or into groups. */
final class OrderFilters {

    private OrderFilters() {}

    static final Map<String, Filter> ALL = new Named<Filter>()
            .add(OrderFilters::sort, "sort")
            .add(OrderFilters::unique, "unique")
            .add(OrderFilters::groupBy, "groupby")
            .all();

    private static Value sort(Value value, Arguments arguments, Evaluator evaluator) {
        boolean reverse = arguments.flag(0, "reverse", false);
        boolean sensitive = arguments.flag(1, "case_sensitive", false);
        var attribute = arguments.find(2, "attribute").filter(one -> !(one instanceof Value.Nil));
        var sorted = new ArrayList<>(Py.items(value));
        Comparator<Value> order = (a, b) -> {
            for (var path : paths(attribute)) {
                var left = ListFilters.folded(
                        path.map(one -> ListFilters.at(a, one, evaluator)).orElse(a), sensitive);
                var right = ListFilters.folded(
                        path.map(one -> ListFilters.at(b, one, evaluator)).orElse(b), sensitive);
                int result = PyOrder.order("<", Py.defined(left), Py.defined(right));
                if (result != 0) {
                    return result;
                }
            }
            return 0;
        };
        if (sorted.size() == 1 && !evaluator.evaluation.templar.host().strict()) {
            return new Value.Sequence(sorted); // a single element was never looked at
        }
        for (var path : paths(attribute)) {
            sorted.forEach(item -> Py.defined(
                    path.map(one -> ListFilters.at(item, one, evaluator)).orElse(item)));
        }
        sorted.sort(reverse ? order.reversed() : order);
        return new Value.Sequence(sorted);
    }

    private static List<Optional<Value>> paths(Optional<Value> attribute) {
        if (attribute.isEmpty() || attribute.get() instanceof Value.Int) {
            return List.of(attribute);
        }
        var paths = new ArrayList<Optional<Value>>();
        for (var part : PyText.str(attribute.get()).split(",")) {
            paths.add(Optional.of(Value.of(part.strip())));
        }
        return paths;
    }

    private static Value unique(Value value, Arguments arguments, Evaluator evaluator) {
        boolean sensitive = arguments.flag(0, "case_sensitive", false);
        var attribute = arguments.find(1, "attribute").filter(one -> !(one instanceof Value.Nil));
        var seen = new ArrayList<Value>();
        var hashed = new LinkedHashSet<Value>();
        var kept = new ArrayList<Value>();
        for (var item : Py.items(value)) {
            var key = ListFilters.folded(
                    attribute.map(path -> ListFilters.at(item, path, evaluator)).orElse(item), sensitive);
            boolean isNew = key instanceof Value.Text
                    ? hashed.add(key)
                    : seen.stream().noneMatch(other -> PyOrder.equal(other, key)) && seen.add(key);
            if (isNew) {
                kept.add(item);
            }
        }
        return new Value.Sequence(kept);
    }

    /** What {@code groupby} makes for each group: a pair whose parts have names. */
    private static Value group(Value key, List<Value> items) {
        return new Opaques.Tuple(List.of(key, new Value.Sequence(items)), true);
    }

    private static Value groupBy(Value value, Arguments arguments, Evaluator evaluator) {
        var path = arguments.get(0, "attribute");
        var otherwise = arguments.find(1, "default");
        // Ansible fails before Jinja looks at the default
        boolean tolerant = !evaluator.evaluation.dialect.ansible()
                || !evaluator.evaluation.templar.host().strict();
        boolean sensitive = arguments.flag(2, "case_sensitive", false);
        var sorted = new ArrayList<>(Py.items(value));
        java.util.function.Function<Value, Value> key = item -> {
            var found = ListFilters.at(item, path, evaluator);
            return Py.isMissing(found) && tolerant ? otherwise.orElse(found) : found;
        };
        sorted.sort((a, b) -> PyOrder.order(
                "<",
                Py.defined(ListFilters.folded(key.apply(a), sensitive)),
                Py.defined(ListFilters.folded(key.apply(b), sensitive))));
        var groups = new ArrayList<Value>();
        var current = new ArrayList<Value>();
        for (int i = 0; i < sorted.size(); i++) {
            current.add(sorted.get(i));
            boolean last = i + 1 == sorted.size()
                    || !PyOrder.equal(
                            ListFilters.folded(key.apply(sorted.get(i)), sensitive),
                            ListFilters.folded(key.apply(sorted.get(i + 1)), sensitive));
            if (last) {
                groups.add(group(key.apply(current.getFirst()), new ArrayList<>(current)));
                current.clear();
            }
        }
        return new Value.Sequence(groups);
    }
}
