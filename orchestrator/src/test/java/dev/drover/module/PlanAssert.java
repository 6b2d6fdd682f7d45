package dev.drover.module;

import static org.assertj.core.api.Assertions.fail;

import dev.drover.question.Both;
import dev.drover.question.Question;
import dev.drover.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Follows a plan without a node: {@code assertThat(plan).given(question, answer).changes("/etc/hosts", "…")}. */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {

    private final Map<Question<?>, Object> given = new HashMap<>();

    private PlanAssert(Plan plan) {
        super(plan, PlanAssert.class);
    }

    public static PlanAssert assertThat(Plan plan) {
        return new PlanAssert(plan);
    }

    /** The node's answer to a question that the plan asks, sooner or later. */
    public <A> PlanAssert given(Question<A> question, A answer) {
        given.put(question, answer);
        return this;
    }

    /** The plan changes something. */
    public Plan.Change changes() {
        return reached() instanceof Plan.Change change ? change : fail("nothing is changed by " + reached());
    }

    /** The plan changes a text so that it is {@code after}. */
    public PlanAssert changes(String path, String after) {
        Assertions.assertThat(changes().diff().parts())
                .filteredOn(Diff.TextPart.class::isInstance)
                .extracting(part -> ((Diff.TextPart) part).afterHeader(), part -> ((Diff.TextPart) part).after())
                .contains(Assertions.tuple(path, after));
        return this;
    }

    /** The plan is content with what is there. */
    public PlanAssert settles() {
        Assertions.assertThat(result().changed() || result().failed()).isFalse();
        return this;
    }

    public PlanAssert failsWith(String message) {
        Assertions.assertThat(result().failed()).isTrue();
        Assertions.assertThat(result().fields().get("msg")).isEqualTo(Value.of(message));
        return this;
    }

    public Result result() {
        return reached() instanceof Plan.Settled(var result) ? result : fail("not settled: " + reached());
    }

    private Plan reached() {
        var plan = actual;
        while (plan instanceof Plan.Ask<?> ask) {
            plan = answered(ask);
        }
        return plan;
    }

    private <A> Plan answered(Plan.Ask<A> ask) {
        return ask.then()
                .apply(answer(ask.question()).orElseThrow(() -> new AssertionError("not given: " + ask.question())));
    }

    @SuppressWarnings("unchecked")
    private <A> Optional<A> answer(Question<A> question) {
        if (question instanceof Both<?, ?>(var first, var second)) {
            return answer(first).flatMap(one -> answer(second).map(other -> (A) new Both.Answers<>(one, other)));
        }
        return Optional.ofNullable((A) given.get(question));
    }
}
