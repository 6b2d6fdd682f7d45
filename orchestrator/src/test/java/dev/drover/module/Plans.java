package dev.drover.module;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.question.Both;
import dev.drover.question.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Carries plans out one step after another: what the engine does, without look-ahead and without hosts. */
public final class Plans {

    private final Function<Script, Answer> shell;
    private final boolean checkMode;
    private final List<Diff> diffs = new ArrayList<>();

    public Plans(Function<Script, Answer> shell, boolean checkMode) {
        this.shell = shell;
        this.checkMode = checkMode;
    }

    public Result run(Plan plan) {
        return switch (plan) {
            case Plan.Settled(var result) -> result;
            case Plan.Ask<?> ask -> run(asked(ask));
            case Plan.Keep keep -> checkMode ? keep.result() : kept(keep);
            case Plan.Change change -> {
                diffs.add(change.diff());
                yield checkMode ? change.foreseen() : changed(run(change.then().apply(shell.apply(change.script()))));
            }
        };
    }

    public List<Diff> diffs() {
        return diffs;
    }

    private static Result kept(Plan.Keep keep) {
        try {
            java.nio.file.Files.createDirectories(keep.file().getParent());
            java.nio.file.Files.write(keep.file(), keep.contents());
            return keep.result();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Result changed(Result result) {
        return result;
    }

    private <A> Plan asked(Plan.Ask<A> ask) {
        return ask.then().apply(answer(ask.question()));
    }

    private <A> A answer(Question<A> question) {
        if (question instanceof Both<?, ?> both) {
            return both(both);
        }
        return Answers.ask(question, shell);
    }

    @SuppressWarnings("unchecked")
    private <A> A both(Both<?, ?> both) {
        return (A) new Both.Answers<>(answer(both.first()), answer(both.second()));
    }
}
