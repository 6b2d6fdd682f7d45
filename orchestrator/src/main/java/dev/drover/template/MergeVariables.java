package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/** {@code lookup('community.general.merge_variables')}: all variables whose names fit, in the order of their names, as one list or one dictionary. */
final class MergeVariables {

    private MergeVariables() {}

    static List<Value> find(Arguments arguments, Evaluator evaluator) {
        if (arguments
                .find(-1, "groups")
                .filter(one -> !(one instanceof Value.Nil))
                .isPresent()) {
            throw Mistake.of("variables of other hosts are not merged: 'groups' is not supported");
        }
        var results = new ArrayList<Value>();
        for (var term : Lookups.terms(arguments)) {
            results.add(merged(PyText.str(term), arguments, evaluator));
        }
        return results;
    }

    private static Value merged(String term, Arguments arguments, Evaluator evaluator) {
        var fits = pattern(term, arguments.text(-1, "pattern_type", "regex"));
        String override = arguments.text(-1, "override", "error");
        var result = arguments.get(-1, "initial_value", Value.NIL);
        for (var name : new TreeSet<>(evaluator.evaluation.variables.names())) {
            if (!fits.test(name)) {
                continue;
            }
            var value = evaluator.deep(evaluator.evaluation.variable(name).orElse(Value.NIL));
            result = result instanceof Value.Nil ? value : joined(result, value, name, override, evaluator);
        }
        return result;
    }

    private static Predicate<String> pattern(String term, String type) {
        return switch (type) {
            case "prefix" -> name -> name.startsWith(term);
            case "suffix" -> name -> name.endsWith(term);
            case "regex" -> {
                var pattern = TextFilters.pattern(Arguments.of(Value.of(term)), 0, "term", Value.FALSE, Value.FALSE);
                yield name -> pattern.matcher(name).find();
            }
            default -> throw Mistake.of("pattern_type " + type + " is none of prefix, suffix, regex");
        };
    }

    private static Value joined(Value below, Value above, String name, String override, Evaluator evaluator) {
        return switch (below) {
            case Value.Sequence list when above instanceof Value.Sequence -> Py.binary("+", list, above);
            case Value.Mapping(var a)
            when above instanceof Value.Mapping(var b) -> new Value.Mapping(joined(a, b, name, override, evaluator));
            default ->
                throw Mistake.of("Unable to merge: " + name + " is a " + Py.typeName(above) + ", those before it a "
                        + Py.typeName(below));
        };
    }

    private static Map<Value, Value> joined(
            Map<Value, Value> a, Map<Value, Value> b, String name, String override, Evaluator evaluator) {
        var all = new LinkedHashMap<>(a);
        b.forEach((key, value) -> {
            var old = all.get(key);
            if (old instanceof Value.Mapping(var inner) && value instanceof Value.Mapping(var other)) {
                all.put(key, new Value.Mapping(joined(inner, other, name, override, evaluator)));
            } else if (old instanceof Value.Sequence && value instanceof Value.Sequence) {
                all.put(key, Py.binary("+", old, value));
            } else {
                if (old != null && !PyOrder.equal(old, value)) {
                    overridden(PyText.str(key), name, override, evaluator);
                }
                all.put(key, value);
            }
        });
        return all;
    }

    private static void overridden(String key, String name, String override, Evaluator evaluator) {
        String message = "The key '" + key + "' with value of " + name + " is there already";
        switch (override) {
            case "ignore" -> {}
            case "warn" -> evaluator.evaluation.templar.host().warn(message, evaluator.source.origin());
            default -> throw Mistake.of(message);
        }
    }
}
