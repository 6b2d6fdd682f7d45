package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The account of a user, wherever the node keeps it. */
public record Account(String name) implements Question<Optional<Account.Entry>> {

    /**
     * @param group its primary group's name, or number where that has none
     * @param groups the names of the other groups it is in, in the order of the node
     * @param shadow what only root may know; empty where we are not
     */
    public record Entry(
            String name,
            long uid,
            long gid,
            String group,
            String comment,
            String home,
            String shell,
            List<String> groups,
            Optional<Shadow> shadow) {}

    /**
     * @param password its hash, with what locks it
     * @param expires the day the account ends, in days since 1970; empty where it never does
     */
    public record Shadow(
            String password,
            Optional<Long> minimum,
            Optional<Long> maximum,
            Optional<Long> warn,
            Optional<Long> inactive,
            Optional<Long> expires) {}

    private static final Kind<Account, Optional<Entry>> KIND = new Kind<>() {
        @Override
        public String name() {
            return "account";
        }

        @Override
        public Script compile(List<Account> questions) {
            var names = questions.stream().map(Account::name).toList();
            return Script.of(
                    "dr_entries passwd {}; echo .; dr_entries shadow {} 2>/dev/null; echo .; dr_entries group",
                    names,
                    names);
        }

        @Override
        public List<Optional<Entry>> parse(List<Account> questions, Answer answer) {
            var parts = answer.out().split("(?m)^\\.\n", -1);
            if (!answer.ok() || parts.length < 3) {
                throw new UnansweredException(
                        "can't tell about accounts: " + answer.err().strip());
            }
            var passwd = lines(parts[0]);
            var shadow = lines(parts[1]);
            var groups = lines(parts[2]);
            return questions.stream()
                    .map(question -> line(passwd, question.name).map(line -> entry(line, shadow, groups)))
                    .toList();
        }

        private List<String[]> lines(String text) {
            return text.lines().map(line -> line.split(":", -1)).toList();
        }

        private Optional<String[]> line(List<String[]> lines, String name) {
            return lines.stream().filter(line -> line[0].equals(name)).findFirst();
        }

        private Entry entry(String[] passwd, List<String[]> shadow, List<String[]> groups) {
            var others = new ArrayList<String>();
            var primary = passwd[3];
            for (var group : groups) {
                if (group.length >= 4) {
                    if (group[2].equals(passwd[3])) {
                        primary = group[0];
                    }
                    if (List.of(group[3].split(",")).contains(passwd[0])) {
                        others.add(group[0]);
                    }
                }
            }
            return new Entry(
                    passwd[0],
                    Long.parseLong(passwd[2]),
                    Long.parseLong(passwd[3]),
                    primary,
                    passwd[4],
                    passwd[5],
                    passwd[6],
                    List.copyOf(others),
                    line(shadow, passwd[0]).filter(line -> line.length >= 8).map(this::shadow));
        }

        private Shadow shadow(String[] line) {
            return new Shadow(line[1], days(line[3]), days(line[4]), days(line[5]), days(line[6]), days(line[7]));
        }

        private Optional<Long> days(String text) {
            return text.matches("-?[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
        }
    };

    @Override
    public Kind<Account, Optional<Entry>> kind() {
        return KIND;
    }
}
