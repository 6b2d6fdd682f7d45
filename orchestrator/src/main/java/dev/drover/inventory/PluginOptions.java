package dev.drover.inventory;

import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** A group's name as plugins make it: what is no letter and no digit is an underscore. */
    static String groupName(String name) {
        return name.replaceAll("(?U)^[\\d\\W]|\\W", "_");
    }

    /**
     * What a template yields: text that only passes through is as good as it was written; text that the template makes is no template.
     *
     * @param written the texts that the template could see
     */
    static Value own(Value value, Map<String, Value.Text> written) {
        return switch (value) {
            case Value.Text text -> {
                var same = written.get(text.text());
                yield same != null && same.origin().equals(text.origin()) ? same : text;
            }
            case Value.Sequence(var items) ->
                new Value.Sequence(
                        items.stream().map(item -> own(item, written)).toList());
            case Value.Mapping(var entries) -> {
                var map = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(key, own(item, written)));
                yield new Value.Mapping(map);
            }
            default -> value;
        };
    }

    /** All texts in some values. */
    static void collect(Value value, Map<String, Value.Text> into) {
        switch (value) {
            case Value.Text text -> into.putIfAbsent(text.text(), text);
            case Value.Sequence(var items) -> items.forEach(item -> collect(item, into));
            case Value.Mapping(var entries) -> entries.values().forEach(item -> collect(item, into));
            default -> {
                // no text in it
            }
        }
    }

    static InventoryException wrong(YamlNode node, String message) {
        return new InventoryException(message, node.origin());
    }
}
