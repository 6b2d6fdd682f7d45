package dev.drover.check;

import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What of the written values is known without evaluating anything. */
final class Constants {

    private Constants() {}

    /** Whether a value is what it will be: it has no template in it, and no vault. */
    static boolean isConstant(Value value) {
        return switch (value) {
            case Value.Text text ->
                text.unsafe()
                        || !text.text().contains("{{")
                                && !text.text().contains("{%")
                                && !text.text().contains("{#");
            case Value.Sequence(var items) -> items.stream().allMatch(Constants::isConstant);
            case Value.Mapping(var entries) ->
                entries.keySet().stream().allMatch(Constants::isConstant)
                        && entries.values().stream().allMatch(Constants::isConstant);
            case Value.Nil _, Value.Bool _, Value.Int _, Value.Real _ -> true;
            case Value.Undefined _, Value.Opaque _ -> false;
        };
    }

    /** The text of the first of these arguments that is there; empty where it is none, or is known later. */
    static Optional<Value.Text> text(Value.Mapping arguments, String... keys) {
        return argument(arguments, keys)
                .filter(value -> value instanceof Value.Text && isConstant(value))
                .map(Value.Text.class::cast);
    }

    /** The first of these arguments that is there. */
    static Optional<Value> argument(Value.Mapping arguments, String... keys) {
        return Stream.of(keys).flatMap(key -> arguments.get(key).stream()).findFirst();
    }

    /** Whether a written flag is on for certain. */
    static boolean isOn(Optional<Value> flag) {
        return flag.map(value -> switch (value) {
                    case Value.Bool(var on) -> on;
                    case Value.Text text ->
                        List.of("true", "yes", "on", "1").contains(text.text().toLowerCase(java.util.Locale.ROOT));
                    case Value.Int(var number) -> number.signum() != 0;
                    default -> false;
                })
                .orElse(false);
    }

    /** Whether a written flag is off for certain, or not written. */
    static boolean isOff(Optional<Value> flag) {
        return flag.isEmpty() || isConstant(flag.get()) && !isOn(flag);
    }
}
