package dev.drover.template;

import dev.drover.value.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** JSON to the letter of Python's json.dumps. */
public final class PyJson {

    /**
     * @param indent blanks for each level; negative: all on one line
     * @param sorted whether keys are sorted
     * @param ascii whether other characters are escaped
     */
    record Style(int indent, boolean sorted, boolean ascii, String itemSeparator, String keySeparator) {
        static final Style PLAIN = new Style(-1, false, true, ", ", ": ");
        static final Style NICE = new Style(4, true, true, ",", ": ");
    }

    private final Style style;
    private final StringBuilder text = new StringBuilder();

    private PyJson(Style style) {
        this.style = style;
    }

    /**
     * A value on one line.
     *
     * @throws TemplateException where it holds what JSON has no form for
     */
    public static String line(Value value) {
        return dump(value, Style.PLAIN);
    }

    static String dump(Value value, Style style) {
        var json = new PyJson(style);
        json.write(value, 0);
        return json.text.toString();
    }

    private void write(Value value, int depth) {
        if (depth > Bounds.MAX_DEPTH || text.length() > Bounds.MAX_OUTPUT) {
            throw Mistake.of("the value is too deep or too large for JSON");
        }
        switch (value) {
            case Value.Nil nil -> text.append("null");
            case Value.Bool(var truth) -> text.append(truth);
            case Value.Int(var number) -> text.append(number);
            case Value.Real(var number) ->
                text.append(
                        Double.isNaN(number)
                                ? "NaN"
                                : Double.isInfinite(number)
                                        ? number > 0 ? "Infinity" : "-Infinity"
                                        : PyText.real(number));
            case Value.Text string -> quote(string.text());
            case Value.Sequence(var items) -> list(items, depth);
            case Opaques.Tuple(var items, var named) -> list(items, depth);
            case Opaques.SetOf(var items) -> list(List.copyOf(items), depth);
            case Value.Mapping(var entries) -> dict(entries, depth);
            case Value.Undefined(var message) -> throw Mistake.undefined(message);
            case Opaques.Range range -> list(Py.items(range), depth);
            case Opaques.Date date -> quote(date.toString().replace(' ', 'T'));
            case Opaques.Day day -> quote(day.toString());
            case Value.Opaque opaque ->
                throw Mistake.of("Object of type " + opaque.typeName() + " is not JSON serializable");
        }
    }

    private void list(List<Value> items, int depth) {
        if (items.isEmpty()) {
            text.append("[]");
            return;
        }
        text.append('[');
        for (int i = 0; i < items.size(); i++) {
            text.append(i > 0 ? style.itemSeparator() : "");
            newline(depth + 1);
            write(items.get(i), depth + 1);
        }
        newline(depth);
        text.append(']');
    }

    private void dict(Map<Value, Value> entries, int depth) {
        if (entries.isEmpty()) {
            text.append("{}");
            return;
        }
        var list = new java.util.ArrayList<>(entries.entrySet());
        if (style.sorted()) {
            list.sort(Comparator.comparing(entry -> key(entry.getKey())));
        }
        text.append('{');
        for (int i = 0; i < list.size(); i++) {
            text.append(i > 0 ? style.itemSeparator() : "");
            newline(depth + 1);
            quote(key(list.get(i).getKey()));
            text.append(style.keySeparator());
            write(list.get(i).getValue(), depth + 1);
        }
        newline(depth);
        text.append('}');
    }

    private static String key(Value key) {
        return switch (key) {
            case Value.Nil nil -> "null";
            case Value.Bool(var truth) -> Boolean.toString(truth);
            case Value.Text name -> name.text();
            case Value.Int number -> PyText.str(number);
            case Value.Real number -> PyText.str(number);
            default -> throw Mistake.of("Key of type '" + Py.typeName(key) + "' is not JSON serializable");
        };
    }

    private void newline(int depth) {
        if (style.indent() >= 0) {
            text.append('\n').append(" ".repeat(style.indent() * depth));
        }
    }

    private void quote(String string) {
        text.append('"');
        for (char c : string.toCharArray()) {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default ->
                    text.append(c < ' ' || c > 127 && style.ascii() ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        text.append('"');
    }
}
