package dev.drover.question;

/**
 * Two questions in one, so that a plan which needs both answers costs one round trip. Whoever asks takes it apart; it is never compiled.
 *
 * @param <A> the first answer
 * @param <B> the second answer
 */
public record Both<A, B>(Question<A> first, Question<B> second) implements Question<Both.Answers<A, B>> {

    public record Answers<A, B>(A first, B second) {}

    @Override
    public Kind<? extends Question<Answers<A, B>>, Answers<A, B>> kind() {
        throw new IllegalStateException("asked as its two parts");
    }
}
