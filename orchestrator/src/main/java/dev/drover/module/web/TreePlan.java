package dev.drover.module.web;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.FileText;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;

/** How a configuration that is not as it should be becomes so: look (where a diff is wanted), test aside, put in place. */
record TreePlan(Nginx call, List<TreeChange> changes) {

    private static final int NO_NGINX = 127;

    TreePlan {
        changes = List.copyOf(changes);
    }

    /** @param from the first change whose diff is not known yet */
    Plan plan(Diff known, int from) {
        if (from == changes.size() || !call.controller().diffMode()) {
            return Plan.ask(new Output(Script.of(test(), attachments())), answer -> tested(answer, known));
        }
        var change = changes.get(from);
        return Plan.ask(new FileText(change.path()), before -> plan(known.and(change.diff(before)), from + 1));
    }

    private Plan tested(Answer answer, Diff diff) {
        boolean yetToCome = answer.status() == NO_NGINX && call.controller().checkMode();
        if (!answer.ok() && !yetToCome) {
            return Plan.settled(
                    answer.status() == NO_NGINX
                            ? Result.failed("there is no Nginx on the node")
                            : new Complaint(answer.err().strip(), changes).result());
        }
        var result = Result.CHANGED.with(
                "files",
                Value.Sequence.ofTexts(
                        changes.stream().map(change -> change.path().text()).toList()));
        return new Plan.Change(
                diff,
                Script.of(place(), attachments()),
                result,
                done -> Plan.settled(done.ok() ? result : Result.failed(Plan.complaint(done))));
    }

    private Attachment[] attachments() {
        return changes.stream()
                .filter(TreeChange.Put.class::isInstance)
                .map(change -> ((TreeChange.Put) change).made().contents().attachment())
                .toArray(Attachment[]::new);
    }

    private Sh test() {
        var steps = new ArrayList<Sh>();
        steps.add(Sh.sh("dr_nginx_aside {} || exit", call.directory()));
        int attachment = 0;
        for (var change : changes) {
            var name = call.below(change.path().text());
            steps.add(
                    switch (change) {
                        case TreeChange.Put _ -> Sh.sh("dr_nginx_put {} {} || exit", name, attached(++attachment));
                        case TreeChange.Remove _ -> Sh.sh("rm -rf -- \"$dr_aside\"/{}", name);
                    });
        }
        steps.add(Sh.sh("dr_nginx_test {}", call.directory()));
        return Sh.lines(steps);
    }

    private Sh place() {
        var steps = new ArrayList<Sh>();
        var place = new ArrayList<Sh>();
        var back = new ArrayList<Sh>();
        steps.add(Sh.sh("dr_nginx_begin {} || exit", call.directory()));
        int attachment = 0;
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            switch (change) {
                case TreeChange.Put put ->
                    steps.add(Sh.sh(
                            "dr_nginx_stage {} {} {} || exit",
                            i,
                            attached(++attachment),
                            put.file().attributes().words()));
                case TreeChange.Remove _ -> {}
            }
            place.add(Sh.sh("dr_nginx_place {} {} &&", i, change.path().sh()));
            back.addFirst(Sh.sh("dr_nginx_back {} {}", i, change.path().sh()));
        }
        steps.add(Sh.sh(
                "{}\ndr_nginx_take {} || {\n{}\ndr_nginx_end {}\nexit 94\n}\ndr_nginx_end {}",
                Sh.lines(place),
                call.directory(),
                Sh.lines(back),
                call.directory(),
                call.directory()));
        return Sh.lines(steps);
    }

    private static Sh attached(int number) {
        return new Sh("\"$a" + number + "\"");
    }
}
