package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.LocalShell;
import dev.drover.node.Answer;
import dev.drover.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

    @TempDir
    Path directory;

    @Test
    void asksAheadOfTheFirstTaskAndNeverAgain() throws Exception {
        var ended = local().inventory("a,").run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {stat: {path: /etc}, register: s}
                    - {stat: {path: "{{ item }}"}, loop: [/usr, /nowhere]}
                    - {file: {path: /usr, state: directory}}
                    - {debug: {msg: "{{ s.stat.path }}"}}
                    - {stat: {path: "{{ s.stat.path }}"}}
                """);

        assertThat(ended.ending()).isEqualTo(Run.Ending.FINE);
        assertThat(ended.recaps()).containsEntry("a", new Recap(5, 0, 0, 0, 0, 0, 0));
        assertThat(sentBefore("stat", ended)).isEqualTo(ended.sent().size()).isPositive();
    }

    @Test
    void asksOneAfterTheOtherWithoutLookAhead() throws Exception {
        var ended = local().inventory("a,").lookAhead(false).run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: first, stat: {path: /etc}}
                    - {name: second, stat: {path: /usr}}
                """);

        assertThat(sentBefore("first", ended)).isZero();
        assertThat(sentBefore("second", ended)).isBetween(1L, ended.sent().size() - 1L);
    }

    @Test
    void forgetsAnswersFromBeforeAChange() throws Exception {
        var file = directory.resolve("file");
        var ended = local().inventory("a,").run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: before, stat: {path: "%1$s"}, register: before}
                    - {name: change, command: "touch %1$s"}
                    - {name: after, stat: {path: "%1$s"}, register: after}
                    - {name: unlike, assert: {that: [not before.stat.exists, after.stat.exists]}}
                """.formatted(file));

        assertThat(ended.recaps()).containsEntry("a", new Recap(4, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void forgetsWhatADelegatedTaskChangesOnAnotherHost() throws Exception {
        var file = directory.resolve("file");
        var ended = local().run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: before, stat: {path: "%1$s"}, register: before}
                    - {name: change, command: "touch %1$s", delegate_to: b, run_once: true}
                    - {name: after, stat: {path: "%1$s"}, register: after}
                    - {name: on b, assert: {that: after.stat.exists}, when: inventory_hostname == 'b'}
                """.formatted(file));

        assertThat(ended.recaps().get("b").failed()).isZero();
        assertThat(ended.outcome("b", "on b").status()).isEqualTo(Outcome.Status.OK);
        assertThat(ended.nodes().sent().stream()
                        .filter(sent -> sent.text().contains("touch"))
                        .map(FakeNodes.Sent::host))
                .containsExactly("b");
    }

    @Test
    void sendsEachHostsScriptsToItsOwnNode() throws Exception {
        var ended = answering().run(play("- {command: 'echo {{ inventory_hostname }}'}"));

        assertThat(ended.sent()).hasSize(3).allSatisfy(sent -> {
            String host = sent.substring(0, 1);
            assertThat(sent).contains("echo").endsWith("'" + host + "'");
        });
    }

    @Test
    void runsHostsBatchAfterBatch() throws Exception {
        var ended = answering().run("""
                - hosts: all
                  gather_facts: false
                  serial: 2
                  tasks:
                    - {command: one}
                    - {command: two}
                """);

        assertThat(ended.events(RunEvent.BatchStarted.class).map(RunEvent.BatchStarted::hosts))
                .containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(ended.sent().stream().filter(sent -> sent.contains("two")).toList())
                .last()
                .asString()
                .startsWith("c");
        assertThat(ended.tasks()).containsExactly("command", "command", "command", "command");
    }

    @Test
    void sharesWhatARunOnceTaskRegistered() throws Exception {
        var ended = answering().run(play("""
                - {name: once, command: "true", run_once: true, register: r}
                - {name: told, debug: {msg: "{{ r.stdout }}"}}
                """));

        assertThat(ended.sent()).hasSize(1);
        assertThat(ended.outcome("c", "told").result().fields()).containsEntry("msg", Value.of("out of a"));
    }

    @Test
    void takesUnreachableHostsOutOfTheRun() throws Exception {
        var ended = answering().cut("b").run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: first, command: "true"}
                    - {name: second, command: "true", notify: h}
                  handlers:
                    - {name: h, command: "true"}
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: third, command: "true"}
                """);

        assertThat(ended.ending()).isEqualTo(Run.Ending.UNREACHABLE);
        assertThat(ended.recaps())
                .containsEntry("a", new Recap(4, 4, 0, 0, 0, 0, 0))
                .containsEntry("b", new Recap(0, 0, 1, 0, 0, 0, 0));
        assertThat(ended.outcome("b", "first").status()).isEqualTo(Outcome.Status.UNREACHABLE);
    }

    @Test
    void goesOnWithUnreachableHostsWhereThatIsIgnored() throws Exception {
        var ended = answering().cut("b").run(play("""
                - {name: first, command: "true", ignore_unreachable: true}
                - {name: second, debug: {msg: here}}
                """));

        assertThat(ended.outcome("b", "first").status()).isEqualTo(Outcome.Status.UNREACHABLE);
        assertThat(ended.outcome("b", "second").status()).isEqualTo(Outcome.Status.OK);
    }

    @Test
    void triesAgainUntilItHolds() throws Exception {
        var attempts = new AtomicInteger();
        var ended = new Engine(directory, (host, script) -> Answer.of("attempt " + attempts.incrementAndGet()))
                .inventory("a,")
                .run(play("""
                        - {name: wait, command: "true", register: r, until: "'3' in r.stdout", retries: 5, delay: 7}
                        """));

        assertThat(attempts).hasValue(3);
        assertThat(ended.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
        assertThat(ended.outcome("a", "wait").result().fields())
                .containsEntry("attempts", Value.of(3))
                .containsEntry("stdout", Value.of("attempt 3"));
        assertThat(ended.events(RunEvent.Retrying.class)).hasSize(2);
    }

    @Test
    void givesUpWhenAllRetriesAreUsed() throws Exception {
        var attempts = new AtomicInteger();
        var ended = new Engine(directory, (host, script) -> Answer.of("attempt " + attempts.incrementAndGet()))
                .inventory("a,")
                .run(play("""
                        - {name: wait, command: "true", register: r, until: r.stdout == 'never', retries: 2, delay: 0.5}
                        - {name: not any more, command: "true"}
                        """));

        assertThat(attempts).hasValue(3);
        assertThat(ended.pauses()).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
        // as ansible-core has it: the number of retries, not that of attempts
        assertThat(ended.outcome("a", "wait").result().fields()).containsEntry("attempts", Value.of(2));
        assertThat(ended.recaps()).containsEntry("a", new Recap(0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void retriesWhatFailsWithoutUntil() throws Exception {
        var attempts = new AtomicInteger();
        var ended = new Engine(
                        directory, (host, script) -> Answer.of(attempts.incrementAndGet() < 3 ? 1 : 0, "", "not yet"))
                .inventory("a,")
                .run(play("- {name: wait, command: 'true', retries: 4, delay: 1}"));

        assertThat(attempts).hasValue(3);
        assertThat(ended.outcome("a", "wait").status()).isEqualTo(Outcome.Status.CHANGED);
    }

    @Test
    void registersTheResultsOfLoops() throws Exception {
        var ended = answering().inventory("a,").run(play("""
                - {name: loop, command: "echo {{ item }}", loop: [x, y], register: r}
                - {name: look, debug: {msg: "{{ r.results | map(attribute='item') | list }} {{ r is changed }}"}}
                """));

        assertThat(ended.outcome("a", "look").result().fields()).containsEntry("msg", Value.of("['x', 'y'] True"));
        assertThat(ended.events(RunEvent.ItemFinished.class).map(RunEvent.ItemFinished::item))
                .containsExactly("x", "y");
    }

    @Test
    void failsWhereAConditionIsUndefined() throws Exception {
        var ended = answering().inventory("a,").run(play("- {name: asks, command: 'true', when: nosuch == 1}"));

        var outcome = ended.outcome("a", "asks");
        assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
        assertThat(outcome.result().fields().get("msg").toString()).contains("'nosuch' is undefined");
        assertThat(outcome.result().fields().get("origin").toString()).contains("site.yml:4:");
        assertThat(ended.sent()).isEmpty();
    }

    @Test
    void stopsBeforeChangesInCheckMode() throws Exception {
        var file = directory.resolve("made");
        var engine = local().inventory("a,").checking();
        var ended = engine.run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: make, file: {path: "%1$s", state: directory}}
                    - {name: run, command: "touch %1$s"}
                    - {name: really, command: "true", check_mode: false}
                """.formatted(file));

        assertThat(file).doesNotExist();
        assertThat(ended.outcome("a", "make").status()).isEqualTo(Outcome.Status.CHANGED);
        assertThat(ended.outcome("a", "make").diff().parts()).isNotEmpty();
        assertThat(ended.outcome("a", "run").status()).isEqualTo(Outcome.Status.SKIPPED);
        assertThat(ended.outcome("a", "really").status()).isEqualTo(Outcome.Status.CHANGED);
    }

    @Test
    void hidesResultsOfSecretTasks() throws Exception {
        var ended = answering().inventory("a,").run(play("""
                - {name: secret, command: "echo hidden", no_log: true, register: r}
                - {name: secrets, command: "echo {{ item }}", no_log: true, loop: [hidden1, hidden2]}
                - {name: secret failure, command: "echo {{ nosuch }}", no_log: true, ignore_errors: true}
                - {name: known, assert: {that: r.stdout == 'out of a'}}
                """));

        for (var name : List.of("secret", "secrets", "secret failure")) {
            assertThat(ended.outcome("a", name).result().fields()).containsOnlyKeys("censored");
            assertThat(ended.outcome("a", name).diff().parts()).isEmpty();
        }
        assertThat(ended.events(RunEvent.ItemFinished.class).map(Object::toString))
                .hasSize(2)
                .noneMatch(event -> event.contains("hidden1") || event.contains("hidden2"));
        assertThat(ended.recaps()).containsEntry("a", new Recap(4, 2, 0, 0, 0, 0, 1));
    }

    @Test
    void runsHandlersOnceForTheHostsThatNotified() throws Exception {
        var ended = answering().run("""
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: one, command: "true", notify: [restart, all of them], when: inventory_hostname != 'b'}
                    - {name: two, command: "true", notify: restart, when: inventory_hostname != 'b'}
                  handlers:
                    - {name: listens, command: listening, listen: all of them}
                    - {name: restart, command: restarting}
                    - {name: never, command: never}
                """);

        assertThat(ended.tasks()).containsExactly("one", "two", "listens", "restart");
        assertThat(ended.sent().stream().filter(sent -> sent.contains("restarting")))
                .hasSize(2)
                .noneMatch(sent -> sent.startsWith("b"));
    }

    @Test
    void selectsTasksByTags() throws Exception {
        var ended = answering().tags(List.of("web"), List.of("slow")).run(play("""
                        - {name: one, command: "true", tags: web}
                        - {name: two, command: "true", tags: "web,slow"}
                        - {name: three, command: "true"}
                        - {name: four, command: "true", tags: always}
                        """));

        assertThat(ended.tasks()).containsExactly("one", "four");
    }

    @Test
    void seesVariablesOfOtherHosts() throws Exception {
        var ended = answering().run(play("""
                - {name: own, set_fact: {mine: "of {{ inventory_hostname }}"}}
                - {name: theirs, debug: {msg: "{{ hostvars['c'].mine }} {{ groups['all'] | length }}"}}
                """));

        assertThat(ended.outcome("a", "theirs").result().fields()).containsEntry("msg", Value.of("of c 3"));
    }

    @Test
    void laysVariablesOverEachOtherAsAnsibleDoes() throws Exception {
        // the answers are those of ansible-inventory --host
        Files.writeString(directory.resolve("hosts"), """
                lone
                [web]
                web1 own=inventory
                [app:children]
                web
                [app:vars]
                tier=app
                only_inventory=1
                [prod:children]
                app
                [prod:vars]
                tier=prod
                only_prod=1
                """);
        write("group_vars/all.yml", "tier: all\nfrom_all: all\nown: all");
        write("group_vars/app/b.yml", "x: 1\ntier: app-file");
        write("group_vars/app/a.yml", "x: 0\ny: 2");
        write("host_vars/web1", "own: file");

        var ended = answering().inventory(directory.resolve("hosts").toString()).run(play("""
                - name: all
                  debug:
                    msg: "{{ tier }} {{ from_all }} {{ own }} {{ x | d('-') }} {{ y | d('-') }} {{ only_prod | d('-') }}"
                """));

        assertThat(message(ended, "web1")).isEqualTo("app-file all file 1 2 1");
        assertThat(message(ended, "lone")).isEqualTo("all all all - - -");
    }

    @Test
    void gathersWhatLaterPlaysLookAt() throws Exception {
        var ended = local().inventory("a,b,").run("""
                - hosts: a
                  tasks: []
                - hosts: b
                  gather_facts: false
                  tasks:
                    - {name: all, debug: {msg: "{{ hostvars['a'].ansible_system }}"}}
                """);

        assertThat(message(ended, "b")).isEqualTo("Linux");
    }

    @Test
    void gathersWhatVariableFilesMention() throws Exception {
        write("more.yml", "what: '{{ ansible_system }}'");
        var ended = local().inventory("a,").run("""
                - hosts: a
                  vars_files: [more.yml]
                  tasks:
                    - {name: all, debug: {msg: "{{ what }}"}}
                """);

        assertThat(message(ended, "a")).isEqualTo("Linux");
    }

    private static String message(Engine.Ended ended, String host) {
        return ended.outcome(host, "all").result().fields().get("msg").toString();
    }

    private void write(String name, String text) throws Exception {
        Files.createDirectories(directory.resolve(name).getParent());
        Files.writeString(directory.resolve(name), text);
    }

    private static long sentBefore(String task, Engine.Ended ended) {
        return ended.log().stream()
                .takeWhile(entry -> !(entry instanceof RunEvent.TaskStarted(var label)
                        && label.name().equals(task)))
                .filter(FakeNodes.Sent.class::isInstance)
                .count();
    }

    private Engine local() {
        var shell = new LocalShell(directory, List.of("sh"));
        return new Engine(directory, (host, script) -> shell.apply(script));
    }

    private Engine answering() {
        return new Engine(directory, (host, script) -> Answer.of("out of " + host));
    }

    private static String play(String tasks) {
        return "- hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.strip().indent(4);
    }
}
