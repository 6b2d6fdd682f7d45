package dev.drover.template;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.drover.template.Filters.Filter;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The filters and lookups of ansible.utils that say where in a value something is: to_paths, get_path, index_of. */
final class PathData {

    private PathData() {}

    static final Map<String, Filter> FILTERS = new Named<Filter>()
            .add(PathData::toPaths, "ansible.utils.to_paths")
            .add(PathData::getPath, "ansible.utils.get_path")
            .add(PathData::indexOf, "ansible.utils.index_of")
            .add(PathData::compared, "ansible.utils.param_list_compare")
            .add(PathData::difference, "ansible.utils.fact_diff")
            .all();

    static final Map<String, Lookups.Lookup> LOOKUPS = new Named<Lookups.Lookup>()
            .add(lookup(PathData::toPaths, "var"), "ansible.utils.to_paths")
            .add(lookup(PathData::getPath, "var"), "ansible.utils.get_path")
            .add(lookup(PathData::indexOf, "data"), "ansible.utils.index_of")
            .all();

    private static Lookups.Lookup lookup(Filter filter, String name) {
        return (arguments, evaluator) -> {
            boolean named = arguments.positional().isEmpty();
            var value = arguments.get(0, name);
            var rest = named ? arguments.without(name) : arguments.rest();
            var found = filter.apply(value, rest.without("wantlist"), evaluator);
            return found instanceof Value.Sequence(var items) ? items : List.of(found);
        };
    }

    private static Value listed(Value value, Arguments arguments, int place) {
        return arguments.flag(place, "wantlist", false) && !(value instanceof Value.Sequence)
                ? Value.Sequence.of(value)
                : value;
    }

    private static Value toPaths(Value value, Arguments arguments, Evaluator evaluator) {
        var paths = new LinkedHashMap<Value, Value>();
        walk(
                value,
                arguments
                        .find(0, "prepend")
                        .filter(one -> !(one instanceof Value.Nil))
                        .map(PyText::str)
                        .orElse(""),
                paths,
                0);
        return listed(new Value.Mapping(paths), arguments, 1);
    }

    private static void walk(Value value, String path, Map<Value, Value> into, int depth) {
        if (depth > Bounds.MAX_DEPTH) {
            throw Mistake.of("the value is too deep");
        }
        switch (value) {
            case Value.Mapping(var entries)
            when !entries.isEmpty() ->
                entries.forEach((key, item) -> walk(item, path + step(key, path.isEmpty()), into, depth + 1));
            case Value.Sequence(var items)
            when !items.isEmpty() -> {
                for (int i = 0; i < items.size(); i++) {
                    walk(items.get(i), path + "[" + i + "]", into, depth + 1);
                }
            }
            default -> into.put(Value.of(path), value);
        }
    }

    private static String step(Value key, boolean first) {
        String text = PyText.str(key);
        if (first) {
            return text;
        }
        return text.matches("[a-zA-Z_][a-zA-Z0-9_]*") && key instanceof Value.Text
                ? "." + text
                : "[" + PyText.repr(key) + "]";
    }

    private static Value getPath(Value value, Arguments arguments, Evaluator evaluator) {
        String path = arguments.text(0, "path");
        String text = "var" + (path.startsWith("[") ? "" : ".") + path;
        var frame = Frame.top();
        frame.set("var", value);
        try {
            var found = new Evaluator(evaluator.evaluation, new Source(text, evaluator.source.origin()), frame)
                    .eval(ExpressionParser.whole(text));
            if (!arguments.flag(1, "wantlist", false)) {
                return found;
            }
            return Value.Sequence.of(evaluator.deep(found));
        } catch (SyntaxMistake e) {
            throw Mistake.of("the path " + path + " is none: " + e.getMessage());
        }
    }

    private static Value indexOf(Value value, Arguments arguments, Evaluator evaluator) {
        String failed = "Error when using plugin 'index_of': ";
        String name = arguments.text(0, "test");
        boolean wanted = !name.startsWith("!");
        String test = wanted ? name : name.substring(1);
        if (Tests.find(test).isEmpty()) {
            throw Mistake.of(failed + "the test '" + name + "' was not found.");
        }
        var against = arguments.find(1, "value").map(Arguments::of).orElse(Arguments.NONE);
        var key = arguments.find(2, "key").filter(one -> !(one instanceof Value.Nil));
        boolean strict = arguments.flag(4, "fail_on_missing", false);
        var found = new ArrayList<Value>();
        var items = Py.items(value);
        for (int i = 0; i < items.size(); i++) {
            var item = key.isEmpty() ? items.get(i) : evaluator.item(items.get(i), key.get());
            if (item instanceof Value.Undefined) {
                if (strict) {
                    throw Mistake.of(failed + PyText.repr(key.orElse(Value.NIL)) + " was not found in "
                            + PyText.repr(Value.of(PyText.str(items.get(i)))) + " at [" + i
                            + "]. fail_on_missing=True");
                }
            } else if (evaluator.tested(test, item, against) == wanted) {
                found.add(Value.of(i));
            }
        }
        boolean single = found.size() == 1 && !arguments.flag(3, "wantlist", false);
        return single ? found.getFirst() : new Value.Sequence(found);
    }

    /** Which of the parameters asked for there are, and which of those there are nobody asked for. */
    private static Value compared(Value value, Arguments arguments, Evaluator evaluator) {
        var known = Py.items(arguments.get(0, "target"));
        var actionable = Py.items(value).stream().filter(known::contains).toList();
        var rest = known.stream().filter(one -> !actionable.contains(one)).toList();
        var result = new LinkedHashMap<String, Value>();
        result.put("actionable", new Value.Sequence(actionable));
        result.put("unsupported", new Value.Sequence(rest));
        return Value.Mapping.of(result);
    }

    /** A unified diff of the two, written out, as a list that became text. */
    private static Value difference(Value value, Arguments arguments, Evaluator evaluator) {
        var before = lines(value);
        var diff = UnifiedDiffUtils.generateUnifiedDiff(
                "before", "after", before, DiffUtils.diff(before, lines(arguments.get(0, "after"))), 3);
        if (diff.isEmpty()) {
            return Value.of("[]");
        }
        var all = new ArrayList<Value>();
        diff.forEach(line -> all.add(Value.of(line)));
        all.add(Value.of(""));
        return Value.of(PyText.repr(new Value.Sequence(all)));
    }

    private static List<String> lines(Value value) {
        String text = value instanceof Value.Text written ? written.text() : PyJson.dump(value, PyJson.Style.NICE);
        return text.lines().toList();
    }
}
