package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.Decryption;
import dev.drover.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads playbooks with all that they bring in statically. */
public final class PlaybookLoader {

    private static final int MAX_IMPORTS = 50;

    private final List<Path> rolesPath;
    private final BiConsumer<String, Origin> warnings;
    private final Decryption decryption;

    /** @param rolesPath where roles are looked for besides {@code roles/} beside the playbook */
    public PlaybookLoader(List<Path> rolesPath, BiConsumer<String, Origin> warnings) {
        this(rolesPath, warnings, Decryption.NONE);
    }

    /**
     * @param rolesPath where roles are looked for besides {@code roles/} beside the playbook
     * @param decryption opens the files that are vaults, and the vaults in them
     */
    public PlaybookLoader(List<Path> rolesPath, BiConsumer<String, Origin> warnings, Decryption decryption) {
        this.rolesPath = List.copyOf(rolesPath);
        this.warnings = warnings;
        this.decryption = decryption;
    }

    /**
     * The plays of a playbook and of those it imports.
     *
     * @throws PlaybookException with everything that is wrong in it
     */
    public List<Play> load(Path file) {
        var directory = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElseThrow();
        var reading = new Reading(directory, rolesPath, warnings, decryption);
        var plays = plays(file, Keywords.NONE, reading, 0);
        if (!reading.problems().isEmpty()) {
            throw new PlaybookException(reading.problems());
        }
        return plays;
    }

    private List<Play> plays(Path file, Keywords outer, Reading reading, int depth) {
        if (!Files.isRegularFile(file)) {
            reading.problem("there is no playbook " + file, new Origin(file.toString(), 0, 0));
            return List.of();
        }
        var document = reading.document(file);
        if (document.isEmpty() || !(document.get() instanceof YamlNode.Items items)) {
            if (reading.problems().isEmpty()) {
                reading.problem(
                        "a playbook is a list of plays, each with a dash in front", new Origin(file.toString(), 1, 1));
            }
            return List.of();
        }
        var plays = new ArrayList<Play>();
        for (var item : items.items()) {
            switch (item) {
                case YamlNode.Entries entries
                when importOf(entries).isPresent() -> {
                    if (depth > MAX_IMPORTS) {
                        reading.problem("playbooks import each other without end", entries.origin());
                        return plays;
                    }
                    plays.addAll(imported(entries, file, outer, reading, depth));
                }
                case YamlNode.Entries entries ->
                    play(entries, file, outer, reading).ifPresent(plays::add);
                default -> reading.problem("a play is a mapping with \"hosts\" and tasks or roles", item.origin());
            }
        }
        return plays;
    }

    private static Optional<YamlNode> importOf(YamlNode.Entries entries) {
        return entries.get("import_playbook").or(() -> entries.get("ansible.builtin.import_playbook"));
    }

    private List<Play> imported(YamlNode.Entries node, Path file, Keywords outer, Reading reading, int depth) {
        var element = KeywordReader.read(node, Keyword.Place.ROLE, reading);
        if (!(importOf(node).orElseThrow().value() instanceof Value.Text name)) {
            reading.problem("import_playbook takes the name of a file", node.origin());
            return List.of();
        }
        var path = file.toAbsolutePath().resolveSibling(name.text());
        return plays(path, Keywords.NONE.under(element.keywords()).under(outer), reading, depth + 1);
    }

    private Optional<Play> play(YamlNode.Entries node, Path file, Keywords outer, Reading reading) {
        var element = KeywordReader.read(node, Keyword.Place.PLAY, reading);
        KeywordReader.refuse(element.others(), Keyword.Place.PLAY, reading);
        var keywords = element.keywords().under(outer);
        if (keywords.get(Keyword.HOSTS).isEmpty()) {
            reading.problem("this play does not say which hosts it is for", node.origin());
        }
        if (keywords.get(Keyword.VARS_PROMPT).isPresent()) {
            reading.problem("vars_prompt is not supported yet; hand the values over with -e", node.origin());
        }
        var roles = new RoleReader(reading);
        var tasks = new TaskReader(reading, roles);
        // a play's variables are a level of their own, below those of roles
        var inherited = Keywords.NONE.under(keywords).without(Keyword.VARS);
        var around = new TaskReader.Surroundings(inherited, Optional.empty(), file, List.of(reading.directory), 0);
        var steps = new ArrayList<Step>();
        section(node, "pre_tasks", tasks, around, steps);
        for (var use : roleUses(node, around.keywords(), roles, reading)) {
            for (var part : roles.read(use, Optional.empty(), 0)) {
                part.tasks().forEach(task -> steps.add(new Step.Run(task)));
            }
        }
        node.get("tasks").ifPresent(list -> tasks.list(list, around).forEach(task -> steps.add(new Step.Run(task))));
        steps.add(new Step.Flush());
        section(node, "post_tasks", tasks, around, steps);
        var handlers = new ArrayList<Task>();
        roles.all().forEach(part -> handlers.addAll(part.handlers()));
        node.get("handlers").ifPresent(list -> handlers.addAll(tasks.list(list, around)));
        return Optional.of(new Play(
                keywords,
                List.copyOf(steps),
                List.copyOf(handlers),
                roles.all().stream().map(RoleReader.Part::role).toList(),
                keywords.list(Keyword.VARS_FILES),
                reading.directory,
                node.origin()));
    }

    private static void section(
            YamlNode.Entries node, String name, TaskReader tasks, TaskReader.Surroundings around, List<Step> steps) {
        node.get(name).ifPresent(list -> {
            tasks.list(list, around).forEach(task -> steps.add(new Step.Run(task)));
            steps.add(new Step.Flush());
        });
    }

    private static List<RoleReader.Use> roleUses(
            YamlNode.Entries node, Keywords keywords, RoleReader roles, Reading reading) {
        var list = node.get("roles");
        if (list.isEmpty() || list.get().value() instanceof Value.Nil) {
            return List.of();
        }
        if (!(list.get() instanceof YamlNode.Items items)) {
            reading.problem("roles takes a list", list.get().origin());
            return List.of();
        }
        return items.items().stream()
                .flatMap(item -> roles.use(item, keywords).stream())
                .toList();
    }
}
