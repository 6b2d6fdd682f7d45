package dev.drover.template;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of case files, where what JSON has not is tagged: {@code {"__tuple__": [1, 2]}}. */
final class CaseValues {

    /** What the case's folder is called in case files. */
    static final String FOLDER = "/tmp/case";

    private static final Origin PLACE = new Origin("vars.yml", 1, 1);

    private static final String UTC = "+00:00";

    private final boolean trusted;
    private final String folder;

    /**
     * @param trusted whether strings are templates
     * @param folder what the case's folder is called here
     */
    CaseValues(boolean trusted, String folder) {
        this.trusted = trusted;
        this.folder = folder;
    }

    /** @throws IllegalArgumentException where a tag holds what it can't */
    Value of(Value json) {
        return switch (json) {
            case Value.Text text -> text(text, trusted);
            case Value.Sequence list -> new Value.Sequence(items(list));
            case Value.Mapping(var entries) when entries.size() == 1 -> tagged(entries);
            case Value.Mapping(var entries) -> mapping(entries);
            default -> json;
        };
    }

    private Value.Text text(Value json, boolean template) {
        String here = string(json).replace(FOLDER, folder);
        return template ? Value.Text.written(here, PLACE) : Value.Text.data(here);
    }

    private static String string(Value json) {
        if (json instanceof Value.Text text) {
            return text.text();
        }
        throw new IllegalArgumentException("text is needed, not " + PyText.repr(json));
    }

    private List<Value> items(Value json) {
        if (!(json instanceof Value.Sequence(var elements))) {
            throw new IllegalArgumentException("a list is needed, not " + PyText.repr(json));
        }
        var items = new ArrayList<Value>(elements.size());
        elements.forEach(item -> items.add(of(item)));
        return items;
    }

    private Value mapping(Map<Value, Value> entries) {
        var map = LinkedHashMap.<Value, Value>newLinkedHashMap(entries.size());
        entries.forEach((key, value) -> map.put(text(key, false), of(value)));
        return new Value.Mapping(map);
    }

    private Value tagged(Map<Value, Value> entries) {
        var entry = entries.entrySet().iterator().next();
        var content = entry.getValue();
        return switch (string(entry.getKey())) {
            case "__float__" -> new Value.Real(real(string(content)));
            case "__int__" -> new Value.Int(new BigInteger(string(content)));
            case "__tuple__" -> new Opaques.Tuple(items(content));
            case "__set__" -> new Opaques.SetOf(new LinkedHashSet<>(items(content)));
            case "__dict__" -> pairs(content);
            case "__datetime__" -> date(string(content));
            case "__omit__" -> Opaques.Omit.OMIT;
            case "__range__" -> {
                var bounds = items(content).stream().map(Py::integer).toList();
                yield new Opaques.Range(bounds.get(0), bounds.get(1), bounds.get(2));
            }
            case "__markup__" -> new Markup(text(content, false));
            case "__bytes__" -> ByteString.encoded(string(content), "utf-8");
            case "__unsafe__" -> text(content, false);
            case "__trusted__" -> text(content, true);
            default -> mapping(entries);
        };
    }

    private Value pairs(Value content) {
        var map = new LinkedHashMap<Value, Value>();
        for (var pair : items(content)) {
            var both = Py.items(pair);
            map.put(both.get(0), both.get(1));
        }
        return new Value.Mapping(map);
    }

    private static Value date(String text) {
        if (text.length() == "2024-01-01".length()) {
            return new Opaques.Day(LocalDate.parse(text));
        }
        return text.endsWith(UTC)
                ? new Opaques.Date(LocalDateTime.parse(text.replace(UTC, "")), Optional.of(ZoneOffset.UTC))
                : new Opaques.Date(LocalDateTime.parse(text));
    }

    private static double real(String number) {
        return switch (number) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(number);
        };
    }
}
