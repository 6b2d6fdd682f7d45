package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a user's home is there, and a key for ssh in it.
 *
 * @param keyType {@code ed25519}; empty where no key is of interest
 * @param keyFile in the home unless absolute; empty for the usual place
 */
public record UserHome(String user, Optional<String> keyType, Optional<String> keyFile)
        implements Question<UserHome.State> {

    /**
     * @param entry the fields of the user's line in passwd; empty where there is no such user
     * @param key empty where there is none
     */
    public record State(List<String> entry, boolean there, Optional<Key> key) {}

    public record Key(String file, String fingerprint, String publicKey) {}

    private static final int LINES = 5;

    private static final Kind<UserHome, State> KIND = new Kind<>() {
        @Override
        public String name() {
            return "user-home";
        }

        @Override
        public Script compile(List<UserHome> questions) {
            return Script.of(Sh.lines(questions.stream().map(UserHome::report).toList()));
        }

        @Override
        public List<State> parse(List<UserHome> questions, Answer answer) {
            var lines = answer.out().lines().toList();
            if (!answer.ok() || lines.size() != LINES * questions.size()) {
                throw new UnansweredException(
                        "can't tell about homes: " + answer.err().strip());
            }
            var states = new ArrayList<State>();
            for (int at = 0; at < lines.size(); at += LINES) {
                var said = lines.subList(at, at + LINES);
                states.add(new State(
                        said.get(0).isEmpty() ? List.of() : List.of(said.get(0).split(":", -1)),
                        said.get(1).equals("yes"),
                        said.get(3).isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Key(said.get(2), said.get(3), said.get(4)))));
            }
            return states;
        }
    };

    /** For the end of a change: says what is there now. {@link #reported} reads it. */
    public Sh report() {
        return Sh.sh("dr_home {} {} {}", user, keyFile.orElse(""), keyType.orElse(""));
    }

    public State reported(Answer answer) {
        return KIND.parse(List.of(this), answer).getFirst();
    }

    @Override
    public Kind<UserHome, State> kind() {
        return KIND;
    }
}
