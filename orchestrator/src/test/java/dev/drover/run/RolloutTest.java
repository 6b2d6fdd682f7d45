package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.node.Answer;
import dev.drover.playbook.PlaybookException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutTest {

    /** {@code host: word} of commands that fail. */
    private final List<String> failing = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void goesBatchByBatchThroughItsStages() throws Exception {
        var ended = engine().run(play("serial: 2", "max_failures: 0"));

        assertThat(done(ended))
                .containsExactly(
                        "drain a b",
                        "update a b",
                        "gate a b",
                        "restore a b", //
                        "drain c",
                        "update c",
                        "gate c",
                        "restore c");
        assertThat(stages(ended))
                .containsExactly("drain a b", "health a b", "restore a b", "drain c", "health c", "restore c");
        assertThat(ended.ending()).isEqualTo(Run.Ending.FINE);
    }

    @Test
    void beginsWithACanary() throws Exception {
        var ended = engine().run(play("order: inventory", "canary: 1"));

        assertThat(ended.events(RunEvent.BatchStarted.class).map(RunEvent.BatchStarted::hosts))
                .containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void stopsWhereMoreFailThanMay() throws Exception {
        failing.add("a: update");
        var ended = engine().run(play("serial: 1", "on_failure: stop"));

        // it failed, and is as healthy as before: it goes back into service
        assertThat(done(ended)).containsExactly("drain a", "update a", "gate a", "restore a");
        assertThat(ended.ending()).isEqualTo(Run.Ending.FAILED);
        assertThat(ended.recaps().keySet()).containsExactly("a");
    }

    @Test
    void leavesWhatIsNotHealthyDrained() throws Exception {
        failing.add("a: gate");
        var ended = engine().run(play("serial: 1", "max_failures: 1"));

        assertThat(done(ended))
                .startsWith("drain a", "update a", "gate a", "drain b")
                .doesNotContain("restore a")
                .contains("restore b", "restore c");
        assertThat(warnings(ended)).containsExactly("still drained, since not known to be healthy: a");
        assertThat(ended.ending()).isEqualTo(Run.Ending.FAILED);
    }

    @Test
    void countsTheUnreachableToo() throws Exception {
        failing.add("b: gate");
        var ended = engine().cut("a").run(play("serial: 1", "max_failures: 1"));

        assertThat(done(ended)).containsExactly("drain b", "update b", "gate b");
        assertThat(ended.ending()).isEqualTo(Run.Ending.UNREACHABLE);
        assertThat(ended.recaps()).doesNotContainKey("c");
    }

    @Test
    void takesPercentages() throws Exception {
        failing.add("a: update");
        var ended = engine().run(play("serial: 1", "max_failures: '34%'"));

        assertThat(done(ended)).contains("restore c");
    }

    @Test
    void goesOnWhereItIsTold() throws Exception {
        failing.addAll(List.of("a: gate", "b: gate"));
        var ended = engine().run(play("serial: 1", "on_failure: continue"));

        assertThat(done(ended)).contains("update b", "update c", "restore c");
        assertThat(ended.ending()).isEqualTo(Run.Ending.FAILED);
    }

    @Test
    void rollsTheBatchBack() throws Exception {
        failing.add("a: update");
        var ended = engine().run(play("serial: 2", "rollback: [{name: back, command: rollback}]"));

        assertThat(done(ended))
                .containsExactly("drain a b", "update a b", "gate b", "rollback a b", "gate a b", "restore a b");
        assertThat(ended.recaps().get("a").failed()).isEqualTo(1);
        assertThat(ended.recaps().get("b").failed()).isZero();
        assertThat(warnings(ended)).isEmpty();
    }

    @Test
    void rollsBatchesBackThatAreDone() throws Exception {
        failing.add("c: update");
        var ended =
                engine().run(play("serial: 1", "rollback: [{name: back, command: rollback}]", "rollback_scope: all"));

        var done = done(ended);
        assertThat(done.subList(done.indexOf("update c"), done.size()))
                .containsExactly(
                        "update c",
                        "rollback c",
                        "gate c",
                        "restore c", //
                        "drain b",
                        "rollback b",
                        "gate b",
                        "restore b", //
                        "drain a",
                        "rollback a",
                        "gate a",
                        "restore a");
        assertThat(ended.ending()).isEqualTo(Run.Ending.FAILED);
    }

    @Test
    void watchesABatchBeforeTheNext() throws Exception {
        var ended = engine().run(play("serial: 2", "soak: 25"));

        assertThat(ended.pauses())
                .containsExactly(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5), //
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5));
        assertThat(done(ended).stream().filter("gate a b"::equals)).hasSize(4);
        assertThat(stages(ended)).contains("soak for 25 s a b");
    }

    @Test
    void rollsBackWhatFallsIllLater() throws Exception {
        var gates = new ConcurrentHashMap<String, Integer>();
        var ended = new Engine(directory, (host, script) -> {
                    boolean ill = script.sh().text().contains("gate") && gates.merge(host, 1, Integer::sum) == 2;
                    return answer(ill ? 1 : 0);
                })
                .inventory("a,b,")
                .run(play("serial: 1", "soak: 10", "rollback: [{name: back, command: rollback}]"));

        assertThat(done(ended))
                .containsExactly(
                        "drain a",
                        "update a",
                        "gate a",
                        "restore a", //
                        "gate a",
                        "drain a",
                        "rollback a",
                        "gate a",
                        "restore a");
    }

    @Test
    void restoresAfterAnInterruption() throws Exception {
        var ended = engine().interruptedBy("update").run(play("serial: 2", "soak: 60"));

        assertThat(done(ended)).containsExactly("drain a b", "update a b", "gate a b", "restore a b");
        assertThat(ended.ending()).isEqualTo(Run.Ending.INTERRUPTED);
        assertThat(ended.pauses()).isEmpty();
    }

    @Test
    void theGateOfABatchIsOneForAll() throws Exception {
        failing.add("a: gate");
        var ended = engine().run("""
                - hosts: all
                  gather_facts: false
                  rollout:
                    health: {command: gate, retries: 2, delay: 3, scope: batch}
                    restore: [{name: in, command: restore}]
                    max_failures: 3
                  tasks: [{name: new, command: update}]
                """);

        assertThat(ended.nodes().sent().stream().filter(sent -> sent.text().contains("gate")))
                .hasSize(5); // three attempts of a, one of each other
        assertThat(done(ended)).noneMatch(step -> step.startsWith("restore"));
        assertThat(ended.pauses()).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
        assertThat(ended.ending()).isEqualTo(Run.Ending.FAILED);
    }

    @Test
    void sameWithoutLookAhead() throws Exception {
        failing.add("a: update");
        var text = play("serial: 2", "rollback: [{name: back, command: rollback}]");

        assertThat(done(engine().lookAhead(false).run(text))).isEqualTo(done(engine().run(text)));
    }

    @Test
    void tagsChooseNoneOfItAway() throws Exception {
        var ended = engine().tags(List.of("deploy"), List.of()).run(play("serial: 3", "max_failures: 0"));

        assertThat(done(ended)).containsExactly("drain a b c", "update a b c", "gate a b c", "restore a b c");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(problems("rollout: 5")).containsExactly("3:12 rollout takes a mapping: drain, restore, health, …");
        assertThat(problems("rollout: {drian: []}")).containsExactly("3:13 \"drian\" is no part of a rollout");
        assertThat(problems("rollout: {on_failure: explode}"))
                .containsExactly("3:25 on_failure is one of stop, continue, rollback");
        assertThat(problems("rollout: {on_failure: rollback}"))
                .containsExactly("3:25 on_failure: rollback needs tasks that do it, under \"rollback\"");
        assertThat(problems("rollout: {health: {}}"))
                .containsExactly("3:21 health takes either a url or a command to try");
        assertThat(problems("rollout: {health: {url: x, statsu: 200}}"))
                .containsExactly("3:30 \"statsu\" is no part of the health check of a url");
        assertThat(problems("rollout: {health: {url: x, from: moon}}"))
                .containsExactly("3:36 from is node or controller");
        assertThat(problems("rollout: {drain: [{command: x}]}\n  strategy: free"))
                .containsExactly("3:12 a rollout goes batch by batch, and strategy free does not");
        assertThatThrownBy(() -> engine().run(play("serial: 1", "max_failures: lots")))
                .hasMessageContaining("max_failures of a rollout takes a number that is not negative, not \"lots\"");
    }

    private List<String> problems(String keyword) {
        try {
            engine().run("- hosts: all\n  gather_facts: false\n  " + keyword + "\n");
            return List.of();
        } catch (PlaybookException e) {
            return e.problems().stream()
                    .map(problem ->
                            problem.origin().line() + ":" + problem.origin().column() + " " + problem.message())
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String play(String keyword, String... parts) {
        return """
                - hosts: all
                  gather_facts: false
                  %s
                  rollout:
                    drain: [{name: out, command: drain}]
                    restore: [{name: in, command: restore}]
                    health: [{name: healthy, command: gate}]
                    %s
                  tasks: [{name: new, command: update, tags: deploy}]
                """.formatted(keyword, String.join("\n    ", parts));
    }

    private Engine engine() {
        return new Engine(directory, (host, script) -> {
            boolean fails = failing.stream()
                    .map(each -> each.split(": "))
                    .anyMatch(each -> each[0].equals(host) && script.sh().text().contains(each[1]));
            return answer(fails ? 1 : 0);
        });
    }

    private static Answer answer(int status) {
        return new Answer(status, "out".getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    /** The commands in order, each with the hosts that ran it at the same time. */
    private static List<String> done(Engine.Ended ended) {
        var steps = new ArrayList<String>();
        var hosts = new ArrayList<String>();
        String last = "";
        for (var sent : ended.nodes().sent()) {
            String word = List.of("drain", "update", "gate", "restore", "rollback").stream()
                    .filter(sent.text()::contains)
                    .findFirst()
                    .orElseThrow();
            if (!word.equals(last) || hosts.contains(sent.host())) {
                flush(last, hosts, steps);
            }
            last = word;
            hosts.add(sent.host());
        }
        flush(last, hosts, steps);
        return steps;
    }

    private static void flush(String word, List<String> hosts, List<String> steps) {
        if (!hosts.isEmpty()) {
            steps.add(word + " " + String.join(" ", hosts.stream().sorted().toList()));
            hosts.clear();
        }
    }

    private static List<String> stages(Engine.Ended ended) {
        return ended.events(RunEvent.StageStarted.class)
                .map(stage -> stage.stage() + " " + String.join(" ", stage.hosts()))
                .toList();
    }

    private static List<String> warnings(Engine.Ended ended) {
        return ended.events(RunEvent.Warning.class)
                .map(RunEvent.Warning::message)
                .toList();
    }
}
