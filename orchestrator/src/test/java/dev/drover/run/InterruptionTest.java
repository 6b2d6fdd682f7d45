package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.node.Answer;
import dev.drover.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {

    @TempDir
    Path directory;

    @Test
    void finishesWhatRunsAndBeginsNothingNew() throws Exception {
        var ended = engine().interruptedBy("first").run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: running, command: first}
                    - {name: never, command: second}
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: nor in the next play, command: third}
                """);

        assertThat(ended.ending()).isEqualTo(Run.Ending.INTERRUPTED);
        assertThat(ended.tasks()).containsExactly("running");
        assertThat(ended.recaps()).containsEntry("c", new Recap(1, 1, 0, 0, 0, 0, 0));
        assertThat(ended.events(RunEvent.Interrupted.class)).isNotEmpty();
    }

    @Test
    void cleansUpButMendsNothing() throws Exception {
        var ended = engine().interruptedBy("first").run("""
                - hosts: a
                  gather_facts: false
                  tasks:
                    - block:
                        - block:
                            - {name: failing, command: first, failed_when: true}
                            - {name: never, command: second}
                          rescue:
                            - {name: no rescue, command: third}
                          always:
                            - {name: inner, command: fourth}
                      always:
                        - {name: outer, command: fifth}
                        - {name: to the end, command: sixth}
                    - {name: not behind it, command: seventh}
                """);

        assertThat(ended.tasks()).containsExactly("failing", "inner", "outer", "to the end");
        assertThat(ended.recaps().get("a").failed()).isEqualTo(1);
    }

    @Test
    void leavesNoOtherItemAndNoOtherAttempt() throws Exception {
        var ended = engine().interruptedBy("one").run("""
                - hosts: a
                  gather_facts: false
                  tasks:
                    - {name: items, command: "{{ item }}", loop: [one, two, three]}
                """);
        var retried = engine().interruptedBy("one").run("""
                - hosts: a
                  gather_facts: false
                  tasks:
                    - {name: retried, command: one, until: false, retries: 5}
                """);

        assertThat(ended.outcome("a", "items").result().fields())
                .containsEntry("msg", Value.of("interrupted behind item 1 of 3"));
        assertThat(retried.events(RunEvent.Retrying.class)).hasSize(1);
        assertThat(retried.outcome("a", "retried").status()).isEqualTo(Outcome.Status.FAILED);
    }

    @Test
    void saysWhichHandlersWait() throws Exception {
        var ended = engine().interruptedBy("first").run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: running, command: first, notify: reload}
                  handlers:
                    - {name: reload, command: second}
                """);

        assertThat(ended.events(RunEvent.Warning.class).map(RunEvent.Warning::message))
                .containsExactly("these handlers were notified and did not run: reload on a, b, c");
    }

    @Test
    @Timeout(20)
    void endsPausesButNotThoseOfWhatCleansUp() throws Exception {
        var interruption = new Interruption();
        var asleep = new CountDownLatch(1);
        var sleeper = Thread.ofVirtual().start(() -> {
            try {
                asleep.countDown();
                interruption.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        asleep.await();
        interruption.request();
        sleeper.join();

        try (var _ = interruption.shield()) {
            assertThat(interruption.stops()).isFalse();
            interruption.sleep(Duration.ofMillis(1)); // sleeps to its end
        }
        assertThat(interruption.stops()).isTrue();
    }

    @Test
    void endsQuestionsThatOnlyWait() throws Exception {
        var interruption = new Interruption();
        var given = new AtomicBoolean();
        try (var _ = interruption.whenStopping(() -> given.set(true))) {
            assertThat(given).isFalse();
            interruption.request();
        }
        assertThat(given).isTrue();

        given.set(false);
        try (var _ = interruption.shield();
                var _ = interruption.whenStopping(() -> given.set(true))) {
            interruption.request();
        }
        assertThat(given).as("begun by what cleans up").isFalse();
    }

    private Engine engine() {
        return new Engine(
                directory, (host, script) -> new Answer(0, "out".getBytes(StandardCharsets.UTF_8), new byte[0]));
    }
}
