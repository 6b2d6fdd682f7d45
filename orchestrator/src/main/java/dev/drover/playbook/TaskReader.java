package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads lists of tasks: blocks, static imports, and the three ways to write a module's arguments. */
final class TaskReader {

    private static final int MAX_IMPORTS = 50;

    /**
     * What surrounds a list of tasks.
     *
     * @param keywords what they inherit
     * @param file the file they stand in
     * @param files where relative files of theirs are looked for
     */
    record Surroundings(Keywords keywords, Optional<Role> role, Path file, List<Path> files, int imports) {
        Surroundings with(Keywords inner) {
            return new Surroundings(inner, role, file, files, imports);
        }

        Surroundings in(Path other) {
            return new Surroundings(keywords, role, other, files, imports + 1);
        }
    }

    private final Reading reading;
    private final RoleReader roles;

    TaskReader(Reading reading, RoleReader roles) {
        this.reading = reading;
        this.roles = roles;
    }

    /** The tasks of a file. */
    List<Task> file(Path path, Surroundings around) {
        return reading.document(path)
                .map(document -> list(document, around.in(path)))
                .orElse(List.of());
    }

    /** The tasks of a list; nothing where there is none. */
    List<Task> list(YamlNode node, Surroundings around) {
        if (node.value() instanceof Value.Nil) {
            return List.of();
        }
        if (!(node instanceof YamlNode.Items items)) {
            reading.problem("a list of tasks is expected here, each with a dash in front", node.origin());
            return List.of();
        }
        var tasks = new ArrayList<Task>();
        for (var item : items.items()) {
            if (item instanceof YamlNode.Entries entries) {
                tasks.addAll(one(entries, around));
            } else {
                reading.problem("a task is a mapping: a module's name, a colon, its arguments", item.origin());
            }
        }
        return tasks;
    }

    private List<Task> one(YamlNode.Entries node, Surroundings around) {
        if (node.get("block").isPresent()) {
            return block(node, around);
        }
        var element = KeywordReader.read(node, Keyword.Place.TASK, reading);
        var loops = element.others().stream()
                .filter(entry -> entry.name().startsWith("with_"))
                .toList();
        var candidates = new ArrayList<>(element.others());
        candidates.removeAll(loops);
        var loop = loop(element.keywords(), loops, node);
        var action = action(element.keywords(), candidates, node);
        if (action.isEmpty()) {
            return List.of();
        }
        var keywords = action.get().local()
                ? element.keywords().with(Keyword.DELEGATE_TO, Value.of("localhost"))
                : element.keywords();
        var inherited = keywords.under(around.keywords());
        return switch (shortName(action.get().module())) {
            case "import_tasks", "include" -> imported(action.get(), inherited, around);
            case "import_role" -> importedRole(action.get(), inherited, around);
            case "include_tasks", "include_role" -> {
                reading.problem(
                        action.get().module() + " is not supported yet; import_"
                                + shortName(action.get().module()).substring("include_".length())
                                + " is, where nothing is decided at run time",
                        action.get().origin());
                yield List.of();
            }
            default ->
                List.of(new Task(
                        inherited,
                        action.get().module(),
                        action.get().arguments(),
                        loop,
                        around.role(),
                        around.files(),
                        node.origin()));
        };
    }

    private List<Task> block(YamlNode.Entries node, Surroundings around) {
        var element = KeywordReader.read(node, Keyword.Place.BLOCK, reading);
        KeywordReader.refuse(element.others(), Keyword.Place.BLOCK, reading);
        for (var unsupported : List.of("rescue", "always")) {
            node.get(unsupported)
                    .ifPresent(part -> reading.problem(unsupported + " is not supported yet", part.origin()));
        }
        return list(
                node.get("block").orElseThrow(), around.with(element.keywords().under(around.keywords())));
    }

    private Optional<Loop> loop(Keywords keywords, List<YamlNode.Entry> loops, YamlNode.Entries node) {
        var plain = keywords.get(Keyword.LOOP);
        if (loops.size() + (plain.isPresent() ? 1 : 0) > 1) {
            reading.problem("a task has one loop, not several", node.origin());
        }
        return plain.map(source -> new Loop("list", source))
                .or(() -> loops.stream()
                        .findFirst()
                        .map(entry -> new Loop(
                                entry.name().substring("with_".length()),
                                entry.value().value())));
    }

    private record Action(String module, Value.Mapping arguments, boolean local, Origin origin) {}

