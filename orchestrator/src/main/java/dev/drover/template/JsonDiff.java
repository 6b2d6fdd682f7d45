package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code json_diff}: the patch that makes one value of another. */
final class JsonDiff {

    private final List<Value> steps = new ArrayList<>();

    private JsonDiff() {}

    static Value filter(Value value, Arguments arguments, Evaluator evaluator) {
        var diff = new JsonDiff();
        diff.compare("", JsonPatch.read(value), JsonPatch.read(arguments.get(0, "target")));
        return new Value.Sequence(diff.steps);
    }

    private void compare(String path, Value from, Value to) {
        if (from instanceof Value.Mapping(var a) && to instanceof Value.Mapping(var b)) {
            maps(path, a, b);
        } else if (from instanceof Value.Sequence(var a) && to instanceof Value.Sequence(var b)) {
            lists(path, a, b);
        } else if (!PyOrder.equal(from, to) || !Py.typeName(from).equals(Py.typeName(to))) {
            step("replace", path, to);
        }
    }

    private void maps(String path, Map<Value, Value> a, Map<Value, Value> b) {
        a.keySet().stream().filter(key -> !b.containsKey(key)).forEach(key -> step("remove", below(path, key)));
        b.forEach((key, value) -> {
            if (!a.containsKey(key)) {
                step("add", below(path, key), value);
            }
        });
        a.forEach((key, value) -> {
            if (b.containsKey(key)) {
                compare(below(path, key), value, b.get(key));
            }
        });
    }

    /** What both begin and end with stays; what is between is compared place by place. */
    private void lists(String path, List<Value> a, List<Value> b) {
        int start = 0;
        while (start < Math.min(a.size(), b.size()) && PyOrder.equal(a.get(start), b.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(a.size(), b.size()) - start
                && PyOrder.equal(a.get(a.size() - 1 - end), b.get(b.size() - 1 - end))) {
            end++;
        }
        int both = Math.min(a.size(), b.size()) - end;
        for (int i = start; i < both; i++) {
            compare(path + "/" + i, a.get(i), b.get(i));
        }
        for (int i = a.size() - end - 1; i >= both; i--) {
            step("remove", path + "/" + i);
        }
        for (int i = both; i < b.size() - end; i++) {
            step("add", path + "/" + i, b.get(i));
        }
    }

    private static String below(String path, Value key) {
        return path + "/" + PyText.str(key).replace("~", "~0").replace("/", "~1");
    }

    private void step(String op, String path) {
        var step = new LinkedHashMap<String, Value>();
        step.put("op", Value.of(op));
        step.put("path", Value.of(path));
        steps.add(Value.Mapping.of(step));
    }

    private void step(String op, String path, Value value) {
        step(op, path);
        steps.addLast(((Value.Mapping) steps.removeLast()).with("value", value));
    }
}
