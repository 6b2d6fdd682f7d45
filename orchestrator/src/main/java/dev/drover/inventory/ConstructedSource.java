package dev.drover.inventory;

import dev.drover.template.Templar;
import dev.drover.template.TemplateException;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import dev.drover.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The plugin {@code constructed}: variables and groups that are made of the variables of the hosts that are there already. */
final class ConstructedSource {

    private final PluginOptions options;
    private final Templar templar;
    private final InventoryBuilder builder;
    private final Layer extra;
    private final VariableFiles files;
    private final boolean strict;

    ConstructedSource(
            YamlNode.Entries entries, Templar templar, InventoryBuilder builder, Layer extra, VariableFiles files) {
        this.options = new PluginOptions(entries);
        this.templar = templar;
        this.builder = builder;
        this.extra = extra;
        this.files = files;
        this.strict = options.flag("strict", false);
    }

    void apply() {
        var before = builder.build();
        for (var host : builder.hosts()) {
            var variables = variables(host, before);
            var composed = new LinkedHashMap<String, Value>();
            var written = new LinkedHashMap<String, Value.Text>();
            WrittenVariables.merged(variables.subList(0, variables.size() - 1))
                    .values()
                    .forEach(value -> PluginOptions.collect(value, written));
            for (var entry : options.mapping("compose")) {
                evaluated(
                                entry.value(),
                                () -> templar.expression(
                                        PluginOptions.template(entry.value()), with(variables, Map.of())))
                        .ifPresent(value -> composed.put(entry.name(), PluginOptions.own(value, written)));
            }
            composed.forEach((name, value) -> builder.setHostVariable(host, name, value));
            var all = with(variables, composed);
            for (var entry : options.mapping("groups")) {
                boolean holds = evaluated(
                                entry.value(),
                                () -> Value.of(templar.condition(PluginOptions.template(entry.value()), all)))
                        .filter(Value.TRUE::equals)
                        .isPresent();
                if (holds) {
                    builder.addToGroup(PluginOptions.groupName(entry.name()), host);
                }
            }
            for (var keyed : options.list("keyed_groups")) {
                keyed(keyed, host, all);
            }
        }
    }

    private List<Layer> variables(String host, Inventory before) {
        var layers = new ArrayList<Layer>();
        if (options.flag("use_vars_plugins", false)) {
            layers.addAll(new WrittenVariables(before, files, Optional.empty()).of(host));
        } else {
            before.groupsOf(host).forEach(group -> layers.add(Layer.of(group.name(), group.variables())));
            layers.add(Layer.of(host, before.variablesOf(host)));
        }
        layers.add(Layer.of(
                "of the inventory",
                Map.of(
                        "inventory_hostname",
                        Value.of(host),
                        "inventory_hostname_short",
                        Value.of(host.split("\\.", 2)[0]),
                        "group_names",
                        Value.Sequence.ofTexts(before.groupsOf(host).stream()
                                .map(Group::name)
                                .filter(name -> !name.equals("all"))
                                .sorted()
                                .toList()))));
        return layers;
    }

    private Layers with(List<Layer> variables, Map<String, Value> composed) {
        var layers = new ArrayList<>(variables);
        layers.add(Layer.of("compose", composed));
        if (options.flag("use_extra_vars", false)) {
            layers.add(extra);
        }
        return new Layers(layers);
    }

    /** Empty where it can't be evaluated, which only matters where {@code strict} is set. */
    private Optional<Value> evaluated(YamlNode node, Supplier<Value> work) {
        try {
            return Optional.of(work.get());
        } catch (TemplateException e) {
            boolean mistake = e.kind() == TemplateException.Kind.SYNTAX;
            if (strict || mistake) {
                throw new InventoryException(e.getMessage(), e.origin().known() ? e.origin() : node.origin());
            }
            return Optional.empty();
        }
    }

    private void keyed(PluginOptions keyed, String host, Layers variables) {
        var node = keyed.entries()
                .get("key")
                .orElseThrow(() -> new InventoryException(
                        "each of the keyed_groups has a key", keyed.entries().origin()));
        var key = evaluated(node, () -> templar.expression(PluginOptions.template(node), variables));
        if (key.isEmpty()) {
            return;
        }
        var byDefault = keyed.text("default_value");
        boolean trailing = keyed.flag("trailing_separator", true);
        if (byDefault.isPresent() && keyed.entries().get("trailing_separator").isPresent()) {
            throw new InventoryException(
                    "default_value and trailing_separator exclude each other",
                    keyed.entries().origin());
        }
        String prefix = rendered(keyed, "prefix", variables).orElse("");
        String separator = keyed.text("separator").orElse("_");
        if (prefix.isEmpty() && keyed.text("separator").isEmpty() && !options.flag("leading_separator", true)) {
            separator = "";
        }
        String between = separator;
        for (var name : names(key.get(), byDefault, trailing, separator, node.origin())) {
            String group = PluginOptions.groupName(prefix + between + name);
            builder.addGroup(group);
            builder.addToGroup(group, host);
            rendered(keyed, "parent_group", variables)
                    .ifPresent(parent -> builder.addChild(
                            PluginOptions.groupName(parent),
                            group,
                            keyed.entries().origin()));
        }
    }

    private Optional<String> rendered(PluginOptions keyed, String option, Layers variables) {
        return keyed.entries()
                .get(option)
                .filter(node -> !(node.value() instanceof Value.Nil))
                .map(node ->
                        templar.resolve(PluginOptions.template(node), variables).toString());
    }

    private List<String> names(
            Value key, Optional<String> byDefault, boolean trailing, String separator, Origin origin) {
        var names = new ArrayList<String>();
        switch (key) {
            case Value.Text text -> {
                if (text.text().isEmpty()) {
                    byDefault.ifPresent(names::add);
                } else {
                    names.add(text.text());
                }
            }
            case Value.Sequence(var items) ->
                items.forEach(item -> names.add(isEmpty(item) ? byDefault.orElse("") : text(item, origin)));
            case Value.Mapping(var entries) ->
                entries.forEach((name, value) -> {
                    String behind = isEmpty(value) ? byDefault.orElse("") : text(value, origin);
                    names.add(text(name, origin) + (behind.isEmpty() && !trailing ? "" : separator + behind));
                });
            default -> {
                if (strict || !(key instanceof Value.Nil)) {
                    throw new InventoryException("the key of a group is a text, a list of texts or a mapping", origin);
                }
            }
        }
        return names;
    }

    private static boolean isEmpty(Value value) {
        return value instanceof Value.Nil
                || value instanceof Value.Text text && text.text().isEmpty();
    }

    private static String text(Value value, Origin origin) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Int(var number) -> number.toString();
            case Value.Bool(var truth) -> truth ? "True" : "False";
            default -> throw new InventoryException("the name of a group is a text", origin);
        };
    }
}
