package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.node.Answer;
import dev.drover.node.NodeException;
import dev.drover.node.Script;
import dev.drover.node.Shell;
import dev.drover.question.Group;
import dev.drover.question.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswerBookTest {

    private final List<Script> sent = new ArrayList<>();
    private final List<CompletableFuture<Answer>> answers = new ArrayList<>();
    private final AnswerBook book = new AnswerBook(() -> this::send);

    @Test
    void asksQuestionsOfOneKindTogether() {
        book.ask(List.of(new Group("a"), new Group("b"), new Output(Script.of("one")), new Output(Script.of("two"))));

        assertThat(sent).hasSize(3);
        assertThat(sent.getFirst().sh().text()).contains("a").contains("b");
    }

    @Test
    void asksNothingTwice() {
        book.ask(List.of(new Group("a")));
        book.ask(List.of(new Group("a"), new Group("b")));

        assertThat(sent).hasSize(2);
        assertThat(sent.getLast().sh().text()).doesNotContain(" a");
    }

    @Test
    void givesEachQuestionItsAnswer() {
        book.ask(List.of(new Group("web"), new Group("nobody")));
        assertThat(book.find(new Group("web")))
                .hasValueSatisfying(answer -> assertThat(answer).isNotDone());

        answers.getFirst().complete(Answer.of("web:x:100:a,b\n"));

        assertThat(book.find(new Group("web")).orElseThrow().join().toString()).contains("100");
        assertThat(book.find(new Group("nobody")).orElseThrow().join().toString())
                .isEqualTo("Optional.empty");
        assertThat(book.find(new Group("other"))).isEmpty();
    }

    @Test
    void forgets() {
        book.ask(List.of(new Group("a")));
        book.forget();

        assertThat(book.find(new Group("a"))).isEmpty();
        book.ask(List.of(new Group("a")));
        assertThat(sent).hasSize(2);
    }

    @Test
    void tellsAllQuestionsOfAScriptThatItFailed() {
        book.ask(List.of(new Group("a"), new Group("b")));
        answers.getFirst().completeExceptionally(new NodeException.Unreachable("gone"));

        assertThat(book.find(new Group("a")).orElseThrow()).isCompletedExceptionally();
        assertThat(book.find(new Group("b")).orElseThrow()).isCompletedExceptionally();
    }

    @Test
    void failsTheQuestionsWhoseAnswerCantBeRead() {
        book.ask(List.of(new Group("a")));
        answers.getFirst().complete(Answer.of(1, "", "getent: broken"));

        assertThat(book.find(new Group("a")).orElseThrow())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("getent: broken");
    }

    private Shell.Running send(Script script) {
        sent.add(script);
        var answer = new CompletableFuture<Answer>();
        answers.add(answer);
        return new Shell.Running() {
            @Override
            public CompletableFuture<Answer> answer() {
                return answer;
            }

            @Override
            public void terminate(Duration grace) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
