package dev.drover.template;

import dev.drover.value.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lookups of community.general that roles use. */
final class CommunityLookups {

    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String SPECIAL = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private CommunityLookups() {}

    static final Map<String, Lookups.Lookup> ALL = new Named<Lookups.Lookup>()
            .add(CommunityLookups::randomString, "random_string", "community.general.random_string")
            .add(MergeVariables::find, "merge_variables", "community.general.merge_variables")
            .add(CommunityLookups::version, "community.general.collection_version")
            .add(CommunityLookups::dependent, "community.general.dependent")
            .add(CommunityLookups::passwordStore, "passwordstore", "community.general.passwordstore")
            .all();

    private static List<Value> randomString(Arguments arguments, Evaluator evaluator) {
        evaluator.evaluation.sawSecret();
        var random = PythonRandom.seeded(arguments
                .find(-1, "seed")
                .filter(seed -> !(seed instanceof Value.Nil))
                .orElseGet(() -> new Value.Int(new BigInteger(256, new SecureRandom()))));
        int length = arguments.number(-1, "length", 8);
        String special = arguments.text(-1, "override_special", SPECIAL);
        String all = arguments.text(
                -1,
                "override_all",
                (arguments.flag(-1, "upper", true) ? UPPER : "")
                        + (arguments.flag(-1, "lower", true) ? UPPER.toLowerCase(java.util.Locale.ROOT) : "")
                        + (arguments.flag(-1, "numbers", true) ? DIGITS : "")
                        + (arguments.flag(-1, "special", true) ? special : ""));
        String ignored =
                arguments.flag(-1, "ignore_similar_chars", false) ? arguments.text(-1, "similar_chars", "il1LoO0") : "";
        var letters = new ArrayList<Value>();
        draw(letters, arguments.number(-1, "min_upper", 0), UPPER, ignored, random);
        draw(letters, arguments.number(-1, "min_lower", 0), UPPER.toLowerCase(java.util.Locale.ROOT), ignored, random);
        draw(letters, arguments.number(-1, "min_numeric", 0), DIGITS, ignored, random);
        draw(letters, arguments.number(-1, "min_special", 0), special, ignored, random);
        boolean mixed = !letters.isEmpty();
        draw(letters, length - letters.size(), all, ignored, random);
        if (mixed) {
            random.shuffle(letters);
        }
        String text = String.join("", letters.stream().map(PyText::str).toList());
        boolean encoded = arguments.flag(-1, "base64", false);
        return List.of(Value.of(encoded ? Base64.getEncoder().encodeToString(Methods.bytes(text)) : text));
    }

    private static void draw(List<Value> into, int count, String from, String ignored, PythonRandom random) {
        String letters =
                ignored.isEmpty() ? from : from.replaceAll("[" + java.util.regex.Pattern.quote(ignored) + "]", "");
        if (count > 0 && letters.isEmpty()) {
            throw Mistake.of("Available characters cannot be None, please change constraints");
        }
        if (count > Bounds.MAX_ITEMS) {
            throw Mistake.of("the text is too long");
        }
        for (int i = 0; i < count; i++) {
            into.add(Value.of(String.valueOf(letters.charAt(random.below(letters.length())))));
        }
    }

    /** Collections are no files here: only the language itself has a version, that which it follows. */
    private static List<Value> version(Arguments arguments, Evaluator evaluator) {
        var found = new ArrayList<Value>();
        for (var term : Lookups.terms(arguments)) {
            String name = PyText.str(term);
            if (!name.matches("\\w+\\.\\w+")) {
                throw Mistake.of("\"" + name + "\" is not a FQCN");
            }
            var version = evaluator
                    .evaluation
                    .variable("ansible_version")
                    .map(one -> evaluator.item(one, Value.of("full")))
                    .filter(one -> name.equals("ansible.builtin") && one instanceof Value.Text);
            found.add(version.orElseGet(() -> arguments.get(-1, "result_not_found", Value.NIL)));
        }
        return found;
    }

