package dev.drover.template;

import dev.drover.value.Value;
import java.util.stream.Collectors;

/** Values as text in which values of other types look different; dictionaries in the order of their keys. */
final class CaseText {

    private CaseText() {}

    static String of(Value value) {
        return switch (value) {
            case Value.Sequence(var items) ->
                items.stream().map(CaseText::of).collect(Collectors.joining(", ", "[", "]"));
            case Opaques.Tuple(var items, var named) ->
                items.stream().map(CaseText::of).collect(Collectors.joining(", ", "(", ")"));
            case Value.Mapping(var entries) ->
                entries.entrySet().stream()
                        .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> PyText.repr(value);
        };
    }
}
