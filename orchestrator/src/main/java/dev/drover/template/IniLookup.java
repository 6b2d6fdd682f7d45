package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code lookup('ini')}: values of an ini or a properties file. */
final class IniLookup {

    private IniLookup() {}

    static List<Value> find(Arguments arguments, Evaluator evaluator) {
        var found = new ArrayList<Value>();
        for (var term : Lookups.terms(arguments)) {
            var request = Options.of(PyText.str(term), arguments.named());
            String file = request.text("file", "ansible.ini");
            boolean properties = request.text("type", "ini").equals("properties");
            boolean sensitive = request.flag("case_sensitive");
            String section = properties ? "" : request.text("section", "global");
            Map<String, String> values;
            try {
                values = parsed(
                                Lookups.text(Lookups.existing("files", file, evaluator), evaluator),
                                properties,
                                sensitive)
                        .getOrDefault(section, Map.of());
            } catch (Mistake e) {
                throw Mistake.of("Invalid filename None.");
            }
            if (request.flag("re")) {
                var pattern = PythonRegex.parse(request.key()).pattern();
                values.forEach((name, value) -> {
                    if (pattern.matcher(name).lookingAt()) {
                        found.add(Value.of(value));
                    }
                });
            } else {
                String key =
                        sensitive || properties ? request.key() : request.key().toLowerCase(java.util.Locale.ROOT);
                found.add(Optional.ofNullable(values.get(key))
                        .map(Value::of)
                        .orElse(Value.of(request.text("default", ""))));
            }
        }
        return found;
    }

    /** A term of the form {@code key option=value …} with the options given by name. */
    record Options(String key, Map<String, Value> named) {
        private static final List<String> KNOWN = List.of(
                "type",
                "file",
                "section",
                "re",
                "encoding",
                "default",
                "case_sensitive",
                "allow_no_value",
                "interpolation");

        static Options of(String term, Map<String, Value> named) {
            var options = new LinkedHashMap<>(named);
            var key = new StringBuilder();
            for (var word : term.split(" ")) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    String name = word.substring(0, equals);
                    if (!KNOWN.contains(name)) {
                        throw Mistake.of("'" + name + "' is not a valid option.");
                    }
                    options.put(name, Value.of(word.substring(equals + 1)));
                } else {
                    key.append(key.isEmpty() ? "" : " ").append(word);
                }
            }
            return new Options(key.toString(), options);
        }

        String text(String name, String otherwise) {
            var value = named.get(name);
            return value == null || value instanceof Value.Nil ? otherwise : PyText.str(value);
        }

        boolean flag(String name) {
            return List.of("True", "true", "yes", "1", "on").contains(text(name, "False"));
        }
    }

    static Map<String, Map<String, String>> parsed(String text, boolean properties, boolean sensitive) {
        var sections = new LinkedHashMap<String, Map<String, String>>();
        var section = sections.computeIfAbsent("", name -> new LinkedHashMap<>());
        Map<String, String> defaults = new LinkedHashMap<>();
        String last = "";
        for (var line : text.lines().toList()) {
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            if (!properties && stripped.startsWith("[") && stripped.endsWith("]")) {
                String name = stripped.substring(1, stripped.length() - 1);
                section = name.equals("DEFAULT")
                        ? defaults
                        : sections.computeIfAbsent(name, key -> new LinkedHashMap<>());
                last = "";
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) && !last.isEmpty()) {
                section.merge(last, stripped, (before, more) -> before + "\n" + more);
                continue;
            }
            int end = separator(stripped);
            String name = end < 0 ? stripped : stripped.substring(0, end).strip();
            last = sensitive || properties ? name : name.toLowerCase(java.util.Locale.ROOT);
            section.put(last, end < 0 ? "" : stripped.substring(end + 1).strip());
        }
        sections.values().forEach(one -> defaults.forEach(one::putIfAbsent));
        return sections;
    }

    private static int separator(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }
}
