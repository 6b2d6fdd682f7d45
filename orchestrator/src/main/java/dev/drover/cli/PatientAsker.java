package dev.drover.cli;

import dev.drover.run.Asker;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Asks on a thread of its own, so that the run can end while nobody answers: reading from a terminal can't be interrupted. */
final class PatientAsker implements Asker {

    private final Asker asker;
    private final CompletableFuture<String> givenUp = new CompletableFuture<>();

    PatientAsker(Asker asker) {
        this.asker = asker;
    }

    @Override
    public String ask(String question, boolean hidden) {
        return patiently(() -> asker.ask(question, hidden));
    }

    @Override
    public Optional<String> command(String prompt) {
        return patiently(() -> asker.command(prompt));
    }

    @Override
    public void say(String text) {
        asker.say(text);
    }

    private <A> A patiently(Supplier<A> question) {
        var answer = new CompletableFuture<A>();
        Thread.ofPlatform().daemon().name("question").start(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            CompletableFuture.anyOf(answer, givenUp).join();
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Whoever waits for an answer waits no longer. */
    void giveUp() {
        givenUp.completeExceptionally(new GivenUpException());
    }
}
