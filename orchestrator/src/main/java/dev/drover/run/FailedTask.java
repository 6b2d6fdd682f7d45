package dev.drover.run;

import dev.drover.playbook.Keyword;
import dev.drover.playbook.Task;
import dev.drover.value.Value;
import java.util.LinkedHashMap;

/** What {@code rescue} and {@code always} see of the task that failed: ansible_failed_task and ansible_failed_result. */
final class FailedTask {

    private FailedTask() {}

    static void remember(HostState host, Task task, String name, Outcome outcome) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", task.name().isPresent() ? Value.of(name) : Value.of(""));
        fields.put("action", Value.of(task.module()));
        fields.put("args", task.arguments());
        fields.put("register", task.keywords().get(Keyword.REGISTER).orElse(Value.NIL));
        fields.put("when", new Value.Sequence(task.keywords().list(Keyword.WHEN)));
        fields.put("tags", Value.Sequence.ofTexts(task.tags()));
        fields.put("delegate_to", task.keywords().get(Keyword.DELEGATE_TO).orElse(Value.NIL));
        host.set.put("ansible_failed_task", data(Value.Mapping.of(fields)));
        host.set.put("ansible_failed_result", ResultValue.of(outcome.result()));
    }

    /** Templates in it are shown, not evaluated. */
    static Value data(Value value) {
        return switch (value) {
            case Value.Text text -> text.asUnsafe();
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(FailedTask::data).toList());
            case Value.Mapping(var entries) -> {
                var map = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(key, data(item)));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }
}
