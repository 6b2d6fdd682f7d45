package dev.drover.module.system;

import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses which of several programs a command means, by way of update-alternatives. */
@Module(value = "alternatives", collection = "community.general", summary = "Chooses which program a command means.")
public record Alternatives(
        @Doc("The command's name in the list of alternatives.")
        String name,

        @Doc("The program.") Optional<String> path,

        @Doc("Where the command itself is; known where there are alternatives already.")
        Optional<String> link,

        @Doc("The program's priority; 50 where it is new.") Optional<Integer> priority,

        @Default("selected")
        @Doc("Whether the program is among them, is chosen, is left to its priority, or is not among them.")
        State state)
        implements ModuleCall {

    public enum State {
        PRESENT,
        SELECTED,
        AUTO,
        ABSENT
    }

    private static final int USUAL = 50;

    public Alternatives {
        if (path.isEmpty() && state != State.AUTO) {
            throw new IllegalArgumentException("path is required with this state");
        }
        if (name.startsWith("-") || name.isBlank()) {
            throw new IllegalArgumentException("name must be that of a command, not \"" + name + "\"");
        }
    }

    @Override
    public Plan plan() {
        var look =
                "command -v update-alternatives >/dev/null || { echo 'the node has no update-alternatives' >&2; exit 9; }\n"
                        + "update-alternatives --query {} 2>/dev/null || :";
        return Plan.ask(
                new Output(Script.of(look, name)),
                answer -> answer.ok() ? decide(answer) : Plan.failed("%s", Plan.complaint(answer)));
    }

    private Plan decide(Answer answer) {
        var text = answer.out();
        var wanted = path.orElse("");
        var known = known(text, wanted);
        boolean auto = "auto".equals(field(text, "Status"));
        boolean chosen = wanted.equals(field(text, "Value"));
        var steps = new ArrayList<Sh>();
        if (state == State.ABSENT) {
            if (known.isPresent()) {
                steps.add(Sh.sh("update-alternatives --remove {} {} >/dev/null", name, wanted));
            }
            return ended(steps, text);
        }
        var lasting = priority.or(() -> known).orElse(USUAL);
        if (!wanted.isEmpty() && !known.filter(lasting::equals).isPresent()) {
            var command = link.orElse(field(text, "Link"));
            if (command.isEmpty()) {
                return Plan.failed("link is needed: \"%s\" has no alternatives yet", name);
            }
            steps.add(Sh.sh(
                    "[ -e {} ] || { echo {} >&2; exit 1; }\nupdate-alternatives --install {} {} {} {} >/dev/null || exit",
                    wanted,
                    "there is no file " + wanted,
                    command,
                    name,
                    wanted,
                    lasting));
        }
        if (state == State.SELECTED && (!chosen || !steps.isEmpty())) {
            steps.add(Sh.sh("update-alternatives --set {} {} >/dev/null", name, wanted));
        }
        if (state == State.AUTO && !auto) {
            steps.add(Sh.sh("update-alternatives --auto {} >/dev/null", name));
        }
        return ended(steps, text);
    }

    private Plan ended(List<Sh> steps, String text) {
        if (steps.isEmpty()) {
            return Plan.settled(Result.UNCHANGED);
        }
        var diff = Diff.state(
                name,
                Map.of("path", Value.of(field(text, "Value"))),
                Map.of(
                        "path",
                        Value.of(path.orElse("")),
                        "state",
                        Value.of(state.name().toLowerCase(java.util.Locale.ROOT))));
        return Plan.changeOrFail(diff, Script.of(Sh.lines(steps)), _ -> Result.CHANGED);
    }

    private static String field(String text, String name) {
        return text.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    /** The priority of a program that is among the alternatives. */
    private static Optional<Integer> known(String text, String path) {
        var lines = text.lines().toList();
        int at = lines.indexOf("Alternative: " + path);
        return at < 0 || at + 1 >= lines.size()
                ? Optional.empty()
                : Optional.of(Integer.parseInt(
                        lines.get(at + 1).replaceFirst("Priority: ", "").strip()));
    }
}
