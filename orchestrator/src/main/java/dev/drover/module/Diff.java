package dev.drover.module;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a change replaces, and by what; printed in diff mode. */
public record Diff(List<Part> parts) {

    public static final Diff NONE = new Diff(List.of());

    public Diff {
        parts = List.copyOf(parts);
    }

    public sealed interface Part {}

    /** Text before and after, compared line by line. */
    public record TextPart(String beforeHeader, String afterHeader, String before, String after) implements Part {}

    /** Attributes before and after: mode, owner, state. */
    public record StatePart(String header, Map<String, Value> before, Map<String, Value> after) implements Part {}

    /** What the node itself printed as a comparison. */
    public record PreparedPart(String text) implements Part {}

    public static Diff text(String path, String before, String after) {
        return new Diff(List.of(new TextPart(path, path, before, after)));
    }

    public static Diff state(String header, Map<String, Value> before, Map<String, Value> after) {
        return new Diff(List.of(new StatePart(header, before, after)));
    }

    public Diff and(Diff other) {
        var all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new Diff(all);
    }
}
