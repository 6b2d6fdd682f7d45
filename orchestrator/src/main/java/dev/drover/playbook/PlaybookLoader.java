package dev.drover.playbook;

import dev.drover.inventory.VariableFiles;
import dev.drover.value.Code;
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

    private final SearchPaths paths;
    private final ConstantNames names;
    private final BiConsumer<String, Origin> warnings;
    private final Decryption decryption;

    public PlaybookLoader(SearchPaths paths, ConstantNames names, BiConsumer<String, Origin> warnings) {
        this(paths, names, warnings, Decryption.NONE);
    }

    /** @param decryption opens the files that are vaults, and the vaults in them */
    public PlaybookLoader(
            SearchPaths paths, ConstantNames names, BiConsumer<String, Origin> warnings, Decryption decryption) {
        this.paths = paths;
        this.names = names;
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
        var files = new VariableFiles(warnings, decryption);
        var reading = new Reading(directory, paths, names, files, warnings, decryption);
        var plays = plays(file, Keywords.NONE, reading, 0);
        reading.finish();
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
        if (!(importOf(node).orElseThrow().value() instanceof Value.Text written)) {
            reading.problem("import_playbook takes the name of a file", node.origin());
            return List.of();
        }
        var name = reading.constant(written, element.keywords().under(outer));
        if (name.isEmpty()) {
            reading.problem("which playbook is imported must be known before anything runs", written.origin());
            return List.of();
        }
        var path =
                inCollection(name.get(), reading).orElse(file.toAbsolutePath().resolveSibling(name.get()));
        if (!Files.isRegularFile(path)) {
            reading.problem(Code.UNREADABLE, "there is no playbook " + path.normalize(), written.origin());
            return List.of();
        }
        var inside = reading.in(path.normalize().getParent());
        return plays(path, Keywords.NONE.under(element.keywords()).under(outer), inside, depth + 1);
    }

    /** {@code ns.collection.playbook}. */
    private static Optional<Path> inCollection(String name, Reading reading) {
        var parts = name.split("\\.");
        return parts.length != 3
                ? Optional.empty()
                : reading.collections().stream()
                        .flatMap(root -> Reading.fileNamed(
                                root.resolve("ansible_collections")
                                        .resolve(parts[0])
                                        .resolve(parts[1])
                                        .resolve("playbooks"),
                                parts[2])
                                .stream())
                        .findFirst();
    }

    private Optional<Play> play(YamlNode.Entries node, Path file, Keywords outer, Reading reading) {
        var element = KeywordReader.read(node, Keyword.Place.PLAY, reading);
        KeywordReader.refuse(element.others(), Keyword.Place.PLAY, reading);
        var keywords = element.keywords().under(outer);
        if (keywords.get(Keyword.HOSTS).isEmpty()) {
            reading.problem("this play does not say which hosts it is for", node.origin());
        }
        reading.enter(keywords);
        var prompts = node.get("vars_prompt")
                .filter(prompt -> !(prompt.value() instanceof Value.Nil))
                .map(prompt -> Prompt.read(prompt, reading))
                .orElse(List.of());
        var roles = new RoleReader(reading, false);
        var tasks = new TaskReader(reading, roles);
        // a play's variables are a level of their own, below those of roles
        var inherited = Keywords.NONE.under(keywords).without(Keyword.VARS);
        var around = Surroundings.ofPlay(inherited, file, reading.directory);
        var steps = new ArrayList<Step>();
        section(node, "pre_tasks", tasks, around, steps);
        for (var use : roleUses(node, around.keywords(), roles, reading)) {
            roles.read(use, around).forEach(part -> steps.addAll(part.steps()));
        }
        node.get("tasks").ifPresent(list -> steps.addAll(tasks.list(list, around)));
        steps.add(new Step.Flush());
        section(node, "post_tasks", tasks, around, steps);
        var handlers = new ArrayList<Task>();
        roles.all().forEach(part -> handlers.addAll(part.handlers()));
        node.get("handlers")
                .ifPresent(list ->
                        tasks.list(list, around).stream().flatMap(Step::tasks).forEach(handlers::add));
        var rollout = node.get("rollout")
                .filter(written -> !(written.value() instanceof Value.Nil))
                .flatMap(written -> rollout(written, keywords, new RolloutReader(tasks, around, reading), reading));
        return Optional.of(new Play(
                keywords,
                List.copyOf(steps),
                List.copyOf(handlers),
                roles.all().stream().map(RoleReader.Part::role).toList(),
                keywords.list(Keyword.VARS_FILES),
                prompts,
                rollout,
                reading.directory,
                node.origin()));
    }

    private static Optional<Rollout> rollout(
            YamlNode written, Keywords keywords, RolloutReader reader, Reading reading) {
        keywords.text(Keyword.STRATEGY)
                .filter(strategy -> strategy.endsWith("free") || strategy.endsWith("host_pinned"))
                .ifPresent(strategy -> reading.problem(
                        "a rollout goes batch by batch, and strategy " + strategy + " does not", written.origin()));
        return reader.read(written);
    }

    private static void section(
            YamlNode.Entries node, String name, TaskReader tasks, Surroundings around, List<Step> steps) {
        node.get(name).ifPresent(list -> {
            steps.addAll(tasks.list(list, around));
            steps.add(new Step.Flush());
        });
    }

    private static List<RoleUse> roleUses(YamlNode.Entries node, Keywords keywords, RoleReader roles, Reading reading) {
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
