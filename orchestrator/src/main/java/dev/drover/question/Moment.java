package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.util.List;

/** What a script says at the moment it is asked, be it that it waits for something. The script must change nothing. */
public record Moment(Script script) implements Question<Answer> {

    private static final Kind<Moment, Answer> KIND = new Kind<>() {
        @Override
        public String name() {
            return "moment";
        }

        @Override
        public Script compile(List<Moment> questions) {
            return questions.getFirst().script();
        }

        @Override
        public List<Answer> parse(List<Moment> questions, Answer answer) {
            return List.of(answer);
        }

        @Override
        public int batch() {
            return 1;
        }

        @Override
        public boolean momentary() {
            return true;
        }
    };

    @Override
    public Kind<Moment, Answer> kind() {
        return KIND;
    }
}
