package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a line in a node's own file of accounts, whatever other sources of accounts it knows.
 *
 * @param file {@code passwd} or {@code group}
 */
public record LocalEntry(String file, String name) implements Question<Optional<List<String>>> {

    private static final Kind<LocalEntry, Optional<List<String>>> KIND = new Kind<>() {
        @Override
        public String name() {
            return "local-entry";
        }

        @Override
        public Script compile(List<LocalEntry> questions) {
            return Script.of(Sh.lines(questions.stream()
                    .map(question -> Sh.sh("dr_local /etc/{} {} && echo", question.file, question.name))
                    .toList()));
        }

        @Override
        public List<Optional<List<String>>> parse(List<LocalEntry> questions, Answer answer) {
            var lines = answer.out().lines().toList();
            if (!answer.ok() || lines.size() != questions.size()) {
                throw new UnansweredException(
                        "can't tell about accounts: " + answer.err().strip());
            }
            return lines.stream()
                    .map(line ->
                            line.isEmpty() ? Optional.<List<String>>empty() : Optional.of(List.of(line.split(":", -1))))
                    .toList();
        }
    };

    @Override
    public Kind<LocalEntry, Optional<List<String>>> kind() {
        return KIND;
    }
}
