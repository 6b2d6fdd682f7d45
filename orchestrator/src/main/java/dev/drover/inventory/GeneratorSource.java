package dev.drover.inventory;

import dev.drover.template.Templar;
import dev.drover.template.TemplateException;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import dev.drover.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plugin {@code generator}: a host for each combination of some layers. */
final class GeneratorSource {

    private static final int MAX_HOSTS = 1_000_000;

    private final PluginOptions options;
    private final Templar templar;
    private final InventoryBuilder builder;
    private final Path path;

    GeneratorSource(YamlNode.Entries entries, Templar templar, InventoryBuilder builder, Path path) {
        this.options = new PluginOptions(entries);
        this.templar = templar;
        this.builder = builder;
        this.path = path;
    }

    void apply() {
        var hosts = new PluginOptions(options.entries()
                .get("hosts")
                .filter(YamlNode.Entries.class::isInstance)
                .map(YamlNode.Entries.class::cast)
                .orElseThrow(() -> new InventoryException(
                        "a generator has hosts with a name", options.entries().origin())));
        for (var combination : combinations()) {
            var variables = new Layers(List.of(Layer.of("layers", combination)));
            String host = name(hosts, variables);
            builder.addHost(host, Optional.of(path));
            parents(hosts, variables, Optional.empty(), host, 0);
        }
    }

    private List<Map<String, Value>> combinations() {
        List<Map<String, Value>> all = List.of(Map.of());
        for (var layer : options.mapping("layers")) {
            if (!(layer.value() instanceof YamlNode.Items values)) {
                throw PluginOptions.wrong(layer.value(), "a layer is a list");
            }
            var longer = new ArrayList<Map<String, Value>>();
            for (var combination : all) {
                for (var value : values.items()) {
                    var more = new LinkedHashMap<>(combination);
                    more.put(layer.name(), value.value());
                    longer.add(more);
                    if (longer.size() > MAX_HOSTS) {
                        throw new InventoryException(
                                "the layers mean more than a million hosts",
                                layer.key().origin());
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    private void parents(PluginOptions of, Layers variables, Optional<String> child, String host, int depth) {
        if (depth > 50) {
            throw new InventoryException(
                    "parents are nested too deeply", of.entries().origin());
        }
        for (var parent : of.list("parents")) {
            String name = name(parent, variables);
            builder.addGroup(name);
            for (var entry : parent.mapping("vars")) {
                builder.setGroupVariable(
                        name, entry.name(), resolved(entry.value().value(), variables, entry));
            }
            child.ifPresentOrElse(
                    below -> builder.addChild(name, below, parent.entries().origin()),
                    () -> builder.addToGroup(name, host));
            parents(parent, variables, Optional.of(name), host, depth + 1);
        }
    }

    private Value resolved(Value value, Layers variables, YamlNode.Entry entry) {
        return evaluated(value, variables, entry.value().origin());
    }

    private String name(PluginOptions of, Layers variables) {
        var node = of.entries()
                .get("name")
                .orElseThrow(() ->
                        new InventoryException("a name is missing", of.entries().origin()));
        return evaluated(PluginOptions.template(node), variables, node.origin()).toString();
    }

    private Value evaluated(Value value, Layers variables, Origin origin) {
        try {
            var written = new LinkedHashMap<String, Value.Text>();
            variables
                    .names()
                    .forEach(name -> variables.find(name).ifPresent(one -> PluginOptions.collect(one, written)));
            return PluginOptions.own(templar.resolve(value, variables), written);
        } catch (TemplateException e) {
            throw new InventoryException(e.getMessage(), e.origin().known() ? e.origin() : origin);
        }
    }
}
