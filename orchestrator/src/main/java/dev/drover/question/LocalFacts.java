package dev.drover.question;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Facts that the node's owner laid into facts.d, as JSON or as INI. */
final class LocalFacts {

    private LocalFacts() {}

    static Map<String, Value> parse(String output) {
        var local = new LinkedHashMap<String, Value>();
        for (var piece : output.split("\002")) {
            var fields = piece.split("\001", -1);
            if (fields.length == 3) {
                var name = fields[0].replaceFirst("\\.fact$", "");
                local.put(
                        name,
                        fields[2].strip().equals("0")
                                ? fact(fields[1])
                                : Value.of(
                                        "Failure executing fact script (" + fields[0] + "), rc: " + fields[2].strip()));
            }
        }
        return Map.of("local", Value.Mapping.of(local));
    }

    private static Value fact(String text) {
        return json(text).or(() -> ini(text)).orElse(Value.of("error loading facts as JSON or ini"));
    }

    /** JSON is YAML, but not all YAML is JSON. */
    private static Optional<Value> json(String text) {
        if (!text.strip().matches("(?s)[\\[{\"0-9-].*|true|false|null")) {
            return Optional.empty();
        }
        try {
            return Optional.of(value(new Yaml(new SafeConstructor(new LoaderOptions())).load(text)));
        } catch (YAMLException e) {
            return Optional.empty();
        }
    }

    private static Value value(Object loaded) {
        return switch (loaded) {
            case null -> Value.NIL;
            case Boolean truth -> Value.of((boolean) truth);
            case Integer number -> Value.of(number.longValue());
            case Long number -> Value.of((long) number);
            case java.math.BigInteger number -> new Value.Int(number);
            case Double number -> Value.of((double) number);
            case java.util.List<?> list -> {
                var items = new ArrayList<Value>();
                list.forEach(item -> items.add(value(item)));
                yield new Value.Sequence(items);
            }
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.forEach((key, item) -> entries.put(key.toString(), value(item)));
                yield Value.Mapping.of(entries);
            }
            default -> Value.of(loaded.toString());
        };
    }

    private static Optional<Value> ini(String text) {
        var sections = new LinkedHashMap<String, Value>();
        var current = new LinkedHashMap<String, Value>();
        String name = null;
        for (var raw : text.split("\n")) {
            var line = raw.strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                if (name != null) {
                    sections.put(name, Value.Mapping.of(current));
                    current.clear();
                }
                name = line.substring(1, line.length() - 1);
                continue;
            }
            int at = line.indexOf('=') < 0 ? line.indexOf(':') : line.indexOf('=');
            if (name == null || at < 0) {
                return Optional.empty();
            }
            current.put(
                    line.substring(0, at).strip().toLowerCase(java.util.Locale.ROOT),
                    Value.of(line.substring(at + 1).strip()));
        }
        if (name != null) {
            sections.put(name, Value.Mapping.of(current));
        }
        return Optional.of(Value.Mapping.of(sections));
    }
}
