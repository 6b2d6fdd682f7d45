package dev.drover.run;

import dev.drover.inventory.InventoryException;
import dev.drover.module.ArgumentException;
import dev.drover.playbook.FilePlaces;
import dev.drover.playbook.Loop;
import dev.drover.playbook.Play;
import dev.drover.playbook.Role;
import dev.drover.playbook.Step;
import dev.drover.playbook.Task;
import dev.drover.template.Templar;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The facts that plays mention: in its tasks, its variables, and the templates that they render. */
final class MentionedFacts {

    private static final Pattern BRINGS_OTHERS = Pattern.compile("\\{%[-+]?\\s*(include|import|from|extends)\\b");

    private static final int MAX_INCLUDES = 20;

    private final FactMentions mentions = new FactMentions();
    private final Templar templar;
    private final Layers names;
    private final Function<Play, Inclusions> inclusionsOf;
    private Inclusions inclusions;
    private int including;

    /** @param names variables to find the names of template files and includes with */
    private MentionedFacts(Templar templar, Layers names, Function<Play, Inclusions> inclusions, Play first) {
        this.templar = templar;
        this.names = names;
        this.inclusionsOf = inclusions;
        this.inclusions = inclusions.apply(first);
    }

    static FactMentions of(
            List<Play> plays,
            Iterable<HostState> hosts,
            Function<Play, Layers> variables,
            Templar templar,
            Layers names,
            Function<Play, Inclusions> inclusions) {
        var search = new MentionedFacts(templar, names, inclusions, plays.getFirst());
        for (var play : plays) {
            search.inclusions = search.inclusionsOf.apply(play);
            search.play(play);
            search.variables(play, variables);
        }
        hosts.forEach(host -> host.written.forEach(search::layer));
        return search.mentions;
    }

    private void play(Play play) {
        keywords(play.keywords().values());
        play.roles().forEach(this::role);
        play.tasks().forEach(this::task);
    }

    private void variables(Play play, Function<Play, Layers> variables) {
        if (play.variableFiles().stream().anyMatch(name -> name.toString().contains("{{"))) {
            mentions.needAll(); // each host may have files of its own
        }
        try {
            variables.apply(play).fromLowest().stream()
                    .filter(Layer.Fixed.class::isInstance)
                    .forEach(this::layer);
        } catch (InventoryException | TemplateException e) {
            mentions.needAll(); // a file of a later play may not be there yet
        }
    }

    private void keywords(Map<?, Value> values) {
        values.values().forEach(mentions::scan);
    }

    private void role(Role role) {
        role.defaults().forEach(this::layer);
        role.variables().forEach(this::layer);
        mentions.scan(role.parameters());
    }

    private void layer(Layer layer) {
        layer.names().forEach(name -> layer.find(name).ifPresent(mentions::scan));
    }

    private void task(Task task) {
        keywords(task.keywords().values());
        mentions.scan(task.arguments());
        task.loop().map(Loop::source).ifPresent(mentions::scan);
        if (task.shortModule().equals("template")) {
            task.arguments().get("src").ifPresent(source -> template(task, source));
        }
        if (Inclusions.includes(task)) {
            included(task);
        }
    }

    /** What an include brings, if its name depends on nothing that differs between hosts. */
    private void included(Task task) {
        if (task.loop().isPresent()) {
            mentions.needAll(); // each item may include something else
            return;
        }
        if (including > MAX_INCLUDES) {
            return; // it includes itself, under some condition
        }
        including++;
        try {
            var included = inclusions.named(task, names);
            included.roles().forEach(this::role);
            included.steps().stream().flatMap(Step::tasks).forEach(this::task);
            included.handlers().forEach(this::task);
        } catch (TemplateException | ArgumentException e) {
            mentions.needAll(); // it can't be told yet
        } finally {
            including--;
        }
    }

    private void template(Task task, Value source) {
        try {
            String name = templar.resolve(source, names).toString();
            FilePlaces.of(task).places("templates", name).stream()
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .ifPresentOrElse(this::file, mentions::needAll);
        } catch (TemplateException e) {
            mentions.needAll(); // its name depends on a host or a loop
        }
    }

    private void file(Path path) {
        try {
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            mentions.scan(text);
            if (BRINGS_OTHERS.matcher(text).find() || text.startsWith(Decryption.MARK)) {
                mentions.needAll();
            }
        } catch (IOException e) {
            mentions.needAll();
        }
    }
}
