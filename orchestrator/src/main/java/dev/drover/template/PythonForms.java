package dev.drover.template;

import dev.drover.value.Encrypted;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Values as Python programs print them. */
public final class PythonForms {

    private static final int JSON_INDENT = 4;
    private static final int YAML_INDENT = 2;
    private static final int YAML_WIDTH = 80;

    private PythonForms() {}

    /** JSON on many lines, keys sorted, as {@code json.dumps} writes it. */
    public static String json(Value value) {
        return PyJson.dump(value, new PyJson.Style(JSON_INDENT, true, false, ",", ": "));
    }

    /** YAML as PyYAML writes it, without flow style. */
    public static String yaml(Value value) {
        return PyYaml.dump(
                value,
                new PyYaml.Style(
                        YAML_INDENT, YAML_WIDTH, Optional.of(false), true, true, false, false, Optional.empty()));
    }

    /** What {@code str()} makes of a value; encrypted text stays so. */
    public static String text(Value value) {
        return PyText.str(encryptedShown(value));
    }

    private static Value encryptedShown(Value value) {
        return switch (value) {
            case Encrypted encrypted -> Value.of(encrypted.vault());
            case Value.Sequence(var items) ->
                new Value.Sequence(
                        items.stream().map(PythonForms::encryptedShown).toList());
            case Value.Mapping(var entries) -> {
                var map = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(key, encryptedShown(item)));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }
}
