package dev.drover.module.packages;

import dev.drover.module.Controller;
import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.question.Packages;
import java.util.List;

/** The file of one package, on the node or behind a URL that the node fetches. */
record AptDeb(NodePath file, AptOptions options, Controller controller) {

    Plan plan(AptRun run) {
        return run.ask(new Output(Script.of("dr_deb {}", path())), (answer, lists) -> {
            var lines = answer.out().lines().toList();
            if (!answer.ok() || lines.size() < 3) {
                return Plan.failed(
                        "Unable to install package %s: %s", file, answer.err().strip());
            }
            var name = lines.get(2).equals("all") ? lines.get(0) : lines.get(0) + ":" + lines.get(2);
            return run.freshen(
                    lists,
                    (fresh, updated) -> Plan.ask(
                            new Packages(List.of(name)),
                            known -> decide(run, known, name, lines.get(1), fresh, updated)));
        });
    }

    private Plan decide(
            AptRun run, Packages.Known known, String name, String version, AptRun.Lists lists, boolean updated) {
        for (var entry : known.named(name)) {
            int order = DebianVersion.compare(entry.version(), version);
            if (entry.installed() && order == 0) {
                return Plan.settled(run.cache(Result.UNCHANGED, lists, updated));
            }
            if (entry.installed() && order > 0 && !options.allowDowngrade() && !options.force()) {
                return Plan.failed("%s is installed in version %s, which is newer than %s; set allow_downgrade: true"
                        .formatted(name, entry.version(), version));
            }
        }
        var install = options.run(Apt.words(options.installing(), "install"));
        var script =
                Script.of(Sh.lines(List.of(Sh.sh("dr_fetch {} || exit", path()), Sh.sh("{} \"$dr_deb\"", install))));
        return new Plan.Change(
                Diff.NONE,
                script,
                run.cache(Result.CHANGED, lists, updated),
                answer -> Plan.settled(
                        answer.ok()
                                ? run.cache(AptRun.said(Result.CHANGED, answer), lists, updated)
                                : run.failure("install " + file, answer)));
    }

    /** A URL means itself; a path what it means on the node. */
    private Sh path() {
        return file.text().contains("://") ? Sh.sh("{}", file.text()) : file.sh();
    }
}
