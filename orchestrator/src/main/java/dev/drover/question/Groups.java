package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups by their names or numbers; those that are not there are not in the answer. */
public record Groups(List<String> names) implements Question<Map<String, Group.Entry>> {

    public Groups {
        names = List.copyOf(names);
    }

    private static final Kind<Groups, Map<String, Group.Entry>> KIND = new Kind<>() {
        @Override
        public String name() {
            return "groups";
        }

        @Override
        public Script compile(List<Groups> questions) {
            var names = questions.stream()
                    .flatMap(question -> question.names.stream())
                    .distinct()
                    .toList();
            // without names all groups would be listed
            return names.isEmpty() ? Script.of(":") : Script.of("dr_entries group {}", names);
        }

        @Override
        public List<Map<String, Group.Entry>> parse(List<Groups> questions, Answer answer) {
            if (!answer.ok()) {
                throw new UnansweredException(
                        "can't tell about groups: " + answer.err().strip());
            }
            var lines = answer.out()
                    .lines()
                    .map(line -> line.split(":", -1))
                    .filter(line -> line.length >= 4)
                    .toList();
            var answers = new ArrayList<Map<String, Group.Entry>>();
            for (var question : questions) {
                var found = new LinkedHashMap<String, Group.Entry>();
                for (var name : question.names) {
                    lines.stream()
                            .filter(line -> line[0].equals(name) || line[2].equals(name))
                            .findFirst()
                            .ifPresent(line -> found.put(name, entry(line)));
                }
                answers.add(found);
            }
            return answers;
        }

        private Group.Entry entry(String[] line) {
            return new Group.Entry(
                    line[0], Long.parseLong(line[2]), line[3].isEmpty() ? List.of() : List.of(line[3].split(",")));
        }
    };

    @Override
    public Kind<Groups, Map<String, Group.Entry>> kind() {
        return KIND;
    }
}
