package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.LocalShell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InclusionsTest {

    @TempDir
    Path directory;

    @Test
    void isLookedIntoAheadOfTheFirstTask() throws Exception {
        Files.writeString(directory.resolve("more.yml"), """
                - {stat: {path: "{{ item }}"}}
                - block:
                    - {stat: {path: /bin}}
                  rescue:
                    - {stat: {path: /nowhere/rescue}}
                  always:
                    - {stat: {path: /var}}
                """);
        var ended = engine().run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: first, stat: {path: /etc}}
                    - {include_tasks: more.yml, loop: [/usr, /tmp]}
                """);

        assertThat(ended.ending()).isEqualTo(Run.Ending.FINE);
        assertThat(sentBefore("first", ended)).isEqualTo(ended.sent().size()).isPositive();
        assertThat(ended.sent()).noneMatch(sent -> sent.contains("rescue"));
    }

    @Test
    void sharesOneInclusionAmongHosts() throws Exception {
        Files.writeString(directory.resolve("more.yml"), "- {name: inner, debug: {msg: \"{{ v }}\"}}\n");
        var ended = engine().inventory("a,b,").run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {include_tasks: more.yml, vars: {v: "{{ inventory_hostname }}"}}
                """);

        assertThat(ended.tasks()).containsExactly("include_tasks", "inner");
        assertThat(ended.events(RunEvent.Included.class).map(RunEvent.Included::hosts))
                .containsExactly(List.of("a", "b"));
    }

    @Test
    void endsInAnErrorWhereItIncludesItself() throws Exception {
        Files.writeString(directory.resolve("more.yml"), "- include_tasks: more.yml\n");
        var ended = engine().inventory("a,").run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - include_tasks: more.yml
                """);

        assertThat(ended.ending()).isEqualTo(Run.Ending.FAILED);
    }

    private static long sentBefore(String task, Engine.Ended ended) {
        return ended.log().stream()
                .takeWhile(entry -> !(entry instanceof RunEvent.TaskStarted(var label)
                        && label.name().equals(task)))
                .filter(FakeNodes.Sent.class::isInstance)
                .count();
    }

    private Engine engine() {
        var shell = new LocalShell(directory, List.of("sh"));
        return new Engine(directory, (host, script) -> shell.apply(script)).inventory("a,");
    }
}
