package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Values as Python's pprint writes them: on one line where 80 columns suffice, else an element or a line of text a line; dictionaries by
 * their keys. The lists and dictionaries of Ansible are of types that pprint does not know: they are written as they come.
 */
final class PyPretty {

    private static final int WIDTH = 80;
    /** A word and the blanks behind it, which a newline ends. */
    private static final Pattern WORD = Pattern.compile("(?s)\\S*[^\\S\n]*\n|\\S+[^\\S\n]*|[^\\S\n]+");

    private final StringBuilder text = new StringBuilder();
    private final boolean knowsContainers;

    private PyPretty(boolean knowsContainers) {
        this.knowsContainers = knowsContainers;
    }

    static String text(Value value, Dialect dialect) {
        var pretty = new PyPretty(!dialect.ansible());
        pretty.write(value, 0, 0, true);
        return pretty.text.toString();
    }

    /** @param behind how many characters must follow on the last line */
    private void write(Value value, int indent, int behind, boolean outermost) {
        String line = PyText.repr(knowsContainers ? sorted(value) : value);
        if (line.length() <= WIDTH - indent - behind) {
            text.append(line);
            return;
        }
        switch (value) {
            case Value.Text string -> lines(string.text(), indent, behind, outermost);
            case Opaques.Tuple(var items, var named)
            when !items.isEmpty() -> list(items, "(", items.size() == 1 ? ",)" : ")", indent, behind);
            case Value.Sequence(var items)
            when knowsContainers && !items.isEmpty() -> list(items, "[", "]", indent, behind);
            case Value.Mapping(var entries) when knowsContainers && !entries.isEmpty() -> dict(entries, indent, behind);
            default -> text.append(line);
        }
    }

    private void list(List<Value> items, String open, String close, int indent, int behind) {
        text.append(open);
        for (int i = 0; i < items.size(); i++) {
            boolean last = i + 1 == items.size();
            write(items.get(i), indent + 1, last ? behind + close.length() : 1, false);
            text.append(last ? close : ",\n" + " ".repeat(indent + 1));
        }
    }

    private void dict(Map<Value, Value> entries, int indent, int behind) {
        text.append('{');
        var keys = keys(entries);
        for (int i = 0; i < keys.size(); i++) {
            boolean last = i + 1 == keys.size();
            String key = PyText.repr(keys.get(i)) + ": ";
            text.append(key);
            write(entries.get(keys.get(i)), indent + 1 + key.length(), last ? behind + 1 : 1, false);
            text.append(last ? "}" : ",\n" + " ".repeat(indent + 1));
        }
    }

    /** Text as several constants, which Python takes for one; in parentheses where nothing else is around them. */
    private void lines(String string, int indent, int behind, boolean outermost) {
        int inside = outermost ? indent + 1 : indent;
        var chunks = chunks(string, WIDTH - inside, outermost ? behind + 1 : behind);
        boolean bracketed = outermost && chunks.size() > 1;
        text.append(bracketed ? "(" : "")
                .append(String.join("\n" + " ".repeat(inside), chunks))
                .append(bracketed ? ")" : "");
    }

    private static List<String> chunks(String string, int width, int behind) {
        var chunks = new ArrayList<String>();
        var current = new StringBuilder();
        var words = WORD.matcher(string);
        while (words.find()) {
            String word = words.group();
            boolean last = words.end() == string.length();
            if (!current.isEmpty() && PyText.repr(current + word).length() > (last ? width - behind : width)) {
                chunks.add(PyText.repr(current.toString()));
                current.setLength(0);
            }
            current.append(word);
            if (word.endsWith("\n")) {
                chunks.add(PyText.repr(current.toString()));
                current.setLength(0);
            }
        }
        if (!current.isEmpty()) {
            chunks.add(PyText.repr(current.toString()));
        }
        return chunks;
    }

    private static List<Value> keys(Map<Value, Value> entries) {
        var keys = new ArrayList<>(entries.keySet());
        try {
            keys.sort((a, b) -> PyOrder.order("<", a, b));
        } catch (Mistake e) {
            keys.sort(Comparator.comparing(Py::typeName)); // which is all the order there is
        }
        return keys;
    }

    private static Value sorted(Value value) {
        return switch (value) {
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(PyPretty::sorted).toList());
            case Value.Mapping(var entries) -> {
                var map = new java.util.LinkedHashMap<Value, Value>();
                keys(entries).forEach(key -> map.put(key, sorted(entries.get(key))));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }
}
