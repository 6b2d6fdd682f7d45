package dev.drover.question;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import java.util.List;

/**
 * How the questions of one kind are put to a shell: all of them in one script, which changes nothing on the node.
 *
 * @param <Q> the questions
 * @param <A> their answers
 */
public interface Kind<Q extends Question<A>, A> {

    /** For reports: {@code path-state}. */
    String name();

    /** One script that asks them all. */
    Script compile(List<Q> questions);

    /**
     * The answers, in the order of the questions.
     *
     * @throws UnansweredException where the node could not answer, in words for the user
     */
    List<A> parse(List<Q> questions, Answer answer);

    /** How many of them fit into one script at most. */
    default int batch() {
        return 500;
    }

    /** Whether the answer depends on the moment ({@code wait_for}, {@code uri}), so that it is never asked ahead. */
    default boolean momentary() {
        return false;
    }
}
