package dev.drover.playbook;

import dev.drover.value.Code;
import dev.drover.value.Value;
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

    /** A role that was read, with its tasks and handlers. */
    record Part(Role role, RoleUse use, List<Step> steps, List<Task> handlers) {}

    private final Reading reading;
    private final boolean dynamic;
    private final List<Part> read = new ArrayList<>();

    /** @param dynamic whether it reads for an include: what hosts have run before is known to the engine only */
    RoleReader(Reading reading, boolean dynamic) {
        this.reading = reading;
        this.dynamic = dynamic;
    }

    /** All parts read so far, dependencies before those that need them. */
    List<Part> all() {
        return read;
    }

    /** A use written in a list of roles: a name, or a mapping with keywords and parameters; its keywords under {@code outer}. */
    Optional<RoleUse> use(YamlNode node, Keywords outer) {
        return switch (node) {
            case YamlNode.Scalar(Value.Text name, var origin) ->
                name(name, outer)
                        .map(constant -> new RoleUse(
                                constant,
                                Keywords.NONE.under(outer),
                                Keywords.NONE,
                                Value.EMPTY_MAPPING,
                                RoleFiles.MAIN,
                                false,
                                false,
                                origin));
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
                var keywords = element.keywords().under(outer);
                yield name(text, keywords)
                        .map(constant -> new RoleUse(
                                constant,
                                keywords,
                                element.keywords(),
                                new Value.Mapping(parameters),
                                RoleFiles.MAIN,
                                false,
                                false,
                                entries.origin()));
            }
            default -> {
                reading.problem("a role is named here", node.origin());
                yield Optional.empty();
            }
        };
    }

    private Optional<String> name(Value.Text written, Keywords keywords) {
        var name = reading.constant(written, keywords);
        if (name.isEmpty()) {
            reading.problem(
                    Code.LATE_NAME,
                    "the name of a role must be known before anything runs: from -e or the play's vars",
                    written.origin());
        }
        return name;
    }

    /**
     * The role and those it depends on; without those that the play has used in the same way before.
     *
     * @param around where it is used; its keywords are those of {@code use} already
     */
    List<Part> read(RoleUse written, Surroundings around) {
        var use = qualified(written);
        if (around.depth() > MAX_DEPTH) {
            reading.problem(
                    Code.CYCLE, "roles depend on each other without end, at \"" + use.name() + "\"", use.origin());
            return List.of();
        }
        var places = places(around);
        var path = places.stream()
                .map(place -> place.resolve(use.name()))
                .filter(Files::isDirectory)
                .findFirst()
                .or(() -> inCollection(use.name()));
        if (path.isEmpty()) {
            reading.problem(
                    Code.NO_ROLE,
                    "there is no role \"" + use.name() + "\"",
                    use.origin(),
                    Optional.of("looked in " + TaskReader.shown(places)));
            return List.of();
        }
        var alone = role(path.get(), use, around, List.of());
        var parts = new ArrayList<Part>(
                dependencies(alone, use, around.with(use.keywords()).in(alone, reading.directory)));
        var role = role(path.get(), use, around, parts.stream().map(Part::role).toList());
        var inside = around.with(use.keywords()).in(role, reading.directory);
        boolean before = read.stream()
                .anyMatch(part -> part.role().equals(role) && part.use().sameAs(use));
        if (!before || use.again() || allowsDuplicates(role)) {
            var part = part(role, use, inside);
            parts.add(part);
            read.add(part);
        }
        return parts;
    }

    private Role role(Path path, RoleUse use, Surroundings around, List<Role> dependencies) {
        var parents = new ArrayList<Role>();
        around.role().filter(parent -> !use.dependency()).ifPresent(parent -> {
            parents.add(parent);
            parents.addAll(parent.parents());
        });
        boolean qualified = use.name().matches("\\w+(\\.\\w+){2,}");
        return new Role(
                (qualified ? use.name().replaceFirst("^(\\w+\\.\\w+\\.).*", "$1") : "") + path.getFileName(),
                path,
                reading.variableFiles.named(
                        path.resolve("defaults"), use.files().defaults()),
                reading.variableFiles.named(path.resolve("vars"), use.files().variables()),
                use.parameters(),
                List.copyOf(parents),
                dependencies,
                dynamic && !use.again());
    }

    private Part part(Role role, RoleUse use, Surroundings inside) {
        var main = Reading.fileNamed(role.path().resolve("tasks"), use.files().tasks());
        var tasks = new TaskReader(reading, this);
        if (main.isEmpty() && !use.files().tasks().equals("main")) {
            reading.problem(
                    Code.NO_TASK_FILE,
                    "the role \"" + role.name() + "\" has no tasks/"
                            + use.files().tasks(),
                    use.origin());
        }
        var steps = new ArrayList<Step>();
        if (use.files().specified()) {
            new ArgumentSpecs(reading).check(role, use.files().tasks(), inside).ifPresent(steps::add);
        }
        main.map(file -> tasks.file(file, inside)).ifPresent(steps::addAll);
        var handlers = Reading.fileNamed(
                        role.path().resolve("handlers"), use.files().handlers())
                .map(file -> tasks.file(file, inside))
                .orElse(List.of());
        return new Part(role, use, steps, handlers.stream().flatMap(Step::tasks).toList());
    }

    private Optional<YamlNode.Entries> meta(Role role) {
        return Reading.fileNamed(role.path().resolve("meta"), "main")
                .flatMap(reading::document)
                .flatMap(document -> switch (document) {
                    case YamlNode.Entries entries -> Optional.of(entries);
                    case YamlNode.Scalar(Value.Nil _, var _) -> Optional.empty();
                    case YamlNode other -> {
                        reading.problem("what is said of a role is a mapping", other.origin());
                        yield Optional.empty();
                    }
                });
    }

    private boolean allowsDuplicates(Role role) {
        return meta(role)
                .flatMap(meta -> meta.get("allow_duplicates"))
                .map(node -> node.value().equals(Value.TRUE))
                .orElse(false);
    }

    private List<Part> dependencies(Role role, RoleUse use, Surroundings inside) {
        var parts = new ArrayList<Part>();
        meta(role).flatMap(meta -> meta.get("dependencies")).ifPresent(node -> {
            if (node instanceof YamlNode.Items items) {
                for (var item : items.items()) {
                    use(item, use.keywords())
                            .map(RoleUse::asDependency)
                            .ifPresent(needed -> parts.addAll(read(needed, inside)));
                }
            } else if (!(node.value() instanceof Value.Nil)) {
                reading.problem("dependencies takes a list of roles", node.origin());
            }
        });
        return parts;
    }

    private List<Path> places(Surroundings around) {
        var places = new ArrayList<Path>();
        places.add(reading.directory.resolve("roles"));
        places.addAll(reading.rolesPath);
        around.role().ifPresent(role -> places.add(role.path().resolveSibling("")));
        places.add(reading.directory);
        return places.stream().map(Path::normalize).distinct().toList();
    }

    /** With its whole name, where it is one of a collection that {@code collections} names. */
    private RoleUse qualified(RoleUse use) {
        return use.name().contains(".")
                ? use
                : use.keywords().list(Keyword.COLLECTIONS).stream()
                        .map(collection -> collection + "." + use.name())
                        .filter(name -> inCollection(name).isPresent())
                        .findFirst()
                        .map(use::named)
                        .orElse(use);
    }

    /** {@code ns.collection.role}, with dots for directories below, in the collections beside the playbook and those of the configuration. */
    private Optional<Path> inCollection(String name) {
        var parts = name.split("\\.", 3);
        return parts.length != 3
                ? Optional.empty()
                : reading.collections().stream()
                        .map(root -> root.resolve("ansible_collections")
                                .resolve(parts[0])
                                .resolve(parts[1])
                                .resolve("roles")
                                .resolve(parts[2].replace('.', '/')))
                        .filter(Files::isDirectory)
                        .findFirst();
    }
}
