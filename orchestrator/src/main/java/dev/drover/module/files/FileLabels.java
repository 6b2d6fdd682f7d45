package dev.drover.module.files;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes that few files have: SELinux contexts, and the flags of the file system. Asked about only where they are given. */
record FileLabels(FileAttributes wanted) {

    private static final String KEPT_BY_THE_KERNEL = "[eINV]";

    /** The plan, with these set at its end on the path that its result names. */
    Plan after(Plan plan) {
        return given() ? plan.then(this::label) : plan;
    }

    /** The same where the result names none. */
    Plan after(NodePath path, Plan plan) {
        return given() ? plan.then(result -> label(path, result)) : plan;
    }

    private boolean given() {
        return wanted.attributes().isPresent() || !context().isEmpty();
    }

    private List<Optional<String>> parts() {
        return List.of(wanted.seuser(), wanted.serole(), wanted.setype(), wanted.selevel());
    }

    private List<String> context() {
        return parts().stream().flatMap(Optional::stream).toList();
    }

    private Plan label(Result result) {
        var named = result.fields().getOrDefault("dest", result.fields().getOrDefault("path", Value.NIL));
        if (!(named instanceof Value.Text(var text, var _, var _, var _))) {
            return Plan.settled(result);
        }
        return label(new NodePath(text), result);
    }

    private Plan label(NodePath path, Result result) {
        return Plan.ask(new Output(Script.of("dr_labels {}", path.sh())), seen -> set(path, seen, result));
    }

    private Plan set(NodePath path, Answer seen, Result result) {
        var lines = seen.out().split("\n", -1);
        var steps = new ArrayList<Sh>();
        if (!lines[0].isEmpty() && !contextFits(lines[0].split(":", 4))) {
            steps.add(Sh.sh("chcon {} -- {}", chcon(), path.sh()));
        }
        wanted.attributes()
                .filter(flags -> !flagsFit(flags, lines[1].replace("-", "")))
                .ifPresent(flags ->
                        steps.add(Sh.sh("chattr {} -- {}", flags.matches("[-+=].*") ? flags : "=" + flags, path.sh())));
        if (steps.isEmpty()) {
            return Plan.settled(result);
        }
        var before = Map.of("context", Value.of(lines[0]), "attributes", Value.of(lines[1]));
        return Plan.changeOrFail(
                Diff.state(path.text(), before, Map.of()),
                Script.of(Sh.lines(
                        steps.stream().map(step -> Sh.sh("{} || exit", step)).toList())),
                _ -> result.withChanged(true));
    }

    /** {@code _default} is what the policy says, which is what a file has that nobody labelled. */
    private boolean contextFits(String[] there) {
        for (int i = 0; i < parts().size(); i++) {
            var part = parts().get(i).filter(word -> !word.equals("_default"));
            if (part.isPresent() && (i >= there.length || !part.get().equals(there[i]))) {
                return false;
            }
        }
        return true;
    }

    private List<String> chcon() {
        var words = new ArrayList<String>();
        var options = List.of("-u", "-r", "-t", "-l");
        for (int i = 0; i < options.size(); i++) {
            var option = options.get(i);
            parts().get(i)
                    .filter(word -> !word.equals("_default"))
                    .ifPresent(word -> words.addAll(List.of(option, word)));
        }
        return words;
    }

    private static boolean flagsFit(String wanted, String there) {
        var flags = wanted.replaceFirst("^[-+=]", "");
        return switch (wanted.charAt(0)) {
            case '+' -> flags.chars().allMatch(flag -> there.indexOf(flag) >= 0);
            case '-' -> flags.chars().noneMatch(flag -> there.indexOf(flag) >= 0);
            default -> sorted(flags).equals(sorted(there));
        };
    }

    private static List<Integer> sorted(String flags) {
        return flags.replaceAll(KEPT_BY_THE_KERNEL, "").chars().sorted().boxed().toList();
    }
}
