package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is at many paths that belong together: a tree of files. */
public record PathStates(List<PathState> paths) implements Question<Map<PathState, PathState.Answer>> {

    public PathStates {
        paths = List.copyOf(paths);
    }

    private static final Kind<PathStates, Map<PathState, PathState.Answer>> KIND = new Kind<>() {
        @Override
        public String name() {
            return "path-states";
        }

        @Override
        public Script compile(List<PathStates> questions) {
            return PathState.KIND.compile(all(questions));
        }

        @Override
        public List<Map<PathState, PathState.Answer>> parse(List<PathStates> questions, Answer answer) {
            var all = all(questions);
            var answers = PathState.KIND.parse(all, answer);
            var states = new HashMap<PathState, PathState.Answer>();
            for (int i = 0; i < all.size(); i++) {
                states.put(all.get(i), answers.get(i));
            }
            return questions.stream().map(_ -> Map.copyOf(states)).toList();
        }

        private List<PathState> all(List<PathStates> questions) {
            var all = new ArrayList<PathState>();
            questions.forEach(question -> all.addAll(question.paths));
            return all;
        }

        @Override
        public int batch() {
            return 1;
        }
    };

    @Override
    public Kind<PathStates, Map<PathState, PathState.Answer>> kind() {
        return KIND;
    }
}
