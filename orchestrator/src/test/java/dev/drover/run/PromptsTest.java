package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.ArgumentException;
import dev.drover.node.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptsTest {

    private static final String PLAYBOOK = """
            - hosts: all
              gather_facts: false
              vars_prompt:
                - {name: version, prompt: "Version of {{ app }}", default: "1", private: false}
                - {name: word, confirm: true}
              vars: {app: shop}
              tasks:
                - {name: said, debug: {msg: "{{ version }} {{ word }}"}}
            """;

    @TempDir
    Path directory;

    @Test
    void asksBeforeThePlay() throws Exception {
        var ended = engine().typing("2", "a", "a").run(PLAYBOOK);

        assertThat(ended.log().stream().filter(String.class::isInstance))
                .containsExactly("asked Version of shop [1]", "asked word, hidden", "asked confirm word, hidden");
        assertThat(message(ended)).isEqualTo("2 a");
    }

    @Test
    void takesTheDefaultWhereNothingIsTyped() throws Exception {
        assertThat(message(engine().typing("", "x", "x").run(PLAYBOOK))).isEqualTo("1 x");
    }

    @Test
    void asksAgainWhereTheTwoDiffer() throws Exception {
        assertThat(message(engine().typing("3", "x", "y", "z", "z").run(PLAYBOOK)))
                .isEqualTo("3 z");
    }

    @Test
    void isAnErrorWhereNobodyCanBeAsked() {
        assertThatThrownBy(() -> engine().run(PLAYBOOK))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("the play asks for \"word\" and nobody can be asked here; hand it over: -e word=…");
    }

    @Test
    void hashesAsAPassword() throws Exception {
        var ended = engine().typing("secret").run("""
                - hosts: all
                  gather_facts: false
                  vars_prompt:
                    - {name: word, encrypt: sha512_crypt, salt: saltsalt}
                  tasks:
                    - {name: said, debug: {msg: "{{ word }}"}}
                """);

        assertThat(message(ended)).startsWith("$6$");
    }

    private static String message(Engine.Ended ended) {
        return ((dev.drover.value.Value.Text)
                        ended.outcome("a", "said").result().fields().get("msg"))
                .text();
    }

    private Engine engine() {
        return new Engine(directory, (host, script) -> Answer.of("")).inventory("a,");
    }
}
