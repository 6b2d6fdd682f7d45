package dev.drover.template;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code lookup('sequence')}: {@code start=1 end=10 stride=2 format=web%02d}, or {@code 1-10/2:web%02d}. */
final class SequenceLookup {

    private static final Pattern SHORT = Pattern.compile(
            "(?:(0?x?[0-9a-f]+)-)?(0?x?[0-9a-f]+)(?:/(0?x?[0-9a-f]+))?(?::(.+))?", Pattern.CASE_INSENSITIVE);
    private static final List<String> NAMES = List.of("start", "end", "stride", "format");
    private static final Set<String> KNOWN = Set.of("start", "end", "count", "stride", "format");

    private SequenceLookup() {}

    static List<Value> find(Arguments arguments, Evaluator evaluator) {
        var terms = Lookups.terms(arguments);
        if (terms.isEmpty()) {
            return numbers(settings("", arguments.named()));
        }
        var all = new ArrayList<Value>();
        terms.forEach(term -> all.addAll(numbers(settings(PyText.str(term), arguments.named()))));
        return all;
    }

    private static Map<String, String> settings(String term, Map<String, Value> named) {
        var settings = new LinkedHashMap<String, String>();
        named.forEach((key, value) -> settings.put(key, PyText.str(value)));
        var shortcut = SHORT.matcher(term);
        if (shortcut.matches()) {
            for (int i = 0; i < NAMES.size(); i++) {
                String part = shortcut.group(i + 1);
                if (part != null) {
                    settings.put(NAMES.get(i), part);
                }
            }
        } else {
            for (var word : term.isBlank() ? new String[0] : term.strip().split("\\s+")) {
                int equals = word.indexOf('=');
                String name = equals < 0 ? "_raw_params" : word.substring(0, equals);
                settings.put(name, word.substring(equals + 1));
            }
        }
        var unknown = settings.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .<Value>map(Value::of)
                .toList();
        if (!unknown.isEmpty()) {
            throw Mistake.of("unrecognized arguments to with_sequence: " + PyText.repr(new Value.Sequence(unknown)));
        }
        return settings;
    }

    private static List<Value> numbers(Map<String, String> settings) {
        boolean counted = settings.containsKey("count");
        if (!counted && !settings.containsKey("end")) {
            throw Mistake.of("must specify count or end in with_sequence");
        }
        if (counted && settings.containsKey("end")) {
            throw Mistake.of("can't specify both count and end in with_sequence");
        }
        long start = number("start", settings.getOrDefault("start", "1"));
        long stride = number("stride", settings.getOrDefault("stride", "1"));
        long count = counted ? number("count", settings.get("count")) : 0;
        long end = counted ? start + stride * (count - 1) : number("end", settings.get("end"));
        if (counted && count == 0 || stride == 0) {
            return List.of();
        }
        if (stride > 0 && end < start) {
            throw Mistake.of("to count backwards make stride negative");
        }
        if (stride < 0 && end > start) {
            throw Mistake.of("to count forward don't make stride negative");
        }
        String format = settings.getOrDefault("format", "%d");
        if (format.chars().filter(c -> c == '%').count() != 1) {
            throw Mistake.of("bad formatting string: " + format);
        }
        var all = new ArrayList<Value>();
        for (long i = start; stride > 0 ? i <= end : i >= end; i += stride) {
            if (all.size() > Bounds.MAX_ITEMS) {
                throw Mistake.of("the sequence is too long");
            }
            all.add(Value.of(PyPercent.format(format, Value.of(i))));
        }
        return all;
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw Mistake.of("Config " + PyText.repr(name)
                    + " for 'sequence' lookup plugin from 'Direct' has an invalid value: Invalid value provided for"
                    + " 'integer': " + PyText.repr(text) + ".");
        }
    }
}
