package dev.drover.module;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Calls of modules as a playbook writes them: {@code module("file: {path: /x, state: absent}")}. */
public final class Tasks {

    private static final Modules MODULES = new Modules();

    private Tasks() {}

    public static ModuleCall module(String yaml) {
        return module(yaml, new FakeController(Path.of(".")));
    }

    public static ModuleCall module(String yaml, Controller controller) {
        Map<String, Object> task = new Yaml().load(yaml);
        var entry = task.entrySet().iterator().next();
        var arguments = entry.getValue() instanceof String line
                ? Value.Mapping.of(Map.of("_raw_params", Value.Text.written(line, Origin.NONE)))
                : (Value.Mapping) value(entry.getValue() == null ? Map.of() : entry.getValue());
        return MODULES.find(entry.getKey()).orElseThrow().bind(arguments, controller);
    }

    /** What YAML made, as a value; texts stand in the file "task". */
    public static Value value(Object loaded) {
        return switch (loaded) {
            case null -> Value.NIL;
            case String text -> Value.Text.written(text, new Origin("task", 1, 1));
            case Boolean truth -> Value.of((boolean) truth);
            case Integer number -> Value.of(number.longValue());
            case Double number -> Value.of((double) number);
            case List<?> list ->
                new Value.Sequence(list.stream().map(Tasks::value).toList());
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<Value, Value>();
                map.forEach((key, item) -> entries.put(value(key), value(item)));
                yield new Value.Mapping(entries);
            }
            default -> throw new IllegalArgumentException("no value: " + loaded);
        };
    }
}
