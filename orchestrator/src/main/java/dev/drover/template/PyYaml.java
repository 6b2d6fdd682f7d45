package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Values as YAML, to the letter of PyYAML with libyaml: its choice of styles and quotes, its folding, anchors for what is there twice. */
final class PyYaml {

    /**
     * How to write.
     *
     * @param flow whether containers are written in flow style; empty: those that hold scalars only
     */
    record Style(
            int indent,
            int width,
            java.util.Optional<Boolean> flow,
            boolean sorted,
            boolean unicode,
            boolean start,
            boolean end,
            java.util.Optional<Character> quote) {

        private static final java.util.Set<String> OPTIONS = java.util.Set.of(
                "indent",
                "width",
                "default_flow_style",
                "sort_keys",
                "allow_unicode",
                "explicit_start",
                "explicit_end",
                "default_style",
                "line_break",
                "encoding",
                "canonical",
                "version",
                "tags",
                "dump_vault_tags",
                "redact_sensitive_values");

        static Style of(Arguments arguments, boolean nice) {
            if (nice && arguments.find(-1, "allow_unicode").isPresent()) {
                throw Mistake.of("yaml.dump() got multiple values for keyword argument 'allow_unicode'");
            }
            arguments.named().keySet().stream()
                    .filter(name -> !OPTIONS.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Mistake.of("dump_all() got an unexpected keyword argument '" + name + "'");
                    });
            var flow = arguments.find(-1, "default_flow_style");
            return new Style(
                    arguments.number(nice ? 0 : -1, "indent", nice ? 4 : 2),
                    arguments.number(-1, "width", 80),
                    flow.isPresent()
                            ? flow.filter(one -> !(one instanceof Value.Nil)).map(Py::truth)
                            : nice ? java.util.Optional.of(false) : java.util.Optional.empty(),
                    arguments.flag(-1, "sort_keys", true),
                    arguments.flag(-1, "allow_unicode", true),
                    arguments.flag(-1, "explicit_start", false),
                    arguments.flag(-1, "explicit_end", false),
                    arguments
                            .find(-1, "default_style")
                            .map(PyText::str)
                            .filter(text -> text.length() == 1)
                            .map(text -> text.charAt(0)));
        }
    }

    private final Style style;
    private final YamlEmitter emitter;
    private final Map<Value, Integer> times = new IdentityHashMap<>();
    private final Map<Value, String> anchors = new IdentityHashMap<>();

    private PyYaml(Style style) {
        this.style = style;
        this.emitter = new YamlEmitter(style);
    }

    static String dump(Value value, Style style) {
        var yaml = new PyYaml(style);
        yaml.count(value, 0);
        yaml.emitter.start();
        yaml.node(value, YamlEmitter.Context.ROOT);
        return yaml.emitter.end();
    }

    private void count(Value value, int depth) {
        if (depth > Bounds.MAX_DEPTH) {
            throw Mistake.of("the value is too deep for YAML");
        }
        if (!isContainer(value) || times.merge(value, 1, Integer::sum) > 1) {
            return;
        }
        switch (value) {
            case Value.Mapping(var entries) ->
                entries.forEach((key, item) -> {
                    count(key, depth + 1);
                    count(item, depth + 1);
                });
            default -> items(value).forEach(item -> count(item, depth + 1));
        }
    }

    private static boolean isContainer(Value value) {
        return value instanceof Value.Sequence
                || value instanceof Value.Mapping
                || value instanceof Opaques.SetOf
                || value instanceof Opaques.Tuple(var items, var named) && !items.isEmpty();
    }

    private static List<Value> items(Value value) {
        return switch (value) {
            case Value.Sequence(var items) -> items;
            case Opaques.Tuple(var items, var named) -> items;
            case Opaques.SetOf(var items) -> new ArrayList<>(items);
            default -> List.of();
        };
    }

    private void node(Value value, YamlEmitter.Context context) {
        String tag = value instanceof Opaques.SetOf ? "!!set" : "";
        String anchor = "";
        if (times.getOrDefault(value, 0) > 1) {
            var known = anchors.get(value);
            if (known != null) {
                emitter.alias(known);
                return;
            }
            anchor = "id%03d".formatted(anchors.size() + 1);
            anchors.put(value, anchor);
        }
        switch (value) {
            case Value.Mapping(var entries) -> mapping(entries, anchor, tag, context);
            case Opaques.SetOf(var items) -> {
                var entries = new java.util.LinkedHashMap<Value, Value>();
                items.forEach(item -> entries.put(item, Value.NIL));
                mapping(entries, anchor, tag, context);
            }
            case Value.Sequence list -> sequence(items(list), anchor, context);
            case Opaques.Tuple tuple -> sequence(items(tuple), anchor, context);
            default -> emitter.scalar(text(value), plain(value), context);
        }
    }

    private boolean flow(List<Value> values) {
        return style.flow()
                .orElseGet(() -> style.quote().isEmpty() && values.stream().noneMatch(PyYaml::isContainer));
    }

    private void sequence(List<Value> items, String anchor, YamlEmitter.Context context) {
        emitter.begin(false, flow(items), items.isEmpty(), anchor, "", context);
        for (var item : items) {
            emitter.item();
            node(item, YamlEmitter.Context.SEQUENCE);
        }
        emitter.finish();
    }

    private void mapping(Map<Value, Value> entries, String anchor, String tag, YamlEmitter.Context context) {
        var all = new ArrayList<Value>(entries.keySet());
        all.addAll(entries.values());
        emitter.begin(true, flow(all), entries.isEmpty(), anchor, tag, context);
        for (var key : sorted(entries)) {
            boolean simple = isContainer(key)
                    ? items(key).isEmpty() && !(key instanceof Value.Mapping(var inner) && !inner.isEmpty())
                    : YamlEmitter.isSimple(text(key));
            emitter.key(simple);
            node(key, simple ? YamlEmitter.Context.SIMPLE_KEY : YamlEmitter.Context.MAPPING);
            emitter.value(simple);
            node(entries.get(key), YamlEmitter.Context.MAPPING);
        }
        emitter.finish();
    }

    private List<Value> sorted(Map<Value, Value> entries) {
        var keys = new ArrayList<>(entries.keySet());
        if (style.sorted()) {
            var ordered = new ArrayList<>(keys);
            try {
                ordered.sort((a, b) -> PyOrder.order("<", a, b));
                return ordered;
            } catch (Mistake e) {
                return keys; // keys of several types have no order
            }
        }
        return keys;
    }

    /** Whether the scalar's plain form means a value of its own type. */
    private static boolean plain(Value value) {
        return !(value instanceof Value.Text text) || YamlPlain.isText(text.text());
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Nil nil -> "null";
            case Value.Bool(var truth) -> Boolean.toString(truth);
            case Value.Real(var number) -> real(number);
            case Value.Undefined(var message) -> throw Mistake.undefined(message);
            case Opaques.Date date -> date.toString();
            case Opaques.Day day -> day.toString();
            case Opaques.Tuple tuple -> "[]";
            case Value.Opaque opaque -> throw Mistake.of("cannot represent an object of type " + opaque.typeName());
            default -> PyText.str(value);
        };
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return ".nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? ".inf" : "-.inf";
        }
        String text = PyText.real(number);
        return text.indexOf('.') < 0 ? text.replace("e", ".0e") : text;
    }
}
