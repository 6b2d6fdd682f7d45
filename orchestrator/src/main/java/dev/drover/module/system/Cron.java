package dev.drover.module.system;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes sure that a job, or a variable for jobs, is in a crontab or is not. Jobs are told apart by their names, in comments. */
@Module(value = "cron", summary = "Keeps jobs and variables in crontabs.")
public record Cron(
        @Doc("The job's name, or the variable's.") String name,

        @Alias("value") @Doc("The command, or the variable's value.")
        Optional<String> job,

        @Default("present") @Doc("Whether it is to be there.")
        State state,

        @Doc("Whose crontab; in a cron_file, who runs the job.")
        Optional<String> user,

        @Doc("A file of jobs instead of a user's crontab; in /etc/cron.d unless it begins with a slash.")
        Optional<String> cronFile,

        @Default("*") @Doc("Minutes, as in a crontab.") String minute,
        @Default("*") @Doc("Hours, as in a crontab.") String hour,

        @Alias("dom") @Default("*") @Doc("Days of the month, as in a crontab.")
        String day,

        @Default("*") @Doc("Months, as in a crontab.") String month,

        @Alias("dow") @Default("*") @Doc("Days of the week, as in a crontab.")
        String weekday,

        @Doc("A time with a name, instead of the others.") Optional<Special> specialTime,

        @Doc("Write the job as a comment, so that it does not run.")
        boolean disabled,

        @Doc("Keep a variable, not a job.") boolean env,
        @Doc("The variable behind which a new one is put.") Optional<String> insertafter,
        @Doc("The variable before which a new one is put.") Optional<String> insertbefore,
        @Doc("Keep what was there in a file.") boolean backup,
        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        PRESENT,
        ABSENT
    }

    public enum Special {
        ANNUALLY,
        DAILY,
        HOURLY,
        MONTHLY,
        REBOOT,
        WEEKLY,
        YEARLY
    }

    public Cron {
        boolean timed = Stream.of(minute, hour, day, month, weekday).anyMatch(time -> !time.equals("*"));
        if (specialTime.isPresent() && timed) {
            throw new IllegalArgumentException("special_time can't be given together with other times");
        }
        if (state == State.PRESENT && job.isEmpty()) {
            throw new IllegalArgumentException(
                    env ? "value is required for a variable" : "job is required with state=present");
        }
        if (state == State.PRESENT && cronFile.isPresent() && user.isEmpty() && !env) {
            throw new IllegalArgumentException("user is required with cron_file: who runs the job");
        }
        if (name.contains("\n")) {
            throw new IllegalArgumentException("name must be one line");
        }
        if (insertafter.isPresent() && insertbefore.isPresent()) {
            throw new IllegalArgumentException("insertafter and insertbefore can't be given together");
        }
    }

    @Override
    public Plan plan() {
        if (cronFile.isEmpty()) {
            var look = Script.of(
                    "command -v crontab >/dev/null || { echo 'there is no crontab command on the node: is cron installed?' >&2; exit 9; }\n"
                            + "crontab -l {} 2>/dev/null || :",
                    user.map(who -> java.util.List.of("-u", who)).orElse(java.util.List.of()));
            return Plan.ask(
                    new Output(look),
                    answer -> answer.ok() ? ofUser(answer) : Plan.failed("%s", Plan.complaint(answer)));
        }
        var file = cronFile.get();
        var path = new NodePath(file.startsWith("/") ? file : "/etc/cron.d/" + file);
        return Plan.ask(TextFile.question(path), answers -> ofFile(TextFile.of(path, answers)));
    }

    private Plan ofUser(Answer answer) {
        var text = withoutHead(answer.out());
        var script = Script.of(
                "{}crontab {} - <\"$a1\"",
                backup
                        ? dev.drover.node.Sh.sh(
                                "dr_b=$(mktemp /tmp/crontab.XXXXXX) && crontab -l {} >\"$dr_b\" 2>/dev/null; printf %s \"$dr_b\"\n",
                                words())
                        : dev.drover.node.Sh.sh(""),
                words());
        return decide(
                text,
                edited -> new Script(
                        script.sh(),
                        java.util.List.of(Attachment.of(edited)),
                        script.stdin(),
                        script.environment(),
                        script.ours()),
                user.map(who -> "crontab of " + who).orElse("crontab"));
    }

    private java.util.List<String> words() {
        return user.map(who -> java.util.List.of("-u", who)).orElse(java.util.List.of());
    }

    /** Some versions of cron show three lines of their own above the user's. */
    private static String withoutHead(String text) {
        return text.replaceFirst("\\A(?:# DO NOT EDIT THIS FILE[^\n]*\n)(?:# \\([^\n]*\n){0,2}", "");
    }

    private Plan ofFile(TextFile file) {
        return decide(
                file.text(),
                edited -> Script.of(file.put(backup), file.attachment(edited)),
                file.path().text());
    }

    private Plan decide(String text, java.util.function.Function<String, Script> script, String title) {
        var crontab = new Crontab(text);
        try {
            edit(crontab);
        } catch (IllegalArgumentException e) {
            return Plan.failed("%s", e.getMessage());
        }
        var edited = crontab.text();
        var result = Result.UNCHANGED
                .with("jobs", Value.Sequence.ofTexts(crontab.jobs()))
                .with("envs", Value.Sequence.ofTexts(crontab.environment()));
        var named = cronFile.map(file -> result.with("cron_file", file)).orElse(result);
        if (edited.equals(new Crontab(text).text())) {
            return Plan.settled(named);
        }
        var changed = named.withChanged(true);
        var diff = controller.diffMode() ? Diff.text(title, text, edited) : Diff.NONE;
        return new Plan.Change(
                diff,
                script.apply(edited),
                changed,
                answer -> Plan.settled(answer.ok() ? kept(changed, answer) : Result.failed(Plan.complaint(answer))));
    }

    private Result kept(Result result, Answer answer) {
        var name = answer.out().replace("\0", "").strip();
        return backup && !name.isEmpty() ? result.with("backup_file", name) : result;
    }

    private void edit(Crontab crontab) {
        if (state == State.ABSENT) {
            if (env) {
                crontab.unset(name);
            } else {
                crontab.remove(name);
            }
        } else if (env) {
            crontab.set(name, "%s=\"%s\"".formatted(name, job.orElseThrow()), insertafter, insertbefore);
        } else {
            crontab.put(name, line());
        }
    }

    String line() {
        var time = specialTime
                .map(special -> "@" + special.name().toLowerCase(java.util.Locale.ROOT))
                .orElse(String.join(" ", minute, hour, day, month, weekday));
        var who = cronFile.isPresent() ? user.orElseThrow() + " " : "";
        var command = job.orElseThrow().replaceAll("[\r\n]+$", "");
        return (disabled ? "#" : "") + time + " " + who + command;
    }
}
