package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.LocalShell;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task debugger, as {@code debugger} and its kin call it. What ansible-core does was seen by running it. */
class DebuggerTest {

    private static final String FAILING = """
            - hosts: all
              gather_facts: false
              debugger: on_failed
              vars: {line: exit 3, list: [1, {a: x}]}
              tasks:
                - {name: bad, shell: "{{ line }}", register: ended}
                - {name: next, debug: {msg: "{{ ended.stdout }}"}}
            """;

    @TempDir
    Path directory;

    @Test
    void printsAndGoesOn() throws Exception {
        var ended = engine("p task", "p host", "p task.args", "p task_vars['list']", "p result._result.rc", "c")
                .run(FAILING);

        assertThat(said(ended)).containsExactly("TASK: bad", "a", "{'_raw_params': 'exit 3'}", "[1, {'a': 'x'}]", "3");
        assertThat(ended.recaps()).containsEntry("a", new Recap(0, 0, 0, 1, 0, 0, 0));
        assertThat(ended.log()).contains("asked [a] TASK: bad (debug)> ");
    }

    @Test
    void runsATaskAgainWithAnotherArgument() throws Exception {
        var ended = engine("task.args['_raw_params'] = 'echo {{ 1 }}'", "p task.args", "r")
                .run(FAILING);

        assertThat(said(ended)).containsExactly("{'_raw_params': 'echo {{ 1 }}'}");
        assertThat(ended.recaps()).containsEntry("a", new Recap(2, 1, 0, 0, 0, 0, 0));
        assertThat(ended.outcome("a", "next").result().fields().get("msg")).hasToString("{{ 1 }}");
    }

    @Test
    void appliesVariablesWhenTheTaskIsUpdated() throws Exception {
        var ended = engine(
                        "task_vars['line'] = 'echo ' ~ list[1].a",
                        "p task_vars['line']",
                        "r",
                        "task_vars[\"line\"] = 'echo y'",
                        "u",
                        "r")
                .run(FAILING);

        assertThat(said(ended)).containsExactly("'echo x'");
        assertThat(ended.recaps()).containsEntry("a", new Recap(2, 1, 0, 0, 0, 0, 0));
        assertThat(ended.outcome("a", "next").result().fields().get("msg")).hasToString("y");
    }

    @Test
    void saysWhatIsWrongWithACommand() throws Exception {
        var ended = engine("foo bar", "p nothing_of_that_name", "p (", "p", "h", "c")
                .run(FAILING);

        assertThat(said(ended)).hasSizeGreaterThan(8);
        assertThat(said(ended).getFirst()).startsWith("***unknown command: foo bar");
        assertThat(said(ended).subList(1, 4)).allMatch(line -> line.startsWith("***"));
    }

    @Test
    void endsTheRunAtQuitAndWhereNobodyTypes() throws Exception {
        for (var engine : List.of(engine("q"), engine())) {
            var ended = engine.run(FAILING);

            assertThat(ended.ending()).isEqualTo(Run.Ending.INTERRUPTED);
            assertThat(ended.tasks()).containsExactly("bad");
        }
    }

    @Test
    void stopsWhereItIsAskedTo() throws Exception {
        var tasks = """
                  gather_facts: false
                  tasks:
                    - {name: ignored, command: "false", ignore_errors: true}
                    - {name: skipped, command: "false", when: false, debugger: on_skipped}
                    - {name: never, command: "false", debugger: never, ignore_errors: true}
                    - {name: always, debug: {msg: hi}, debugger: always}
                    - {name: failed, command: "false"}
                """;
        var everywhere = engine("c", "c", "c")
                .steering(new Steering(Optional.empty(), false, Listening.NOBODY, true))
                .run("- hosts: all\n" + tasks);
        var strategy = engine("c", "c", "c").run("- hosts: all\n  strategy: debug\n" + tasks);
        var tasksOnly = engine("c", "c").run("- hosts: all\n" + tasks);

        assertThat(asked(everywhere)).containsExactly("skipped", "always", "failed");
        assertThat(asked(strategy)).containsExactly("skipped", "always", "failed");
        assertThat(asked(tasksOnly)).containsExactly("skipped", "always");
    }

    private Engine engine(String... typed) {
        var shell = new LocalShell(directory, List.of("sh"));
        return new Engine(directory, (host, script) -> shell.apply(script))
                .inventory("a,")
                .typing(typed);
    }

    private static List<String> said(Engine.Ended ended) {
        return lines(ended, "said ");
    }

    private static List<String> asked(Engine.Ended ended) {
        return lines(ended, "asked ").stream()
                .map(line -> line.replaceAll(".*TASK: | \\(debug\\)> ", ""))
                .toList();
    }

    private static List<String> lines(Engine.Ended ended, String begin) {
        return ended.log().stream()
                .filter(String.class::isInstance)
                .map(Object::toString)
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()))
                .toList();
    }
}
