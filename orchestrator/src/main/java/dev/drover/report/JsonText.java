package dev.drover.report;

import dev.drover.value.Value;
import java.util.Map;

/** Values as JSON, for people: what {@code debug} and failed tasks print. Secret text is left out. */
public final class JsonText {

    private static final String INDENT = "    ";

    private JsonText() {}

    public static String of(Value value) {
        var text = new StringBuilder();
        write(value, text, "");
        return text.toString();
    }

    static String of(Map<String, Value> fields) {
        return of(Value.Mapping.of(fields));
    }

    private static void write(Value value, StringBuilder text, String indent) {
        switch (value) {
            case Value.Nil nil -> text.append("null");
            case Value.Bool(var truth) -> text.append(truth);
            case Value.Int(var number) -> text.append(number);
            case Value.Real(var number) -> text.append(number);
            case Value.Text string -> quote(string.toString(), text);
            case Value.Sequence(var items) -> {
                if (items.isEmpty()) {
                    text.append("[]");
                    return;
                }
                text.append("[\n");
                for (int i = 0; i < items.size(); i++) {
                    text.append(indent).append(INDENT);
                    write(items.get(i), text, indent + INDENT);
                    text.append(i < items.size() - 1 ? ",\n" : "\n");
                }
                text.append(indent).append(']');
            }
            case Value.Mapping(var entries) -> {
                if (entries.isEmpty()) {
                    text.append("{}");
                    return;
                }
                text.append("{\n");
                int left = entries.size();
                for (var entry : entries.entrySet()) {
                    text.append(indent).append(INDENT);
                    quote(key(entry.getKey()), text);
                    text.append(": ");
                    write(entry.getValue(), text, indent + INDENT);
                    text.append(--left > 0 ? ",\n" : "\n");
                }
                text.append(indent).append('}');
            }
            case Value.Undefined(var message) -> quote(message, text);
            case Value.Opaque opaque -> quote(opaque.toString(), text);
        }
    }

    static String key(Value key) {
        return switch (key) {
            case Value.Int(var number) -> number.toString();
            case Value.Bool(var truth) -> Boolean.toString(truth);
            case Value.Nil nil -> "null";
            default -> key.toString();
        };
    }

    /** With escapes for all that a terminal or a line of text would not take as it is. */
    static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || isLone(string, i)) {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    /** Half of a character beyond the first plane, without the other half: no encoding has it. */
    private static boolean isLone(String string, int at) {
        char c = string.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == string.length() || !Character.isLowSurrogate(string.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(string.charAt(at - 1)));
    }
}
