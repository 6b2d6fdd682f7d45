package dev.drover.playbook;

import dev.drover.playbook.ActionReader.Action;
import dev.drover.value.Code;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of tasks: blocks, static imports, dynamic includes. */
final class TaskReader {

    private static final int MAX_IMPORTS = 50;

    private final Reading reading;
    private final RoleReader roles;
    private final ActionReader actions;

    TaskReader(Reading reading, RoleReader roles) {
        this.reading = reading;
        this.roles = roles;
        this.actions = new ActionReader(reading);
    }

    /** The tasks of a file. */
    List<Step> file(Path path, Surroundings around) {
        return reading.document(path)
                .map(document -> list(document, around.in(path)))
                .orElse(List.of());
    }

    /** The tasks of a list; nothing where there is none. */
    List<Step> list(YamlNode node, Surroundings around) {
        if (node.value() instanceof Value.Nil) {
            return List.of();
        }
        if (!(node instanceof YamlNode.Items items)) {
            reading.problem("a list of tasks is expected here, each with a dash in front", node.origin());
            return List.of();
        }
        var steps = new ArrayList<Step>();
        for (var item : items.items()) {
            if (item instanceof YamlNode.Entries entries) {
                steps.addAll(one(entries, around));
            } else {
                reading.problem("a task is a mapping: a module's name, a colon, its arguments", item.origin());
            }
        }
        return steps;
    }

    private List<Step> one(YamlNode.Entries node, Surroundings around) {
        if (node.get("block").isPresent()) {
            return block(node, around);
        }
        for (var part : List.of("rescue", "always")) {
            if (node.get(part).isPresent()) {
                reading.problem(
                        "\"" + part + "\" belongs to a block, and there is none here",
                        node.get(part).get().origin());
                return List.of();
            }
        }
        var element = KeywordReader.read(node, Keyword.Place.TASK, reading);
        var loops = element.others().stream()
                .filter(entry -> entry.name().startsWith("with_"))
                .toList();
        var candidates = new ArrayList<>(element.others());
        candidates.removeAll(loops);
        var loop = loop(element.keywords(), loops, node);
        var action = actions.read(element.keywords(), candidates, node);
        if (action.isEmpty()) {
            return List.of();
        }
        var keywords = action.get().local()
                ? element.keywords().with(Keyword.DELEGATE_TO, Value.of("localhost"))
                : element.keywords();
        var inherited = keywords.under(around.keywords());
        return switch (action.get().shortName()) {
            case "import_tasks" ->
                loopless(loop, node.origin()) ? imported(action.get(), inherited, around) : List.of();
            case "import_role" ->
                loopless(loop, node.origin()) ? importedRole(action.get(), inherited, around) : List.of();
            // as old versions did: static where that is possible
            case "include" ->
                loop.isEmpty() && !isTemplate(fileOf(action.get()))
                        ? imported(action.get(), inherited, around)
                        : List.of(run(action.get(), "include_tasks", inherited, loop, around, node.origin()));
            default -> List.of(run(action.get(), action.get().module(), inherited, loop, around, node.origin()));
        };
    }

    private static Step.Run run(
            Action action, String module, Keywords keywords, Optional<Loop> loop, Surroundings around, Origin origin) {
        return new Step.Run(new Task(keywords, module, action.arguments(), loop, around, origin));
    }

    private boolean loopless(Optional<Loop> loop, Origin origin) {
        if (loop.isPresent()) {
            reading.problem("an import can't be repeated in a loop; an include can", origin);
        }
        return loop.isEmpty();
    }

    private List<Step> block(YamlNode.Entries node, Surroundings around) {
        var element = KeywordReader.read(node, Keyword.Place.BLOCK, reading);
        KeywordReader.refuse(element.others(), Keyword.Place.BLOCK, reading);
        var inside = around.with(element.keywords().under(around.keywords()));
        var steps = list(node.get("block").orElseThrow(), inside);
        var rescue = node.get("rescue").map(list -> list(list, inside)).orElse(List.of());
        var always = node.get("always").map(list -> list(list, inside)).orElse(List.of());
        return rescue.isEmpty() && always.isEmpty()
                ? steps
                : List.of(new Step.Guarded(steps, rescue, always, node.origin()));
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

    private static Value fileOf(Action action) {
        return action.arguments()
                .get("file")
                .or(() -> action.arguments().get("_raw_params"))
                .orElse(Value.NIL);
    }

    private static boolean isTemplate(Value value) {
        return value instanceof Value.Text text && text.text().contains("{{");
    }

    private List<Step> imported(Action action, Keywords keywords, Surroundings around) {
        if (!(fileOf(action) instanceof Value.Text written)) {
            reading.problem("import_tasks takes the name of a file", action.origin());
            return List.of();
        }
        var name = reading.constant(written, keywords);
        if (name.isEmpty()) {
            reading.problem(
                    Code.LATE_NAME,
                    "the file of import_tasks must be known before anything runs: from -e, the play's vars or its own; "
                            + "include_tasks decides later",
                    action.origin());
            return List.of();
        }
        if (around.depth() > MAX_IMPORTS) {
            reading.problem(Code.CYCLE, "files of tasks import each other without end", action.origin());
            return List.of();
        }
        var directories = directories(around, reading.directory);
        return directories.stream()
                .map(directory -> directory.resolve(name.get()))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(path -> file(path, around.with(withoutOwn(keywords))))
                .orElseGet(() -> {
                    reading.problem(
                            Code.NO_TASK_FILE,
                            "there is no file " + name.get() + " in " + shown(directories),
                            action.origin());
                    return List.of();
                });
    }

    static String shown(List<Path> directories) {
        return String.join(", ", directories.stream().map(Path::toString).toList());
    }

    /** Where a file of tasks is looked for that is named in these surroundings, nearest first. */
    static List<Path> directories(Surroundings around, Path playbook) {
        var directories = new ArrayList<Path>();
        directories.add(around.file().toAbsolutePath().getParent());
        directories.addAll(around.taskFiles());
        around.role().ifPresent(role -> {
            directories.add(role.path().resolve("tasks"));
            directories.add(role.path().resolve("handlers"));
            directories.add(role.path());
        });
        directories.add(playbook);
        return directories.stream().distinct().toList();
    }

    private List<Step> importedRole(Action action, Keywords keywords, Surroundings around) {
        var name = action.arguments().get("name").or(() -> action.arguments().get("role"));
        if (!(name.orElse(Value.NIL) instanceof Value.Text written)) {
            reading.problem("import_role takes the name of a role", action.origin());
            return List.of();
        }
        var constant = reading.constant(written, keywords);
        if (constant.isEmpty()) {
            reading.problem(
                    Code.LATE_NAME,
                    "the role of import_role must be known before anything runs; include_role decides later",
                    action.origin());
            return List.of();
        }
        var use = new RoleUse(
                constant.get(),
                withoutOwn(keywords),
                Keywords.NONE,
                Value.EMPTY_MAPPING,
                RoleFiles.of(action.arguments()),
                true,
                false,
                action.origin());
        return roles.read(use, around).stream()
                .flatMap(part -> part.steps().stream())
                .toList();
    }

    /** What an import passes on to the tasks it brings: all but its own name. */
    private static Keywords withoutOwn(Keywords keywords) {
        return Keywords.NONE.under(keywords);
    }
}
