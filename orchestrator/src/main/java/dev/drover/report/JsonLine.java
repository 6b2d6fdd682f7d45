package dev.drover.report;

import dev.drover.value.Value;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A JSON object in one line, for programs. It holds nothing but what the standard knows, and nothing that a terminal or a forge's log
 * would take for a command.
 */
final class JsonLine {

    private final UnaryOperator<String> redact;
    private final StringBuilder line = new StringBuilder();

    private JsonLine(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    /** @param redact is shown each text by itself, before JSON's escapes: it can't break the object */
    static String of(Map<String, Value> fields, UnaryOperator<String> redact) {
        return of(Value.Mapping.of(fields), redact);
    }

    static String of(Value value, UnaryOperator<String> redact) {
        var json = new JsonLine(redact);
        json.write(value);
        return json.line.toString().replace("##[", "#\\u0023[");
    }

    private void write(Value value) {
        switch (value) {
            case Value.Nil nil -> line.append("null");
            case Value.Bool(var truth) -> line.append(truth);
            case Value.Int(var number) -> number(number.toString());
            case Value.Real(var number) -> {
                if (Double.isFinite(number)) {
                    number(Double.toString(number));
                } else {
                    text(Double.toString(number));
                }
            }
            case Value.Text text -> text(text.toString());
            case Value.Sequence(var items) -> {
                line.append('[');
                String separator = "";
                for (var item : items) {
                    line.append(separator);
                    write(item);
                    separator = ",";
                }
                line.append(']');
            }
            case Value.Mapping(var entries) -> {
                line.append('{');
                String separator = "";
                for (var entry : entries.entrySet()) {
                    line.append(separator);
                    text(JsonText.key(entry.getKey()));
                    line.append(':');
                    write(entry.getValue());
                    separator = ",";
                }
                line.append('}');
            }
            case Value.Undefined(var message) -> text(message);
            case Value.Opaque opaque -> text(opaque.toString());
        }
    }

    /** A number that is a secret is no number any more. */
    private void number(String digits) {
        if (redact.apply(digits).equals(digits)) {
            line.append(digits);
        } else {
            text(digits);
        }
    }

    private void text(String text) {
        JsonText.quote(redact.apply(text), line);
    }
}
