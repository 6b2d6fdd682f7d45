package dev.drover.check;

import dev.drover.inventory.InventoryException;
import dev.drover.inventory.WrittenVariables;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import dev.drover.value.Code;
import dev.drover.value.Problem;
import dev.drover.vars.Layer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds all that can be known to be wrong with plays before a node is touched. What must fail is an error; what may fail, because
 * only the run knows a name or a condition, is a warning.
 */
public final class PlaybookCheck {

    private static final List<String> DEBUGGERS =
            List.of("always", "never", "on_failed", "on_unreachable", "on_skipped");
    private static final Set<String> GROWING = Set.of("add_host", "group_by", "refresh_inventory");

    private final Known known;
    private final Findings findings = new Findings();

    private PlaybookCheck(Known known) {
        this.known = known;
    }

    /** Everything that is wrong with these plays, by file and line; nothing where all is well. */
    public static List<Problem> check(List<Play> plays, Known known) {
        var check = new PlaybookCheck(known);
        check.plays(plays);
        return check.findings.sorted();
    }

    private void plays(List<Play> plays) {
        var walks = plays.stream()
                .map(play -> PlayWalk.of(play, known.includer(), known.selected()))
                .toList();
        var tasks = walks.stream()
                .flatMap(walk -> walk.visits().stream())
                .map(Visit::task)
                .toList();
        var hosts = new HostCheck(
                known,
                findings,
                tasks.stream()
                        .anyMatch(task -> GROWING.contains(task.shortModule())
                                || known.modules().find(task.module()).isEmpty()));
        var files = new FileCheck(known.files(), findings, tasks.stream().noneMatch(FileCheck::mayMakeFiles));
        for (var walk : walks) {
            var play = walk.play();
            walk.problems().forEach(findings::add);
            var targeted = hosts.of(play);
            var names = names(play, plays, tasks, targeted, walks.stream().anyMatch(PlayWalk::isDynamic));
            files.play(play, !targeted.isEmpty());
            new SpecCheck(known, findings, names, targeted).of(walk);
            visits(walk, files, new TemplateCheck(names, findings, !targeted.isEmpty()), !targeted.isEmpty());
        }
    }

    private void visits(PlayWalk walk, FileCheck files, TemplateCheck templates, boolean hosts) {
        var keywords = new KeywordCheck(findings);
        keywords.play(walk.play());
        var arguments = new ArgumentCheck(known.modules(), findings);
        var handlers = new HandlerCheck(walk.handlers(), findings, walk.isDynamic());
        walk.play().keywords().list(Keyword.VARS).forEach(templates::definitions);
        walk.play()
                .rollout()
                .ifPresent(rollout -> Stream.of(rollout.canary(), rollout.soak(), rollout.maxFailures())
                        .flatMap(Optional::stream)
                        .forEach(templates::definitions));
        walk.play().roles().forEach(role -> {
            definitions(role.defaults(), templates);
            definitions(role.variables(), templates);
        });
        for (var visit : walk.visits()) {
            keywords.task(visit, hosts);
            arguments.task(visit.task());
            debugger(visit.task());
            handlers.task(visit.task());
            files.task(visit);
            templates.task(visit);
        }
    }

    private static void definitions(List<Layer> layers, TemplateCheck templates) {
        layers.forEach(layer -> layer.names().forEach(name -> layer.find(name).ifPresent(templates::definitions)));
    }

    /** All names that could be defined where a play runs. */
    private Names names(Play play, List<Play> plays, Collection<Task> tasks, List<String> hosts, boolean dynamic) {
        var names = new Names(known.files(), known.modules());
        names.extra(known.extra().names());
        names.play(play);
        tasks.forEach(names::task);
        if (dynamic) {
            names.open();
        }
        var written = new WrittenVariables(known.inventory(), known.files(), Optional.of(play.directory()));
        try {
            hosts.forEach(host -> written.of(host).forEach(names::layer));
        } catch (InventoryException e) {
            names.open();
            e.problems().forEach(problem -> findings.add(problem.orCode(Code.BAD_VARIABLE_FILE)));
        }
        return names;
    }

    private void debugger(Task task) {
        task.keywords()
                .text(Keyword.DEBUGGER)
                .filter(value -> !DEBUGGERS.contains(value))
                .ifPresent(value -> findings.add(new Problem(
                        Code.NOT_SUPPORTED,
                        "\"debugger\" is one of " + String.join(", ", DEBUGGERS) + ", not \"" + value + "\"",
                        task.origin())));
    }
}
