package dev.drover.inventory;

import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** The options of an inventory that is made by a plugin, each with its place. */
record PluginOptions(YamlNode.Entries entries) {

    boolean flag(String name, boolean otherwise) {
        return entries.get(name)
                .map(node -> switch (node.value()) {
                    case Value.Bool(var truth) -> truth;
                    default -> throw wrong(node, name + " is true or false");
                })
                .orElse(otherwise);
    }

    Optional<String> text(String name) {
        return entries.get(name)
                .filter(node -> !(node.value() instanceof Value.Nil))
                .map(node -> {
                    if (node.value() instanceof Value.Text text) {
                        return text.text();
                    }
                    throw wrong(node, name + " is a text");
                });
    }

    /** The entries of a mapping; none where it is not there. */
    List<YamlNode.Entry> mapping(String name) {
        return entries.get(name)
                .filter(node -> !(node.value() instanceof Value.Nil))
                .map(node -> {
                    if (node instanceof YamlNode.Entries found) {
                        return found.entries();
                    }
                    throw wrong(node, name + " is a mapping");
                })
                .orElse(List.of());
    }

    /** The mappings of a list; none where it is not there. */
    List<PluginOptions> list(String name) {
        return entries.get(name)
                .filter(node -> !(node.value() instanceof Value.Nil))
                .map(node -> {
                    if (node instanceof YamlNode.Items items) {
                        return items.items().stream()
                                .map(item -> of(item, name))
                                .toList();
                    }
                    throw wrong(node, name + " is a list");
                })
                .orElse(List.of());
    }

    private static PluginOptions of(YamlNode node, String name) {
        if (node instanceof YamlNode.Entries found) {
            return new PluginOptions(found);
        }
        throw wrong(node, "each entry of " + name + " is a mapping");
    }

    /** The text of a template or an expression, with its place. */
    static Value.Text template(YamlNode node) {
        return switch (node.value()) {
            case Value.Text text -> text;
            case Value.Bool(var truth) -> Value.Text.written(truth ? "True" : "False", node.origin());
            case Value.Int(var number) -> Value.Text.written(number.toString(), node.origin());
            default -> throw wrong(node, "an expression is a text");
        };
    }

    static InventoryException wrong(YamlNode node, String message) {
        return new InventoryException(message, node.origin());
    }
}
