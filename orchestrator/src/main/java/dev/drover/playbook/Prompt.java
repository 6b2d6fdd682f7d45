package dev.drover.playbook;

import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A variable that a play asks for: an entry of {@code vars_prompt}.
 *
 * @param text what is asked; the name where nothing else is written
 * @param hidden whether what is typed is not shown, and secret
 * @param confirmed whether it must be typed twice
 * @param encrypt the scheme of hashing it as a password
 * @param unsafe whether the answer is never a template
 */
public record Prompt(
        String name,
        Value text,
        Optional<Value> otherwise,
        boolean hidden,
        boolean confirmed,
        Optional<String> encrypt,
        Optional<String> salt,
        boolean unsafe) {

    private static final List<String> KEYS =
            List.of("name", "prompt", "default", "private", "confirm", "encrypt", "salt_size", "salt", "unsafe");

    /** The entries of {@code vars_prompt}. */
    static List<Prompt> read(YamlNode node, Reading reading) {
        if (!(node instanceof YamlNode.Items(var items, var origin))) {
            reading.problem("vars_prompt takes a list of variables to ask for", node.origin());
            return List.of();
        }
        var prompts = new ArrayList<Prompt>();
        for (var item : items) {
            if (item instanceof YamlNode.Entries entries) {
                one(entries, reading).ifPresent(prompts::add);
            } else {
                reading.problem("each entry of vars_prompt has a name and a prompt", item.origin());
            }
        }
        return prompts;
    }

    private static Optional<Prompt> one(YamlNode.Entries entries, Reading reading) {
        for (var entry : entries.entries()) {
            if (!KEYS.contains(entry.name())) {
                reading.problem(
                        Code.UNKNOWN_KEYWORD,
                        "vars_prompt has no \"" + entry.name() + "\"",
                        entry.key().origin(),
                        Nearest.to(entry.name(), KEYS).map(near -> "did you mean `" + near + "`?"));
            }
        }
        var name = entries.get("name");
        if (name.isEmpty() || !(name.get().value() instanceof Value.Text text)) {
            reading.problem("an entry of vars_prompt names its variable: \"name: release\"", entries.origin());
            return Optional.empty();
        }
        return Optional.of(new Prompt(
                text.text(),
                entries.get("prompt").map(YamlNode::value).orElse(text),
                entries.get("default").map(YamlNode::value).filter(value -> !(value instanceof Value.Nil)),
                flag(entries, "private", true),
                flag(entries, "confirm", false),
                word(entries, "encrypt"),
                word(entries, "salt"),
                flag(entries, "unsafe", false)));
    }

    private static boolean flag(YamlNode.Entries entries, String name, boolean otherwise) {
        return entries.get(name)
                .map(node -> switch (node.value()) {
                    case Value.Bool(var truth) -> truth;
                    case Value.Text text ->
                        List.of("true", "yes", "on", "1").contains(text.text().toLowerCase(Locale.ROOT));
                    case Value.Int(var number) -> number.signum() != 0;
                    case Value other -> otherwise;
                })
                .orElse(otherwise);
    }

    private static Optional<String> word(YamlNode.Entries entries, String name) {
        return entries.get(name)
                .map(YamlNode::value)
                .filter(Value.Text.class::isInstance)
                .map(Value::toString);
    }
}
