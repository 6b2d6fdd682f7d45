package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.util.List;
import java.util.Optional;

/** A group of users, wherever the node keeps it. */
public record Group(String name) implements Question<Optional<Group.Entry>> {

    /** @param members the users named in it; those whose primary group it is need not be */
    public record Entry(String name, long gid, List<String> members) {}

    private static final Kind<Group, Optional<Entry>> KIND = new Kind<>() {
        @Override
        public String name() {
            return "group";
        }

        @Override
        public Script compile(List<Group> questions) {
            return Script.of(
                    "dr_entries group {}", questions.stream().map(Group::name).toList());
        }

        @Override
        public List<Optional<Entry>> parse(List<Group> questions, Answer answer) {
            if (!answer.ok()) {
                throw new UnansweredException(
                        "can't tell about groups: " + answer.err().strip());
            }
            var lines = answer.out().lines().map(line -> line.split(":", -1)).toList();
            return questions.stream()
                    .map(question -> lines.stream()
                            .filter(line -> line.length >= 4 && line[0].equals(question.name))
                            .findFirst()
                            .map(line -> new Entry(
                                    line[0],
                                    Long.parseLong(line[2]),
                                    line[3].isEmpty() ? List.of() : List.of(line[3].split(",")))))
                    .toList();
        }
    };

    @Override
    public Kind<Group, Optional<Entry>> kind() {
        return KIND;
    }
}
