package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.util.List;
import java.util.stream.Stream;

/** How old the package lists of apt are. */
public record AptLists() implements Question<AptLists.Age> {

    /**
     * Both in seconds since 1970 by the node's clock.
     *
     * @param fetched 0 where there are no lists
     */
    public record Age(long now, long fetched) {

        /** Whether the lists were fetched in the last so many seconds. */
        public boolean within(long seconds) {
            return fetched > 0 && fetched + seconds >= now;
        }
    }

    private static final Kind<AptLists, Age> KIND = new Kind<>() {
        @Override
        public String name() {
            return "apt-lists";
        }

        @Override
        public Script compile(List<AptLists> questions) {
            return Script.of("dr_apt_lists");
        }

        @Override
        public List<Age> parse(List<AptLists> questions, Answer answer) {
            if (!answer.ok() || !answer.out().matches("\\d+ \\d+\n")) {
                throw new UnansweredException("can't tell how old the package lists are: "
                        + answer.err().strip());
            }
            var times = answer.out().strip().split(" ");
            var age = new Age(Long.parseLong(times[0]), Long.parseLong(times[1]));
            return Stream.generate(() -> age).limit(questions.size()).toList();
        }
    };

    @Override
    public Kind<AptLists, Age> kind() {
        return KIND;
    }
}
