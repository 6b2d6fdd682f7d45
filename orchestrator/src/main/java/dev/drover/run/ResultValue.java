package dev.drover.run;

import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as variables: what {@code register} keeps. */
final class ResultValue {

    private ResultValue() {}

    /** The result with the fields that the engine adds: {@code changed}, {@code failed}, {@code stdout_lines}, … */
    static Value.Mapping of(Result result) {
        var map = new LinkedHashMap<String, Value>();
        map.put("changed", Value.of(result.changed()));
        result.fields().forEach((name, value) -> {
            if (name.startsWith("_ansible_")) {
                return; // for the engine only
            }
            map.put(name, value);
            if ((name.equals("stdout") || name.equals("stderr")) && value instanceof Value.Text text) {
                map.put(name + "_lines", lines(text));
            }
        });
        map.put("failed", Value.of(result.failed()));
        if (result.skipped()) {
            map.put("skipped", Value.TRUE);
        }
        if (!result.warnings().isEmpty()) {
            map.put("warnings", Value.Sequence.ofTexts(result.warnings()));
        }
        return Value.Mapping.of(map);
    }

    private static Value lines(Value.Text text) {
        var lines = new ArrayList<Value>();
        text.text().lines().forEach(line -> lines.add(new Value.Text(line, true, text.secret(), text.origin())));
        return new Value.Sequence(lines);
    }

    /** The result of a task with a loop, from those of its items. */
    static Result ofItems(List<Result> items) {
        boolean changed = items.stream().anyMatch(Result::changed);
        boolean failed = items.stream().anyMatch(Result::failed);
        boolean skipped = items.stream().allMatch(Result::skipped);
        String message = failed ? "One or more items failed" : skipped ? "All items skipped" : "All items completed";
        var fields = new LinkedHashMap<String, Value>();
        fields.put(
                "results",
                new Value.Sequence(items.stream().<Value>map(ResultValue::of).toList()));
        fields.put("msg", Value.of(message));
        return new Result(changed, failed, skipped, fields, List.of());
    }

    static Result noItems() {
        return new Result(
                false,
                false,
                true,
                Map.of(
                        "results", Value.EMPTY_SEQUENCE,
                        "skip_reason", Value.of("No items in the list"),
                        "skipped_reason", Value.of("No items in the list")),
                List.of());
    }

    static Result conditionFalse(Value condition) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("skip_reason", Value.of("Conditional result was False"));
        fields.put("false_condition", condition);
        return new Result(false, false, true, fields, List.of());
    }
}
