package dev.drover.inventory;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Inventories in the YAML form: groups with {@code hosts}, {@code vars} and {@code children}. */
final class YamlSource {

    private final Path path;
    private final InventoryBuilder into;

    private final BiConsumer<String, Origin> warnings;

    private YamlSource(Path path, InventoryBuilder into, BiConsumer<String, Origin> warnings) {
        this.path = path;
        this.into = into;
        this.warnings = warnings;
    }

    static void read(YamlNode document, Path path, InventoryBuilder into, BiConsumer<String, Origin> warnings) {
        if (!(document instanceof YamlNode.Entries groups)) {
            throw new InventoryException("a YAML inventory is a mapping of groups", document.origin());
        }
        var source = new YamlSource(path, into, warnings);
        for (var group : groups.entries()) {
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
                    warnings.accept(
                            "a group has hosts, vars and children; \"" + part.name() + "\" is passed over",
                            part.key().origin());
            }
        }
    }

    private void children(String name, YamlNode node) {
        for (var child : mapping(node, "children").entries()) {
            into.addChild(name, child.name(), child.key().origin());
            group(child.name(), child.value());
        }
    }

    private void hosts(String group, YamlNode node) {
        if (node instanceof YamlNode.Scalar(Value.Text single, var origin)) {
            host(group, single.text(), origin);
            return;
        }
        for (var entry : mapping(node, "hosts").entries()) {
            var names = host(group, entry.name(), entry.key().origin());
            if (isNull(entry.value())) {
                continue;
            }
            for (var variable :
                    mapping(entry.value(), "the variables of a host").entries()) {
                names.forEach(name -> into.setHostVariable(
                        name, variable.name(), variable.value().value()));
            }
        }
    }

    private List<String> host(String group, String text, Origin origin) {
        var named = HostAndPort.of(text, origin);
        for (var host : named.hosts()) {
            into.addHost(host, Optional.of(path));
            into.addToGroup(group, host);
            named.variables().forEach((name, value) -> into.setHostVariable(host, name, value));
        }
        return named.hosts();
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
