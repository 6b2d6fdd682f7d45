package dev.drover.module;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.Both;
import dev.drover.question.Question;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What a module wants done. It does nothing itself: the engine alone interprets plans. */
public sealed interface Plan {

    /** Nothing to do any more, or decided on the controller. */
    record Settled(Result result) implements Plan {}

    /** Look at the node, change nothing, then decide. */
    record Ask<A>(Question<A> question, Function<A, Plan> then) implements Plan {}

    /**
     * Make this change.
     *
     * @param foreseen what check mode answers in its place
     */
    record Change(Diff diff, Script script, Result foreseen, Function<Answer, Plan> then) implements Plan {}

    /**
     * Write this file on the controller; nothing on the node changes.
     *
     * @param file made with the directories above it
     * @param result how it ends, in check mode too
     */
    record Keep(Path file, byte[] contents, Diff diff, Result result) implements Plan {}

    /** This plan, and another one behind it, made of the result, unless it fails or is skipped. */
    default Plan then(Function<Result, Plan> next) {
        return switch (this) {
            case Settled(var result) -> result.failed() || result.skipped() ? this : next.apply(result);
            case Ask<?> ask -> askThen(ask, next);
            case Keep _ -> throw new IllegalStateException("nothing goes on behind a file of the controller");
            case Change(var diff, var script, var foreseen, var then) ->
                new Change(diff, script, foreseen, answer -> then.apply(answer).then(next));
        };
    }

    private static <A> Plan askThen(Ask<A> ask, Function<Result, Plan> next) {
        return new Ask<>(ask.question(), answer -> ask.then().apply(answer).then(next));
    }

    static Plan settled(Result result) {
        return new Settled(result);
    }

    static Plan failed(String format, Object... arguments) {
        return new Settled(Result.failed(format.formatted(arguments)));
    }

    static <A> Plan ask(Question<A> question, Function<A, Plan> then) {
        return new Ask<>(question, then);
    }

    /** Asks both at once. */
    static <A, B> Plan ask(Question<A> first, Question<B> second, BiFunction<A, B, Plan> then) {
        return new Ask<>(new Both<>(first, second), both -> then.apply(both.first(), both.second()));
    }

    static Plan change(Diff diff, Script script, Function<Answer, Plan> then) {
        return new Change(diff, script, Result.CHANGED, then);
    }

    /** A change that fails, in the script's own words, when its script fails; otherwise ends as {@code then} says. */
    static Plan changeOrFail(Diff diff, Script script, Function<Answer, Result> then) {
        return new Change(
                diff,
                script,
                Result.CHANGED,
                answer -> settled(answer.ok() ? then.apply(answer) : Result.failed(complaint(answer))));
    }

    /** Why a script failed: what it wrote on standard error, or its status. */
    static String complaint(Answer answer) {
        var words = answer.err().strip();
        return words.isEmpty() ? "the node's shell answered with status " + answer.status() : words;
    }
}
