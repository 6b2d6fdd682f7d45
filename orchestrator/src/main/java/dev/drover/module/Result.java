package dev.drover.module;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a task ended, as {@code register} keeps it.
 *
 * @param fields all but {@code changed}, {@code failed}, {@code skipped} and {@code warnings}: msg, rc, stdout, dest, ansible_facts, …
 */
public record Result(
        boolean changed, boolean failed, boolean skipped, Map<String, Value> fields, List<String> warnings) {

    public Result {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        warnings = List.copyOf(warnings);
    }

    /** Everything was as it should be. */
    public static final Result UNCHANGED = new Result(false, false, false, Map.of(), List.of());

    public static final Result CHANGED = new Result(true, false, false, Map.of(), List.of());

    /** @param message what failed and why, without a final stop */
    public static Result failed(String message) {
        return new Result(false, true, false, Map.of("msg", Value.of(message)), List.of());
    }

    public static Result skipped(String message) {
        return new Result(false, false, true, Map.of("msg", Value.of(message)), List.of());
    }

    public Result with(String field, Value value) {
        var more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Result(changed, failed, skipped, more, warnings);
    }

    public Result with(String field, String value) {
        return with(field, Value.of(value));
    }

    public Result withChanged(boolean now) {
        return new Result(now, failed, skipped, fields, warnings);
    }

    public Result withFailed(boolean now) {
        return new Result(changed, now, skipped, fields, warnings);
    }

    public Result warning(String warning) {
        var more = new ArrayList<>(warnings);
        more.add(warning);
        return new Result(changed, failed, skipped, fields, more);
    }
}
