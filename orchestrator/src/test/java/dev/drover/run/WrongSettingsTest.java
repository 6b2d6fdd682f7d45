package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.ArgumentException;
import dev.drover.module.LocalShell;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of keywords that can't be are told as the user's mistakes, at their place. */
class WrongSettingsTest {

    @TempDir
    Path directory;

    @Test
    void anUnknownWayToBecomeFailsTheTask() throws Exception {
        var ended = engine().inventory("a,").run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: it, stat: {path: /etc}, become: true, become_method: magic}
                """);

        assertThat(ended.ending()).isEqualTo(Run.Ending.FAILED);
        assertThat(ended.outcome("a", "it").result().fields().get("msg").toString())
                .contains("become_method \"magic\" is not supported");
    }

    @Test
    void retriesMustBeANumber() throws Exception {
        var ended = engine().inventory("a,").run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: it, command: "true", retries: often}
                """);

        assertThat(ended.outcome("a", "it").result().fields().get("msg"))
                .hasToString("retries takes a number, not \"often\"");
    }

    @Test
    void serialMustBeANumberOrAShare() {
        assertThatThrownBy(() -> engine().inventory("a,").run("""
                - hosts: all
                  serial: some
                  tasks: [{debug: {}}]
                """))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("serial takes numbers and percentages");
    }

    private Engine engine() {
        var shell = new LocalShell(directory, List.of("sh"));
        return new Engine(directory, (host, script) -> shell.apply(script));
    }
}
