package dev.drover.report;

import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What reports say of a result. */
final class ResultText {

    private static final Set<String> BOOKKEEPING = Set.of("ansible_loop_var", "ansible_index_var", "origin", "results");

    private ResultText() {}

    /** The fields worth showing to a user who wants to see them: of {@code debug}, and of anything with {@code -v}. */
    static String fields(Result result) {
        return JsonText.of(shown(result));
    }

    /** What is shown behind a host's line, as JSON or as YAML. */
    static String arrow(Result result, Style style) {
        return " => " + (style.yaml() ? "\n" + YamlText.of(shown(result)) : fields(result));
    }

    private static Map<String, Value> shown(Result result) {
        var fields = new LinkedHashMap<String, Value>();
        String loopVariable = text(result.fields(), "ansible_loop_var"); // the item stands in front already
        result.fields().forEach((name, value) -> {
            if (!BOOKKEEPING.contains(name) && !name.equals(loopVariable)) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    /** Why a task failed, line by line: its message, then what a command printed. */
    static List<String> failure(Result result) {
        var lines = new ArrayList<String>();
        text(result.fields(), "msg").lines().forEach(lines::add);
        for (var stream : List.of("stderr", "stdout")) {
            String text = text(result.fields(), stream);
            if (!text.isBlank() && !lines.containsAll(text.lines().toList())) {
                text.lines().forEach(lines::add);
            }
        }
        if (lines.isEmpty()) {
            fields(result).lines().forEach(lines::add);
        }
        return lines;
    }

    /** A figure or a field in one line: text as it is, all else as JSON. */
    static String brief(Value value) {
        return value instanceof Value.Text text ? text.toString() : JsonLine.of(value, UnaryOperator.identity());
    }

    /** Where the mistake is, if it is in a file of the user's. */
    static String origin(Result result) {
        return text(result.fields(), "origin");
    }

    static String text(Map<String, Value> fields, String name) {
        return switch (fields.getOrDefault(name, Value.NIL)) {
            case Value.Nil nil -> "";
            case Value.Text text -> text.toString();
            case Value other -> JsonText.of(other);
        };
    }
}