    /** Loops in loops, where an inner one may depend on the item of an outer one. */
    private static List<Value> dependent(Arguments arguments, Evaluator evaluator) {
        List<Map<Value, Value>> rows = List.of(Map.of());
        for (var term : arguments.positional()) {
            if (!(term instanceof Value.Mapping(var entries)) || entries.size() != 1) {
                throw Mistake.of("Each parameter must be a one-element dictionary");
            }
            var entry = entries.entrySet().iterator().next();
            var more = new ArrayList<Map<Value, Value>>();
            for (var row : rows) {
                for (var item : choices(entry.getValue(), row, evaluator)) {
                    var longer = new LinkedHashMap<>(row);
                    longer.put(entry.getKey(), item);
                    more.add(longer);
                    if (more.size() > Bounds.MAX_ITEMS) {
                        throw Mistake.of("the list is too long");
                    }
                }
            }
            rows = more;
        }
        return rows.stream().<Value>map(Value.Mapping::new).toList();
    }

    private static List<Value> choices(Value from, Map<Value, Value> row, Evaluator evaluator) {
        Value found = from;
        if (from instanceof Value.Text text) {
            var frame = Frame.top();
            frame.set("item", new Value.Mapping(row));
            try {
                found = evaluator.deep(
                        new Evaluator(evaluator.evaluation, new Source(text.text(), text.origin()), frame)
                                .eval(ExpressionParser.whole(text.text())));
            } catch (SyntaxMistake e) {
                throw Mistake.of("\"" + text.text() + "\" is no expression: " + e.getMessage());
            }
        }
        if (found instanceof Value.Mapping(var entries)) {
            return entries.entrySet().stream()
                    .map(entry -> {
                        var pair = new LinkedHashMap<String, Value>();
                        pair.put("key", entry.getKey());
                        pair.put("value", entry.getValue());
                        return (Value) Value.Mapping.of(pair);
                    })
                    .toList();
        }
        return Py.items(found);
    }

    /** What {@code pass} keeps: the first line of an entry, all of it, or a field of its YAML. */
    private static List<Value> passwordStore(Arguments arguments, Evaluator evaluator) {
        evaluator.evaluation.sawSecret();
        var found = new ArrayList<Value>();
        for (var term : Lookups.terms(arguments)) {
            var words = PyText.str(term).strip().split("\\s+");
            var options = new LinkedHashMap<>(arguments.named());
            for (int i = 1; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                if (equals < 0) {
                    throw Mistake.of("Passwordstore lookup plugin supports only one positional argument: the path");
                }
                options.put(words[i].substring(0, equals), Value.of(words[i].substring(equals + 1)));
            }
            found.add(entry(words[0], new Arguments(List.of(), options), evaluator));
        }
        return found;
    }

    private static Value entry(String path, Arguments options, Evaluator evaluator) {
        if (NumberFilters.bool(options.get(-1, "create", Value.FALSE))
                || options.find(-1, "userpass").isPresent()) {
            throw Mistake.of(
                    "passwords are read from the password store, not written to it: make " + path + " with pass");
        }
        String text;
        try {
            text = evaluator.evaluation.templar.host().pipe("pass show " + TextFilters.quote(path) + " 2>/dev/null");
        } catch (IOException e) {
            return switch (options.text(-1, "missing", "error")) {
                case "empty" -> Value.NIL;
                case "warn" -> {
                    evaluator
                            .evaluation
                            .templar
                            .host()
                            .warn("passwordstore: passname " + path + " not found", evaluator.source.origin());
                    yield Value.NIL;
                }
                default -> throw Mistake.of("passwordstore: passname " + path + " not found and missing=error is set");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Mistake.of("interrupted");
        }
        if (NumberFilters.bool(options.get(-1, "returnall", Value.FALSE))) {
            return Value.of(text.stripTrailing());
        }
        var lines = text.lines().toList();
        String field = options.text(-1, "subkey", "password");
        if (field.equals("password")) {
            return Value.of(lines.isEmpty() ? "" : lines.getFirst());
        }
        return lines.stream()
                .skip(1)
                .filter(line -> line.startsWith(field + ":"))
                .findFirst()
                .<Value>map(line -> Value.of(line.substring(field.length() + 1).strip()))
                .orElseThrow(() -> Mistake.of("passwordstore: subkey " + field + " for passname " + path
                        + " not found and missing_subkey=error is set"));
    }
}
