package dev.drover.module;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.Kind;
import dev.drover.question.Question;
import java.util.List;
import java.util.function.Function;

/** Puts questions to a shell. */
public final class Answers {

    private Answers() {}

    public static <A> A ask(Question<A> question, Function<Script, Answer> shell) {
        return all(List.of(question), shell).getFirst();
    }

    /** Questions of one kind, in one script. */
    @SuppressWarnings("unchecked")
    public static <A, Q extends Question<A>> List<A> all(List<Q> questions, Function<Script, Answer> shell) {
        var kind = (Kind<Q, A>) questions.getFirst().kind();
        return kind.parse(questions, shell.apply(kind.compile(questions)));
    }
}
