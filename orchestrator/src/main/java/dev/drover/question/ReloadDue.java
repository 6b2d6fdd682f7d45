package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import java.util.List;

/** Whether files of units are newer than what systemd has read of them. */
public record ReloadDue(UnitScope scope) implements Question<Boolean> {

    private static final Kind<ReloadDue, Boolean> KIND = new Kind<>() {
        @Override
        public String name() {
            return "reload-due";
        }

        @Override
        public Script compile(List<ReloadDue> questions) {
            return Script.of(Sh.lines(questions.stream()
                    .map(question -> Sh.sh("dr_reload_due {}", question.scope.word()))
                    .toList()));
        }

        @Override
        public List<Boolean> parse(List<ReloadDue> questions, Answer answer) {
            var lines = answer.out().lines().toList();
            if (!answer.ok() || lines.size() != questions.size()) {
                throw new UnansweredException(
                        "can't tell what systemd has read: " + answer.err().strip());
            }
            return lines.stream().map("yes"::equals).toList();
        }
    };

    @Override
    public Kind<ReloadDue, Boolean> kind() {
        return KIND;
    }
}
