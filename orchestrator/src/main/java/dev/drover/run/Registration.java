package dev.drover.run;

import dev.drover.module.Result;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Task;
import dev.drover.template.Templar;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code register} keeps of a result: all of it under one name, or since ansible-core 2.21 expressions of it under several. */
final class Registration {

    private Registration() {}

    /** The variables that a task sets. */
    static List<String> names(Task task) {
        return switch (task.keywords().get(Keyword.REGISTER).orElse(Value.NIL)) {
            case Value.Text name -> List.of(name.text());
            case Value.Mapping(var entries) ->
                entries.keySet().stream().map(Value::toString).toList();
            default -> List.of();
        };
    }

    /**
     * Their values.
     *
     * @throws dev.drover.template.TemplateException where an expression fails
     */
    static Map<String, Value> of(Task task, Result result, Layers variables, Templar templar) {
        return switch (task.keywords().get(Keyword.REGISTER).orElse(Value.NIL)) {
            case Value.Text name -> Map.of(name.text(), ResultValue.of(result));
            case Value.Mapping(var entries) -> {
                var scope = variables.with(layer(task, result));
                var values = new LinkedHashMap<String, Value>();
                entries.forEach((name, expression) -> values.put(
                        name.toString(),
                        expression instanceof Value.Text text ? templar.expression(text, scope) : expression));
                yield values;
            }
            default -> Map.of();
        };
    }

    /** What conditions on a result see of it: the registered name, and {@code _task.result}. */
    static Layer layer(Task task, Result result) {
        var value = ResultValue.of(result);
        var seen = new LinkedHashMap<String, Value>();
        seen.put("_task", Value.Mapping.of(Map.of("result", value)));
        task.keywords().text(Keyword.REGISTER).ifPresent(name -> seen.put(name, value));
        return Layer.of("the task's result", seen);
    }
}
