package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The init script of a service, on nodes where systemd does not run; empty elsewhere.
 *
 * @param pattern what to look for in the list of processes in place of asking the script; empty to ask
 */
public record InitScript(String name, String runlevel, String pattern) implements Question<Optional<InitScript.State>> {

    /** @param kind {@code openrc} or {@code sysv} */
    public record State(String kind, boolean there, boolean running, boolean startsAtBoot) {}

    private static final Kind<InitScript, Optional<State>> KIND = new Kind<>() {
        @Override
        public String name() {
            return "init-script";
        }

        @Override
        public Script compile(List<InitScript> questions) {
            return Script.of(Sh.lines(questions.stream()
                    .map(question -> Sh.sh("dr_init {} {} {}", question.runlevel, question.pattern, question.name))
                    .toList()));
        }

        @Override
        public List<Optional<State>> parse(List<InitScript> questions, Answer answer) {
            var lines = answer.out().lines().toList();
            var states = new ArrayList<Optional<State>>();
            for (int at = 0; at < lines.size(); ) {
                if (lines.get(at).equals("-")) {
                    states.add(Optional.empty());
                    at++;
                } else {
                    var state = lines.subList(at, at + 4);
                    states.add(Optional.of(new State(
                            state.get(0),
                            state.get(1).equals("yes"),
                            state.get(2).equals("yes"),
                            state.get(3).equals("yes"))));
                    at += 4;
                }
            }
            return states;
        }
    };

    @Override
    public Kind<InitScript, Optional<State>> kind() {
        return KIND;
    }
}
