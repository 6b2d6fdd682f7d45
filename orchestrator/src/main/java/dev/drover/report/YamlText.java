package dev.drover.report;

import dev.drover.template.YamlScalar;
import dev.drover.value.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Results as YAML, as Ansible prints them where {@code callback_result_format} says so: names in order, texts of several lines as blocks. */
final class YamlText {

    private static final int STEP = 4;

    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    /** @return lines, indented as they stand below a host's line */
    static String of(Map<String, Value> fields) {
        var yaml = new YamlText();
        yaml.mapping(Value.Mapping.of(fields).entries(), STEP, STEP);
        return yaml.text.toString().stripTrailing();
    }

    private void mapping(Map<Value, Value> entries, int first, int indent) {
        int before = first;
        for (var entry : entries.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .toList()) {
            text.append(" ".repeat(before)).append(scalar(entry.getKey())).append(':');
            switch (entry.getValue()) {
                case Value.Mapping(var inner)
                when !inner.isEmpty() -> {
                    text.append('\n');
                    mapping(inner, indent + STEP, indent + STEP);
                }
                case Value.Sequence(var items)
                when !items.isEmpty() -> {
                    text.append('\n');
                    sequence(items, indent, indent);
                }
                default -> {
                    text.append(' ');
                    simple(entry.getValue(), indent + STEP);
                }
            }
            before = indent;
        }
    }

    private void sequence(List<Value> items, int first, int indent) {
        int before = first;
        for (var item : items) {
            text.append(" ".repeat(before)).append('-');
            switch (item) {
                case Value.Mapping(var inner) when !inner.isEmpty() -> mapping(inner, STEP - 1, indent + STEP);
                case Value.Sequence(var inner) when !inner.isEmpty() -> sequence(inner, STEP - 1, indent + STEP);
                default -> {
                    text.append(' ');
                    simple(item, indent + STEP);
                }
            }
            before = indent;
        }
    }

    private void simple(Value value, int indent) {
        if (value instanceof Value.Text block && block.toString().strip().contains("\n")) {
            text.append("|-\n");
            block.toString()
                    .stripTrailing()
                    .lines()
                    .forEach(
                            line -> text.append(" ".repeat(indent)).append(line).append('\n'));
        } else {
            text.append(scalar(value)).append('\n');
        }
    }

    private static String scalar(Value value) {
        return switch (value) {
            case Value.Mapping mapping -> "{}";
            case Value.Sequence sequence -> "[]";
            case Value.Text secret -> YamlScalar.of(Value.of(secret.toString()));
            case Value.Undefined(var message) -> YamlScalar.of(Value.of(message));
            case Value.Opaque opaque -> YamlScalar.of(Value.of(opaque.toString()));
            default -> YamlScalar.of(value);
        };
    }
}
