package dev.drover.inventory;

import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.nio.file.Path;
import java.util.Optional;

/** Inventories in the YAML form: groups with {@code hosts}, {@code vars} and {@code children}. */
final class YamlSource {

    private final Path path;
    private final InventoryBuilder into;

    private YamlSource(Path path, InventoryBuilder into) {
        this.path = path;
        this.into = into;
    }

    static void read(YamlNode document, Path path, InventoryBuilder into) {
        if (!(document instanceof YamlNode.Entries groups)) {
            throw new InventoryException("a YAML inventory is a mapping of groups", document.origin());
        }
        var source = new YamlSource(path, into);
        for (var group : groups.entries()) {
            if (group.name().equals("plugin")) {
                throw new InventoryException(
                        "inventory plugins are not supported yet", group.key().origin());
            }
            source.group(group.name(), group.value());
        }
    }

    private void group(String name, YamlNode node) {
        into.addGroup(name);
        if (isNull(node)) {
            return;
        }
        for (var part : mapping(node, "the group \"" + name + "\"").entries()) {
            if (isNull(part.value())) {
                continue;
            }
            switch (part.name()) {
                case "hosts" -> hosts(name, part.value());
                case "vars" ->
                    mapping(part.value(), "vars")
                            .entries()
                            .forEach(entry -> into.setGroupVariable(
                                    name, entry.name(), entry.value().value()));
                case "children" -> children(name, part.value());
                default ->
                    throw new InventoryException(
                            "a group has hosts, vars and children, not \"" + part.name() + "\"",
                            part.key().origin());
            }
        }
    }

    private void children(String name, YamlNode node) {
        for (var child : mapping(node, "children").entries()) {
            into.addChild(name, child.name());
            group(child.name(), child.value());
        }
    }

    private void hosts(String group, YamlNode node) {
        if (node instanceof YamlNode.Scalar(Value.Text single, var origin)) {
            for (var host : HostRange.expand(single.text(), origin)) {
                into.addHost(host, Optional.of(path));
                into.addToGroup(group, host);
            }
            return;
        }
        for (var entry : mapping(node, "hosts").entries()) {
            for (var host : HostRange.expand(entry.name(), entry.key().origin())) {
                into.addHost(host, Optional.of(path));
                into.addToGroup(group, host);
                if (!isNull(entry.value())) {
                    mapping(entry.value(), "the variables of a host")
                            .entries()
                            .forEach(variable -> into.setHostVariable(
                                    host, variable.name(), variable.value().value()));
                }
            }
        }
    }

    private static boolean isNull(YamlNode node) {
        return node.value() instanceof Value.Nil;
    }

    private static YamlNode.Entries mapping(YamlNode node, String what) {
        if (node instanceof YamlNode.Entries entries) {
            return entries;
        }
        throw new InventoryException(what + " must be a mapping, with a colon behind each name", node.origin());
    }
}
