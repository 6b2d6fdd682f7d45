package dev.drover.run;

import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.Both;
import dev.drover.question.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a plan gets with the answers there are. */
sealed interface Walk {

    record Settled(Result result) implements Walk {}

    /** @param missing questions without an answer yet; none of them is made of others */
    record Asks(List<Question<?>> missing) implements Walk {}

    record Changes(Plan.Change change) implements Walk {}

    record Keeps(Plan.Keep keep) implements Walk {}

    /** The answers there are. */
    interface Known {
        Optional<Object> answer(Question<?> question);
    }

    static Walk of(Plan plan, Known known) {
        var at = plan;
        while (true) {
            switch (at) {
                case Plan.Settled(var result) -> {
                    return new Settled(result);
                }
                case Plan.Keep keep -> {
                    return new Keeps(keep);
                }
                case Plan.Change change -> {
                    return new Changes(change);
                }
                case Plan.Ask<?> ask -> {
                    var missing = new ArrayList<Question<?>>();
                    var answer = answer(ask.question(), known, missing);
                    if (answer.isEmpty()) {
                        return new Asks(missing);
                    }
                    at = next(ask, answer.get());
                }
            }
        }
    }

    private static Optional<Object> answer(Question<?> question, Known known, List<Question<?>> missing) {
        if (question instanceof Both<?, ?>(var first, var second)) {
            var one = answer(first, known, missing);
            var other = answer(second, known, missing);
            return one.isPresent() && other.isPresent()
                    ? Optional.of(new Both.Answers<>(one.get(), other.get()))
                    : Optional.empty();
        }
        var answer = known.answer(question);
        if (answer.isEmpty()) {
            missing.add(question);
        }
        return answer;
    }

    @SuppressWarnings("unchecked") // the answer is that of the question in the same Ask
    private static <A> Plan next(Plan.Ask<A> ask, Object answer) {
        return ask.then().apply((A) answer);
    }
}
