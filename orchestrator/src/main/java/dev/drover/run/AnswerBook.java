package dev.drover.run;

import dev.drover.node.Shell;
import dev.drover.question.Both;
import dev.drover.question.Kind;
import dev.drover.question.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * What one user's shell on one node has been asked since the last change there. Answers to questions of the moment are not kept.
 */
final class AnswerBook {

    private final Supplier<Shell> shell;
    private final Map<Question<?>, CompletableFuture<?>> answers = new ConcurrentHashMap<>();
    private final Set<Shell.Running> underWay = ConcurrentHashMap.newKeySet();

    AnswerBook(Supplier<Shell> shell) {
        this.shell = shell;
    }

    /** The answer of a question that has been asked; it may still be on its way. */
    Optional<CompletableFuture<?>> find(Question<?> question) {
        return Optional.ofNullable(answers.get(question));
    }

    /** How many answers are kept. */
    int size() {
        return answers.size();
    }

    /** Waits until all questions have been answered, well or badly. */
    void await() throws InterruptedException {
        for (var answer : answers.values()) {
            try {
                answer.get();
            } catch (ExecutionException e) {
                // whoever needs this answer will hear of it
            }
        }
    }

    /** Forgets all answers: something has changed on the node. */
    void forget() {
        answers.clear();
    }

    /** Ends what is still being asked: the answers say so. */
    void giveUp(Duration grace) {
        underWay.forEach(running -> running.terminate(grace));
    }

    /** Sends the questions that have not been asked, those of one kind together. Does not wait. */
    void ask(Collection<? extends Question<?>> questions) {
        var byKind = new LinkedHashMap<Kind<?, ?>, List<Question<?>>>();
        for (var question : questions) {
            if (!answers.containsKey(question)) {
                byKind.computeIfAbsent(question.kind(), kind -> new ArrayList<>())
                        .add(question);
            }
        }
        byKind.forEach((kind, list) -> {
            for (int from = 0; from < list.size(); from += kind.batch()) {
                send(kind, list.subList(from, Math.min(list.size(), from + kind.batch())));
            }
        });
    }

    @SuppressWarnings("unchecked") // a kind compiles its own questions: that is how they came to be in its list
    private <Q extends Question<A>, A> void send(Kind<?, ?> anyKind, List<Question<?>> anyQuestions) {
        var kind = (Kind<Q, A>) anyKind;
        var questions = List.copyOf((List<Q>) (List<?>) anyQuestions);
        var futures = new ArrayList<CompletableFuture<A>>();
        for (var question : questions) {
            var future = new CompletableFuture<A>();
            futures.add(future);
            answers.put(question, future);
        }
        Shell.Running running;
        try {
            running = shell.get().send(kind.compile(questions));
        } catch (RuntimeException e) {
            futures.forEach(future -> future.completeExceptionally(e));
            return;
        }
        underWay.add(running);
        running.answer().whenComplete((result, failure) -> {
            underWay.remove(running);
            if (failure != null) {
                futures.forEach(future -> future.completeExceptionally(failure));
                return;
            }
            try {
                var parsed = kind.parse(questions, result);
                for (int i = 0; i < futures.size(); i++) {
                    futures.get(i).complete(parsed.get(i));
                }
            } catch (RuntimeException e) {
                futures.forEach(future -> future.completeExceptionally(e));
            }
        });
    }

    /** The questions that a question is made of. */
    static List<Question<?>> parts(Question<?> question) {
        if (question instanceof Both<?, ?>(var first, var second)) {
            var all = new ArrayList<>(parts(first));
            all.addAll(parts(second));
            return all;
        }
        return List.of(question);
    }
}
