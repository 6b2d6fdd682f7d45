package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.util.List;

/** What a script says that has no kind of its own. The script must change nothing. */
public record Output(Script script) implements Question<Answer> {

    private static final Kind<Output, Answer> KIND = new Kind<>() {
        @Override
        public String name() {
            return "output";
        }

        @Override
        public Script compile(List<Output> questions) {
            return questions.getFirst().script();
        }

        @Override
        public List<Answer> parse(List<Output> questions, Answer answer) {
            return List.of(answer);
        }

        @Override
        public int batch() {
            return 1;
        }
    };

    @Override
    public Kind<Output, Answer> kind() {
        return KIND;
    }
}
