package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What roles say of their arguments, in {@code meta/argument_specs} or {@code meta/main}, and the task that holds it against them. */
final class ArgumentSpecs {

    private final Reading reading;

    ArgumentSpecs(Reading reading) {
        this.reading = reading;
    }

    /** The first task of a role, where it describes the arguments of this entry point. */
    Optional<Step> check(Role role, String entryPoint, Surroundings inside) {
        return specs(role)
                .flatMap(this::mapping)
                .flatMap(specs -> specs.get(entryPoint))
                .flatMap(this::mapping)
                .map(entry -> {
                    entry.get("options").flatMap(this::mapping).ifPresent(this::options);
                    return step(role, entryPoint, entry, inside);
                });
    }

    private void options(YamlNode.Entries options) {
        for (var option : options.entries()) {
            mapping(option.value())
                    .flatMap(spec -> spec.get("options"))
                    .flatMap(this::mapping)
                    .ifPresent(this::options);
        }
    }

    /** Empty, and a problem unless nothing is there, where it is no mapping. */
    private Optional<YamlNode.Entries> mapping(YamlNode node) {
        if (node instanceof YamlNode.Entries entries) {
            return Optional.of(entries);
        }
        if (!(node.value() instanceof Value.Nil)) {
            reading.problem(
                    "descriptions of arguments are mappings: entry points, their options, and what these are",
                    node.origin());
        }
        return Optional.empty();
    }

    private Optional<YamlNode> specs(Role role) {
        var meta = role.path().resolve("meta");
        return Reading.fileNamed(meta, "argument_specs")
                .or(() -> Reading.fileNamed(meta, "main"))
                .flatMap(this::specs);
    }

    private Optional<YamlNode> specs(Path file) {
        return reading.document(file).flatMap(this::mapping).flatMap(document -> document.get("argument_specs"));
    }

    private static Step step(Role role, String entryPoint, YamlNode.Entries entry, Surroundings inside) {
        var options = entry.get("options").map(YamlNode::value).orElse(Value.EMPTY_MAPPING);
        var about =
                entry.get("short_description").map(node -> " - " + node.value()).orElse("");
        var keywords = new EnumMap<Keyword, Value>(Keyword.class);
        keywords.put(
                Keyword.NAME, Value.of("Validating arguments against arg spec '%s'%s".formatted(entryPoint, about)));
        keywords.put(Keyword.TAGS, Value.Sequence.of(Value.Text.written("always", Origin.NONE)));
        var arguments = Map.of(
                "argument_spec", plain(options instanceof Value.Mapping ? options : Value.EMPTY_MAPPING),
                "provided_arguments", Value.EMPTY_MAPPING,
                "validate_args_context",
                        Value.Mapping.of(Map.of(
                                "type", Value.of("role"),
                                "name", Value.of(role.name()),
                                "argument_spec_name", Value.of(entryPoint),
                                "path", Value.of(role.path().toString()))));
        return new Step.Run(new Task(
                new Keywords(keywords).under(inside.keywords()),
                "ansible.builtin.validate_argument_spec",
                Value.Mapping.of(arguments),
                Optional.empty(),
                inside,
                entry.origin()));
    }

    /** A description may show templates, which are not evaluated. */
    private static Value plain(Value value) {
        return switch (value) {
            case Value.Text text -> text.asUnsafe();
            case Value.Sequence(var items) ->
                new Value.Sequence(items.stream().map(ArgumentSpecs::plain).toList());
            case Value.Mapping(var entries) -> {
                var map = new LinkedHashMap<Value, Value>();
                entries.forEach((key, item) -> map.put(key, plain(item)));
                yield new Value.Mapping(map);
            }
            case Value.Nil _, Value.Bool _, Value.Int _, Value.Real _, Value.Undefined _, Value.Opaque _ -> value;
        };
    }
}
