package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.ArgumentException;
import dev.drover.node.Answer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --start-at-task} and {@code --step}. */
class SteeringTest {

    private static final String PLAYBOOK = """
            - hosts: a
              gather_facts: false
              tasks:
                - {name: one, debug: , changed_when: true, notify: handler}
                - block:
                    - {name: two, debug: }
                    - {name: boom, fail: }
                  rescue:
                    - {name: mend, debug: }
                  always:
                    - {name: clean, debug: }
              handlers:
                - {name: handler, debug: }
            - hosts: a
              gather_facts: false
              tasks:
                - {name: three, debug: }
                - assert: {that: true}
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "one,one two boom mend clean handler three assert",
        "t*o,two boom mend clean three assert",
        "boom,boom mend clean three assert",
        "clean,clean three assert",
        "th?ee,three assert",
        "assert,assert",
        "mend,''",
        "handler,''",
        "nothing,''"
    })
    void startsAtTheFirstTaskOfTheName(String name, String tasks) throws Exception {
        var ended = engine().steering(new Steering(Optional.of(name), false)).run(PLAYBOOK);

        assertThat(String.join(" ", ended.tasks())).isEqualTo(tasks);
        assertThat(ended.ending()).isEqualTo(Run.Ending.FINE);
        assertThat(ended.events(RunEvent.Warning.class)).hasSize(tasks.isEmpty() ? 1 : 0);
    }

    @Test
    void asksBeforeEachTaskUntilToldToGoOn() throws Exception {
        var ended = engine().steering(new Steering(Optional.empty(), true))
                .typing("y", "", "N", "what", "c")
                .run(PLAYBOOK);

        assertThat(ended.tasks()).containsExactly("one", "handler", "three", "assert");
        assertThat(ended.log()).contains("asked Perform task: two (N)o/(y)es/(c)ontinue");
    }

    @Test
    void needsSomebodyToAsk() {
        assertThatThrownBy(() ->
                        engine().steering(new Steering(Optional.empty(), true)).run(PLAYBOOK))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("nobody can be asked");
    }

    private Engine engine() {
        return new Engine(directory, (host, script) -> Answer.of(""));
    }
}
