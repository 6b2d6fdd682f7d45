package dev.drover.module.python;

import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** pip at work: its words, the script around it, and what became of it. */
record PipRun(Pip pip) {

    /** The words behind the name of the program. */
    List<String> words() {
        var words = new ArrayList<String>();
        boolean absent = pip.state() == Pip.State.ABSENT;
        words.addAll(
                switch (pip.state()) {
                    case PRESENT -> List.of("install");
                    case ABSENT -> List.of("uninstall", "-y");
                    case LATEST -> List.of("install", "-U");
                    case FORCEREINSTALL -> List.of("install", "-U", "--force-reinstall");
                });
        words.addAll(PipArguments.words(pip.extraArgs()));
        for (var name : pip.name()) {
            if (pip.editable() && !absent) {
                words.add("-e");
            }
            words.add(name);
        }
        pip.requirements().ifPresent(file -> words.addAll(List.of("-r", file)));
        return words;
    }

    Script script() {
        var environment = pip.environment().directory(pip.chdir());
        var steps = new ArrayList<Sh>();
        steps.add(Sh.sh("dr_env={}", environment.<Object>map(NodePath::sh).orElse("")));
        steps.add(Sh.sh("case $dr_env in '' | /*) ;; *) dr_env=$PWD/$dr_env ;; esac"));
        pip.umask().ifPresent(umask -> steps.add(Sh.sh("umask {} || exit", umask.octal())));
        pip.chdir().ifPresent(directory -> steps.add(Sh.sh("cd -- {} || exit", directory.sh())));
        if (pip.breakSystemPackages()) {
            steps.add(Sh.sh("export PIP_BREAK_SYSTEM_PACKAGES=1"));
        }
        steps.add(pip.environment().making());
        steps.add(Sh.sh(
                "dr_pip_change {} \"$dr_env\" {} {}",
                pip.alwaysInstalls() ? "1" : "",
                pip.executable().<Object>map(NodePath::sh).orElse(""),
                words()));
        steps.add(Sh.sh("dr_rc=$?\nprintf ' %s' \"${dr_made-}\"\nexit $dr_rc"));
        return Script.of(Sh.lines(steps)).asTask();
    }

    Result ended(Answer answer) {
        var all = answer.out();
        int end = all.lastIndexOf('\0');
        var out = end < 0 ? all : all.substring(0, end);
        var notes = end < 0 ? "" : all.substring(end + 1);
        if (!answer.ok()) {
            return Result.failed("stdout: %s\n:stderr: %s".formatted(out, answer.err()))
                    .with("cmd", command());
        }
        boolean did = pip.state() == Pip.State.ABSENT
                ? out.contains("Successfully uninstalled")
                : out.contains("Successfully installed");
        boolean changed = did && !notes.startsWith("same") || notes.endsWith(" made");
        return described(Result.UNCHANGED.withChanged(changed), out, answer.err());
    }

    Result described(Result result, String out, String err) {
        var names = pip.name().isEmpty() ? Value.NIL : Value.Sequence.ofTexts(pip.name());
        return result.with("cmd", command())
                .with("name", names)
                .with("version", Value.ofNullable(pip.version().orElse(null)))
                .with("state", pip.state().name().toLowerCase(Locale.ROOT))
                .with("requirements", Value.ofNullable(pip.requirements().orElse(null)))
                .with(
                        "virtualenv",
                        Value.ofNullable(pip.environment()
                                .virtualenv()
                                .map(NodePath::text)
                                .orElse(null)))
                .with("stdout", out)
                .with("stderr", err);
    }

    private Value command() {
        var words = new ArrayList<String>();
        words.add(pip.executable()
                .or(() -> pip.environment().virtualenv().map(directory -> directory.child("bin/pip3")))
                .map(NodePath::text)
                .orElse("pip3"));
        words.addAll(words());
        return Value.Sequence.ofTexts(words);
    }
}
