package dev.drover.module.commands;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.module.RunTimes;
import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What command and shell have in common: where they run, what they read, and what makes them needless. */
public record Guards(
        @Doc("Change into this directory first.") Optional<NodePath> chdir,

        @Doc("Do nothing if this path (wildcards allowed) is there.")
        Optional<NodePath> creates,

        @Doc("Do nothing unless this path (wildcards allowed) is there.")
        Optional<NodePath> removes,

        @Doc("Text for the command's standard input.") Optional<String> stdin,

        @Alias("stdin-add-newline") @Default("true") @Doc("End the text for standard input with a newline.")
        boolean stdinAddNewline,

        @Default("true") @Doc("Remove empty lines from the end of what the command wrote.")
        boolean stripEmptyEnds,

        @Default("true") @Doc("Accepted from older playbooks; without meaning.")
        boolean warn) {

    private static final int NO_DIRECTORY = 127;
    private static final String NO_CHDIR = "drover: no such directory to run in";
    private static final String WOULD = "Command would have run if not in check mode";

    /**
     * The plan of a command that runs unless {@code creates} or {@code removes} make it needless.
     *
     * @param shown what the result says that was run
     * @param command its text; what it yields is the command's
     */
    Plan plan(Value shown, Sh command, boolean checkMode) {
        if (creates.isEmpty() && removes.isEmpty()) {
            return run(shown, command, RunTimes.open(output(Result.skipped(WOULD), shown, 0, "", "")));
        }
        return Plan.ask(new Output(look()), found -> {
            var lines = found.out().lines().toList();
            if (!found.ok() || lines.size() < 2) {
                return unableToChange(shown);
            }
            var run = checkMode ? "Would not run" : "Did not run";
            if (creates.isPresent() && lines.get(0).equals("yes")) {
                return needless(shown, run, creates.get() + " exists", "'" + creates.get() + "' exists");
            }
            if (removes.isPresent() && lines.get(1).equals("no")) {
                return needless(
                        shown, run, removes.get() + " does not exist", "'" + removes.get() + "' does not exist");
            }
            var foreseen = output(Result.CHANGED.with("msg", WOULD), shown, 0, "", "");
            return run(shown, command, RunTimes.open(foreseen));
        });
    }

    private Script look() {
        return Script.of(Sh.lines(List.of(
                Sh.sh("there() { [ -e \"$1\" ] || [ -L \"$1\" ]; }"), enter(), there(creates), there(removes))));
    }

    private Sh there(Optional<NodePath> path) {
        return path.map(one -> Sh.sh("if there {}; then echo yes; else echo no; fi", one.glob()))
                .orElse(Sh.sh("echo -"));
    }

    private Sh enter() {
        return chdir.map(directory -> Sh.sh("cd -- {} || exit 127", directory.sh()))
                .orElse(Sh.sh(":"));
    }

    private Plan run(Value shown, Sh command, Result foreseen) {
        var script = Script.of(Sh.lines(List.of(enterOrSay(), command))).asTask();
        var read = stdin.map(text ->
                        script.withStdin(Attachment.of(stdinAddNewline && !text.endsWith("\n") ? text + "\n" : text)))
                .orElse(script);
        return new Plan.Change(Diff.NONE, read, foreseen, answer -> ended(shown, answer));
    }

    /** A directory that is not there must not look like a command that failed. */
    private Sh enterOrSay() {
        return chdir.map(directory ->
                        Sh.sh("cd -- {} 2>/dev/null || { echo {} >&2; exit 127; }", directory.sh(), NO_CHDIR))
                .orElse(Sh.sh(":"));
    }

    /** The first word of what was run. */
    private static String program(Value shown) {
        return switch (shown) {
            case Value.Sequence(var words)
            when !words.isEmpty() -> words.getFirst().toString();
            default -> shown.toString();
        };
    }

    private Plan ended(Value shown, Answer answer) {
        if (answer.status() == NO_DIRECTORY && answer.err().strip().equals(NO_CHDIR)) {
            return unableToChange(shown);
        }
        if (answer.status() == 127 && answer.err().matches("(?s)[^\\n]*exec: [^\\n]*: not found\\n")) {
            var failed = Result.failed("Error executing command: no such command: " + program(shown));
            return Plan.settled(output(failed, shown, 2, "", ""));
        }
        boolean ok = answer.ok();
        var result = new Result(true, !ok, false, java.util.Map.of(), List.of())
                .with("msg", ok ? "" : "The command exited with a non-zero return code.");
        return Plan.settled(RunTimes.open(output(result, shown, answer.status(), answer.out(), answer.err())));
    }

    private Plan unableToChange(Value shown) {
        return Plan.settled(Result.failed("Unable to change directory before execution.")
                .with("cmd", shown)
                .with("stdout", "")
                .with("stderr", ""));
    }

    private Plan needless(Value shown, String run, String said, String quoted) {
        var result = Result.UNCHANGED.with("msg", run + " command since " + quoted);
        return Plan.settled(RunTimes.open(output(result, shown, 0, "skipped, since " + said, "")));
    }

    private Result output(Result result, Value shown, int status, String stdout, String stderr) {
        return lines(lines(result.with("cmd", shown).with("rc", Value.of(status)), "stdout", stdout), "stderr", stderr);
    }

    private Result lines(Result result, String field, String text) {
        var kept = stripEmptyEnds ? text.replaceFirst("[\\r\\n]+$", "") : text;
        var lines = new ArrayList<Value>();
        kept.lines().map(Value::of).forEach(lines::add);
        return result.with(field, kept).with(field + "_lines", new Value.Sequence(lines));
    }

    static boolean blank(Optional<String> text) {
        return text.filter(line -> !line.isBlank()).isEmpty();
    }
}
