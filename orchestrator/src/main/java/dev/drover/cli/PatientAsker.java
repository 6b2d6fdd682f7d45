package dev.drover.cli;

import dev.drover.run.Asker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks on a thread of its own, so that the run can end while nobody answers: reading from a terminal can't be interrupted. */
final class PatientAsker implements Asker {

    private final Asker asker;
    private final CompletableFuture<String> givenUp = new CompletableFuture<>();

    PatientAsker(Asker asker) {
        this.asker = asker;
    }

    @Override
    public String ask(String question, boolean hidden) {
        var answer = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().name("question").start(() -> {
            try {
                answer.complete(asker.ask(question, hidden));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return (String) CompletableFuture.anyOf(answer, givenUp).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Whoever waits for an answer waits no longer. */
    void giveUp() {
        givenUp.completeExceptionally(new GivenUpException());
    }
}
