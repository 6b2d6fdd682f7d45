package dev.drover.playbook;

import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Takes the keywords of one element apart from what else is written on it. */
final class KeywordReader {

    /** @param others what is no keyword, in the order of the file */
    record Element(Keywords keywords, List<YamlNode.Entry> others) {}

    private KeywordReader() {}

    static Element read(YamlNode.Entries node, Keyword.Place place, Reading reading) {
        var values = new EnumMap<Keyword, Value>(Keyword.class);
        var places = new EnumMap<Keyword, Origin>(Keyword.class);
        var others = new ArrayList<YamlNode.Entry>();
        for (var entry : node.entries()) {
            var keyword = Keyword.named(entry.name(), place);
            if (keyword.isEmpty()) {
                var meant = LegacyKeywords.of(entry, place, reading);
                meant.ifPresentOrElse(found -> found.forEach(values::putIfAbsent), () -> others.add(entry));
                continue;
            }
            check(keyword.get(), entry, reading).ifPresent(value -> {
                values.put(keyword.get(), value);
                places.put(keyword.get(), entry.value().origin());
            });
        }
        return new Element(new Keywords(values, places), others);
    }

    /** A problem for each of these, with the nearest keyword. */
    static void refuse(List<YamlNode.Entry> unknown, Keyword.Place place, Reading reading) {
        for (var entry : unknown) {
            var nearest = Nearest.to(entry.name(), Keyword.namesOn(place));
            reading.problem(
                    Code.UNKNOWN_KEYWORD,
                    "\"" + entry.name() + "\" is no keyword of a "
                            + place.name().toLowerCase(java.util.Locale.ROOT),
                    entry.key().origin(),
                    nearest.map(name -> "did you mean `" + name + "`?"));
        }
    }

    private static Optional<Value> check(Keyword keyword, YamlNode.Entry entry, Reading reading) {
        var node = entry.value();
        return switch (keyword) {
            case VARS -> variables(node, reading);
            case REGISTER -> register(node, reading);
            case PRE_TASKS, TASKS, POST_TASKS, HANDLERS, BLOCK, RESCUE, ALWAYS, ROLES, VARS_PROMPT, ROLLOUT ->
                Optional.empty();
            default -> Optional.of(node.value());
        };
    }

    private static Optional<Value> register(YamlNode node, Reading reading) {
        if (node.value() instanceof Value.Text name && isName(name.text())) {
            return Optional.of(name);
        }
        if (node instanceof YamlNode.Entries entries
                && entries.entries().stream()
                        .allMatch(entry -> isName(entry.name()) && entry.value().value() instanceof Value.Text)) {
            return Optional.of(entries.value());
        }
        reading.problem(
                Code.VARIABLE_NAME,
                "register takes the name of a variable, or names with expressions of the result",
                node.origin());
        return Optional.empty();
    }

    private static Optional<Value> variables(YamlNode node, Reading reading) {
        return switch (node) {
            case YamlNode.Entries entries -> {
                entries.entries().stream()
                        .filter(variable -> !isName(variable.name()))
                        .forEach(variable -> reading.problem(
                                Code.VARIABLE_NAME,
                                "\"" + variable.name()
                                        + "\" can't be the name of a variable: use letters, digits and _",
                                variable.key().origin()));
                yield Optional.of(new Value.Sequence(List.of(entries.value())));
            }
            case YamlNode.Items(var items, var origin)
            when items.stream().allMatch(YamlNode.Entries.class::isInstance) -> Optional.of(node.value());
            case YamlNode.Scalar(Value.Nil nil, var origin) -> Optional.empty();
            default -> {
                reading.problem("vars takes a mapping of names to values", node.origin());
                yield Optional.empty();
            }
        };
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && (Character.isLetter(text.charAt(0)) || text.charAt(0) == '_')
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    }
}
