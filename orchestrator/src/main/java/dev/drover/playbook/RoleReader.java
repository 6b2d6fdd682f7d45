package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads roles: defaults, vars, tasks, handlers, and the roles they depend on, which come first. */
final class RoleReader {

    private static final int MAX_DEPTH = 50;

    /**
     * One use of a role: by a play, by another role's {@code meta}, or by import_role.
     *
     * @param own the keywords that are written on it, without those around it
     */
    record Use(
            String name, Keywords keywords, Keywords own, Value.Mapping parameters, String tasksFrom, Origin origin) {

        /** Whether the role need not run again: one with other conditions, tags or variables is another one. */
        boolean sameAs(Use other) {
            return tasksFrom.equals(other.tasksFrom)
                    && List.of(Keyword.WHEN, Keyword.TAGS, Keyword.VARS).stream()
                            .allMatch(keyword -> own.list(keyword).equals(other.own.list(keyword)));
        }
    }

    /** A role that was read, with its tasks and handlers. */
    record Part(Role role, Use use, List<Task> tasks, List<Task> handlers) {}

    private final Reading reading;
    private final List<Part> read = new ArrayList<>();

    RoleReader(Reading reading) {
        this.reading = reading;
    }

    /** All parts read so far, dependencies before those that need them. */
    List<Part> all() {
        return read;
    }

    /** A use written in a list of roles: a name, or a mapping with keywords and parameters; its keywords under {@code outer}. */
    Optional<Use> use(YamlNode node, Keywords outer) {
        return switch (node) {
            case YamlNode.Scalar(Value.Text name, var origin) ->
                Optional.of(new Use(
                        name.text(), Keywords.NONE.under(outer), Keywords.NONE, Value.EMPTY_MAPPING, "main", origin));
            case YamlNode.Entries entries -> {
                var name = entries.get("role").or(() -> entries.get("name"));
                if (name.isEmpty() || !(name.get().value() instanceof Value.Text text)) {
                    reading.problem("a role in a list has a name: \"role: nginx\"", entries.origin());
                    yield Optional.empty();
                }
                var element = KeywordReader.read(entries, Keyword.Place.ROLE, reading);
                var parameters = new LinkedHashMap<Value, Value>();
                element.others().stream()
                        .filter(other -> !other.name().equals("role"))
                        .forEach(other -> parameters.put(
                                other.key().value(), other.value().value()));
                yield Optional.of(new Use(
                        text.text(),
                        element.keywords().under(outer),
                        element.keywords(),
                        new Value.Mapping(parameters),
                        "main",
                        entries.origin()));
            }
            default -> {
                reading.problem("a role is named here", node.origin());
                yield Optional.empty();
            }
        };
    }

    /** The role and those it depends on; without those that the play has used in the same way before. */
    List<Part> read(Use use, Optional<Role> parent, int depth) {
        if (depth > MAX_DEPTH) {
            reading.problem("roles depend on each other without end, at \"" + use.name() + "\"", use.origin());
            return List.of();
        }
        var path = find(use.name());
        if (path.isEmpty()) {
            reading.problem(
                    "there is no role \"" + use.name() + "\"",
                    use.origin(),
                    Optional.of("looked in "
                            + String.join(
                                    ", ", places().stream().map(Path::toString).toList())));
            return List.of();
        }
        var parents = new ArrayList<String>();
        parent.ifPresent(role -> {
            parents.add(role.name());
            parents.addAll(role.parents());
        });
        var role = new Role(
                path.get().getFileName().toString(),
                path.get(),
                layers(path.get().resolve("defaults")),
                layers(path.get().resolve("vars")),
                use.parameters(),
                List.copyOf(parents));
        var parts = new ArrayList<Part>(dependencies(role, use, depth));
        boolean again = use.tasksFrom().equals("main")
                && read.stream()
                        .anyMatch(part -> part.role().equals(role) && part.use().sameAs(use));
        if (!again) {
            var part = part(role, use, depth);
            parts.add(part);
            read.add(part);
        }
        return parts;
    }

    private Part part(Role role, Use use, int depth) {
        var files = List.of(role.path(), reading.directory);
        var main = Reading.fileNamed(role.path().resolve("tasks"), stripped(use.tasksFrom()));
        var tasks = new TaskReader(reading, this);
        if (main.isEmpty() && !use.tasksFrom().equals("main")) {
            reading.problem("the role \"" + role.name() + "\" has no tasks/" + use.tasksFrom(), use.origin());
        }
        var list = main.map(file -> tasks.file(file, around(role, use.keywords(), file, files, depth)))
                .orElse(List.of());
        var handlerFile = Reading.fileNamed(role.path().resolve("handlers"), "main");
        var handlers = handlerFile
                .map(file -> tasks.file(file, around(role, use.keywords(), file, files, depth)))
                .orElse(List.of());
        return new Part(role, use, list, handlers);
    }

    private static TaskReader.Surroundings around(
            Role role, Keywords keywords, Path file, List<Path> files, int depth) {
        return new TaskReader.Surroundings(keywords, Optional.of(role), file, files, depth);
    }

    private List<Part> dependencies(Role role, Use use, int depth) {
        var parts = new ArrayList<Part>();
        Reading.fileNamed(role.path().resolve("meta"), "main")
                .flatMap(reading::document)
                .filter(YamlNode.Entries.class::isInstance)
                .flatMap(document -> ((YamlNode.Entries) document).get("dependencies"))
                .ifPresent(node -> {
                    if (node instanceof YamlNode.Items items) {
                        for (var item : items.items()) {
                            use(item, use.keywords())
                                    .ifPresent(needed -> parts.addAll(read(needed, Optional.of(role), depth + 1)));
                        }
                    }
                });
        return parts;
    }

    private List<Layer> layers(Path directory) {
        return reading.variableFiles.named(directory, "main");
    }

    private Optional<Path> find(String name) {
        return places().stream()
                .map(place -> place.resolve(name))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private List<Path> places() {
        var places = new ArrayList<Path>();
        places.add(reading.directory.resolve("roles"));
        places.addAll(reading.rolesPath);
        places.add(reading.directory);
        return places;
    }

    private static String stripped(String name) {
        return name.replaceFirst("\\.(yml|yaml|json)$", "");
    }
}
