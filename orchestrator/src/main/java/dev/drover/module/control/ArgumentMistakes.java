package dev.drover.module.control;

import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds all that is wrong with arguments, by the specification of them that Ansible's modules and roles have. */
public final class ArgumentMistakes {

    private static final List<String> FLAT = List.of(
            "str", "bool", "int", "float", "list", "dict", "path", "raw", "json", "jsonarg", "bytes", "bits", "sid");

    /** @param origin where the wrong value was written; unknown where nothing was */
    public record Mistake(String message, Origin origin) {}

    private final Predicate<Value> known;
    private final List<Mistake> found = new ArrayList<>();

    /** @param known whether a text is what it will be: of one that is not nothing is said */
    public ArgumentMistakes(Predicate<Value> known) {
        this.known = known;
    }

    /** @return all mistakes, in the order of the specification */
    public List<Mistake> of(Value.Mapping spec, Value.Mapping given) {
        check(spec, given, "");
        return found;
    }

    /** @param inside where the arguments are, for messages: {@code  in "users"}; empty at the top */
    private Map<String, Value> check(Value.Mapping spec, Value.Mapping given, String inside) {
        var values = new LinkedHashMap<String, Value>();
        var names = new ArrayList<String>();
        spec.entries().forEach((key, value) -> {
            var name = key.toString();
            var option = value instanceof Value.Mapping mapping ? mapping : Value.EMPTY_MAPPING;
            names.add(name);
            var aliases = items(option, "aliases").stream().map(Value::toString).toList();
            names.addAll(aliases);
            aliases.stream()
                    .filter(given::has)
                    .findFirst()
                    .or(() -> given.has(name) ? Optional.of(name) : Optional.empty())
                    .ifPresentOrElse(
                            used -> argument(name, option, given.get(used).orElseThrow(), inside)
                                    .ifPresent(converted -> values.put(name, converted)),
                            () -> missing(name, option, given, inside, values));
        });
        given.entries().forEach((key, value) -> {
            if (!names.contains(key.toString()) && !later(key)) {
                mistake(
                        "there is no argument \"%s\"%s%s; there are: %s"
                                .formatted(
                                        key,
                                        inside,
                                        Nearest.to(key.toString(), names)
                                                .map(name -> ", did you mean \"" + name + "\"?")
                                                .orElse(""),
                                        String.join(
                                                ", ", names.stream().sorted().toList())),
                        origin(key).known() ? key : value);
            }
        });
        return values;
    }

    private void missing(
            String name, Value.Mapping option, Value.Mapping given, String inside, Map<String, Value> values) {
        if (truth(option, "required")) {
            mistake(
                    "missing required argument: \"%s\"%s".formatted(name, inside),
                    inside.isEmpty() ? Value.NIL : given);
        }
        option.get("default").ifPresent(otherwise -> values.put(name, otherwise));
        if (truth(option, "apply_defaults") && option.get("options").isPresent() && !option.has("default")) {
            nested(name, option, Value.EMPTY_MAPPING, inside);
        }
    }

    /** @return the value as the type has it; empty where it can't be */
    private Optional<Value> argument(String name, Value.Mapping option, Value value, String inside) {
        if (later(value)) {
            return Optional.of(value);
        }
        var where = "\"" + name + "\"" + inside;
        if (value instanceof Value.Nil && !truth(option, "required") && !option.has("default")) {
            var choices = items(option, "choices");
            if (!choices.isEmpty() && !choices.contains(value)) {
                mistake("argument " + where + " is nothing, but there are choices", value);
            }
            return Optional.empty();
        }
        var type = option.get("type").map(Value::toString).orElse("str");
        if (!FLAT.contains(type)) {
            mistake("the specification of %s has the type \"%s\", which there is not".formatted(where, type), option);
            return Optional.empty();
        }
        Value converted;
        try {
            converted = ArgumentTypes.converted(type, value);
        } catch (IllegalArgumentException e) {
            mistake("argument " + where + " " + e.getMessage(), value);
            return Optional.empty();
        }
        if (converted instanceof Value.Sequence(var items)) {
            converted = new Value.Sequence(elements(name, option, items, inside));
        } else if (converted instanceof Value.Mapping mapping && option.has("options") && type.equals("dict")) {
            nested(name, option, mapping, inside);
        }
        chosen(where, option, converted, value);
        return Optional.of(converted);
    }

    private List<Value> elements(String name, Value.Mapping option, List<Value> items, String inside) {
        var elements = option.get("elements").map(Value::toString);
        var converted = new ArrayList<Value>();
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            if (later(item)) {
                converted.add(item);
                continue;
            }
            try {
                var element = elements.isPresent() ? ArgumentTypes.converted(elements.get(), item) : item;
                if (element instanceof Value.Mapping mapping && option.has("options")) {
                    nested(name + "[" + i + "]", option, mapping, inside);
                }
                converted.add(element);
            } catch (IllegalArgumentException e) {
                mistake("element %d of argument \"%s\"%s %s".formatted(i + 1, name, inside, e.getMessage()), item);
            }
        }
        return converted;
    }

    private void nested(String name, Value.Mapping option, Value.Mapping given, String inside) {
        if (option.get("options").orElse(Value.NIL) instanceof Value.Mapping inner) {
            var within = " in \"" + name + "\"" + inside;
            var values = check(inner, given, within);
            new ArgumentRelations(option, values, given)
                    .broken()
                    .forEach(message -> mistake(
                            message + within,
                            given.entries().keySet().stream().findFirst().orElse(Value.NIL)));
        }
    }

    private void chosen(String where, Value.Mapping option, Value converted, Value value) {
        var choices = items(option, "choices");
        if (choices.isEmpty()) {
            return;
        }
        var several = converted instanceof Value.Sequence(var items) ? items : List.of(converted);
        var words = choices.stream().map(ArgumentTypes::text).toList();
        for (var one : several) {
            if (!later(one) && !choices.contains(one) && !words.contains(ArgumentTypes.text(one))) {
                mistake(
                        "argument %s must be one of %s, not %s"
                                .formatted(where, String.join(", ", words), ArgumentTypes.text(one)),
                        value);
            }
        }
    }

    /** Whether what a text will be is known later. */
    private boolean later(Value value) {
        return value instanceof Value.Text && !known.test(value);
    }

    private void mistake(String message, Value at) {
        found.add(new Mistake(message, origin(at)));
    }

    private static Origin origin(Value value) {
        return switch (value) {
            case Value.Text text -> text.origin();
            case Value.Mapping(var entries) ->
                entries.keySet().stream()
                        .map(ArgumentMistakes::origin)
                        .findFirst()
                        .orElse(Origin.NONE);
            case Value.Sequence(var items) -> items.isEmpty() ? Origin.NONE : origin(items.getFirst());
            case Value.Nil _, Value.Bool _, Value.Int _, Value.Real _, Value.Undefined _, Value.Opaque _ -> Origin.NONE;
        };
    }

    static List<Value> items(Value.Mapping mapping, String key) {
        return mapping.get(key).orElse(Value.NIL) instanceof Value.Sequence(var items) ? items : List.of();
    }

    private static boolean truth(Value.Mapping option, String key) {
        return option.get(key)
                .map(ArgumentTypes::text)
                .filter(word -> word.matches("(?i)true|yes|on|1"))
                .isPresent();
    }
}