    private Optional<Action> action(Keywords keywords, List<YamlNode.Entry> candidates, YamlNode.Entries node) {
        var args = keywords.get(Keyword.ARGS);
        var old = keywords.get(Keyword.ACTION).or(() -> keywords.get(Keyword.LOCAL_ACTION));
        boolean local = keywords.get(Keyword.LOCAL_ACTION).isPresent();
        if (old.isPresent() && candidates.isEmpty()) {
            return oldAction(old.get(), local, args, node.origin());
        }
        if (candidates.size() != 1 || old.isPresent()) {
            if (candidates.isEmpty()) {
                reading.problem("this task names no module", node.origin());
            } else {
                var names = candidates.stream()
                        .map(entry -> "\"" + entry.name() + "\"")
                        .toList();
                var misspelled = candidates.stream()
                        .filter(entry -> nearest(entry).isPresent())
                        .findFirst()
                        .orElse(candidates.getLast());
                reading.problem(
                        "a task has one module; which of these is no keyword: " + String.join(", ", names),
                        misspelled.key().origin(),
                        nearest(misspelled).map(name -> "did you mean `" + name + "`?"));
            }
            return Optional.empty();
        }
        var entry = candidates.getFirst();
        return arguments(
                        entry.name(), entry.value().value(), args, entry.value().origin())
                .map(found -> new Action(entry.name(), found, local, entry.key().origin()));
    }

    private static Optional<String> nearest(YamlNode.Entry entry) {
        return dev.drover.value.Nearest.to(entry.name(), Keyword.namesOn(Keyword.Place.TASK));
    }

    private Optional<Action> oldAction(Value action, boolean local, Optional<Value> args, Origin origin) {
        return switch (action) {
            case Value.Text text -> {
                String line = text.text().strip();
                int blank = line.indexOf(' ');
                String module = blank < 0 ? line : line.substring(0, blank);
                var rest = Value.Text.written(blank < 0 ? "" : line.substring(blank + 1), text.origin());
                yield arguments(module, rest, args, origin).map(found -> new Action(module, found, local, origin));
            }
            case Value.Mapping mapping
            when mapping.get("module").isPresent() -> {
                var rest = new LinkedHashMap<>(mapping.entries());
                String module = rest.remove(Value.of("module")).toString();
                yield arguments(module, new Value.Mapping(rest), args, origin)
                        .map(found -> new Action(module, found, local, origin));
            }
            default -> {
                reading.problem("action takes a module's name and its arguments", origin);
                yield Optional.empty();
            }
        };
    }

    private Optional<Value.Mapping> arguments(String module, Value written, Optional<Value> args, Origin origin) {
        var all = new LinkedHashMap<Value, Value>();
        if (args.isPresent()) {
            if (!(args.get() instanceof Value.Mapping mapping)) {
                reading.problem("args takes a mapping of arguments", origin);
                return Optional.empty();
            }
            all.putAll(mapping.entries());
        }
        switch (written) {
            case Value.Nil nil -> {}
            case Value.Mapping mapping -> all.putAll(mapping.entries());
            case Value.Text text -> {
                try {
                    all.putAll(KeyValues.parse(shortName(module), text).entries());
                } catch (IllegalArgumentException e) {
                    reading.problem(module + ": " + e.getMessage(), origin);
                    return Optional.empty();
                }
            }
            default -> {
                reading.problem("the arguments of " + module + " are a mapping", origin);
                return Optional.empty();
            }
        }
        return Optional.of(new Value.Mapping(all));
    }

    private List<Task> imported(Action action, Keywords keywords, Surroundings around) {
        var file = action.arguments().get("file").or(() -> action.arguments().get("_raw_params"));
        if (!(file.orElse(Value.NIL) instanceof Value.Text name) || name.text().contains("{{")) {
            reading.problem("import_tasks takes the name of a file, known before anything runs", action.origin());
            return List.of();
        }
        if (around.imports() > MAX_IMPORTS) {
            reading.problem("files of tasks import each other without end", action.origin());
            return List.of();
        }
        var directories = new ArrayList<Path>();
        directories.add(around.file().toAbsolutePath().getParent());
        around.role().ifPresent(role -> directories.add(role.path().resolve("tasks")));
        directories.add(reading.directory);
        return directories.stream()
                .map(directory -> directory.resolve(name.text()))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(path -> file(path, around.with(withoutOwn(keywords))))
                .orElseGet(() -> {
                    reading.problem("there is no file " + name.text() + " in " + directories, action.origin());
                    return List.of();
                });
    }

    private List<Task> importedRole(Action action, Keywords keywords, Surroundings around) {
        if (!(action.arguments().get("name").orElse(Value.NIL) instanceof Value.Text name)) {
            reading.problem("import_role takes the name of a role", action.origin());
            return List.of();
        }
        String from = action.arguments().get("tasks_from").map(Value::toString).orElse("main");
        var use = new RoleReader.Use(
                name.text(), withoutOwn(keywords), Keywords.NONE, Value.EMPTY_MAPPING, from, action.origin());
        return roles.read(use, around.role(), around.imports() + 1).stream()
                .flatMap(part -> part.tasks().stream())
                .toList();
    }

    /** What an import passes on to the tasks it brings: all but its own name. */
    private static Keywords withoutOwn(Keywords keywords) {
        return Keywords.NONE.under(keywords);
    }

    private static String shortName(String module) {
        int dot = module.lastIndexOf('.');
        return dot < 0 ? module : module.substring(dot + 1);
    }
}
