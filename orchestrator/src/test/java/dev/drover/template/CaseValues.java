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

    Value of(Object json) {
        return switch (json) {
            case null -> Value.NIL;
            case Boolean truth -> Value.of(truth);
            case BigInteger number -> new Value.Int(number);
            case Double number -> new Value.Real(number);
            case String text -> text(text, trusted);
            case List<?> list -> new Value.Sequence(items(list));
            case Map<?, ?> map -> map(map);
            default -> throw new IllegalArgumentException(json.getClass().toString());
        };
    }

    private Value.Text text(String text, boolean template) {
        String here = text.replace("/tmp/case", folder);
        return template ? Value.Text.written(here, new Origin("vars.yml", 1, 1)) : Value.Text.data(here);
    }

    private List<Value> items(Object list) {
        var items = new ArrayList<Value>();
        ((List<?>) list).forEach(item -> items.add(of(item)));
        return items;
    }

    private Value map(Map<?, ?> map) {
        if (map.size() == 1) {
            var entry = map.entrySet().iterator().next();
            var content = entry.getValue();
            switch ((String) entry.getKey()) {
                case "__float__" -> {
                    return new Value.Real(real((String) content));
                }
                case "__int__" -> {
                    return new Value.Int(new BigInteger((String) content));
                }
                case "__tuple__" -> {
                    return new Opaques.Tuple(items(content));
                }
                case "__set__" -> {
                    return new Opaques.SetOf(new LinkedHashSet<>(items(content)));
                }
                case "__dict__" -> {
                    var entries = new LinkedHashMap<Value, Value>();
                    ((List<?>) content)
                            .forEach(pair -> entries.put(of(((List<?>) pair).get(0)), of(((List<?>) pair).get(1))));
                    return new Value.Mapping(entries);
                }
                case "__datetime__" -> {
                    String date = (String) content;
                    if (date.length() == 10) {
                        return new Opaques.Day(LocalDate.parse(date));
                    }
                    return date.endsWith("+00:00")
                            ? new Opaques.Date(
                                    LocalDateTime.parse(date.replace("+00:00", "")), Optional.of(ZoneOffset.UTC))
                            : new Opaques.Date(LocalDateTime.parse(date));
                }
                case "__omit__" -> {
                    return Opaques.Omit.OMIT;
                }
                case "__range__" -> {
                    var bounds = items(content).stream().map(Py::integer).toList();
                    return new Opaques.Range(bounds.get(0), bounds.get(1), bounds.get(2));
                }
                case "__markup__" -> {
                    return new Markup(text((String) content, false));
                }
                case "__bytes__" -> {
                    return ByteString.encoded((String) content, "utf-8");
                }
                case "__unsafe__" -> {
                    return text((String) content, false);
                }
                case "__trusted__" -> {
                    return text((String) content, true);
                }
                default -> {}
            }
        }
        var entries = new LinkedHashMap<Value, Value>();
        map.forEach((key, value) -> entries.put(text((String) key, false), of(value)));
        return new Value.Mapping(entries);
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
