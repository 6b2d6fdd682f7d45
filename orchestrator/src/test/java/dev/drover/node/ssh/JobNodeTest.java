package dev.drover.node.ssh;

import static dev.drover.lab.OnNodes.Kind.BUSYBOX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.Become;
import dev.drover.node.Node;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.node.Shell;
import dev.drover.question.Job;
import dev.drover.question.JobStart;
import dev.drover.question.NodePath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs on real nodes: they need no connection, and are killed as a whole. */
@OnNodes(clean = false)
@OnNodes(image = BUSYBOX, clean = false)
class JobNodeTest {

    private static final NodePath DIRECTORY = new NodePath("~/.ansible_async");

    @ParameterizedTest
    @CsvSource({"DEBIAN,none", "DEBIAN,sudo", "BUSYBOX,none", "BUSYBOX,sudo"})
    void runsWithAllThatAScriptHas(OnNodes.Kind kind, String way, LabNode debian, @OnNodes.Of(BUSYBOX) LabNode busybox)
            throws Exception {
        try (var desk = new Desk(kind == BUSYBOX ? busybox : debian, way)) {
            var job = new Job(DIRECTORY, "j1.all-" + way);
            var script = Script.of(
                            Sh.sh("umask; echo \"$WORD\"; cat; cat \"$a1\"; echo no >&2; exit 3"),
                            Attachment.of("file\n"))
                    .asTask()
                    .withStdin(Attachment.of("in\n"))
                    .withEnvironment(Map.of("WORD", "a 'b'"));
            var directory = desk.ask(JobStart.of(job, script, Duration.ofSeconds(60)));

            var ended = (Job.State.Ended) desk.await(job);

            assertThat(directory.status()).isZero();
            assertThat(ended.file()).isEqualTo(directory.out()).endsWith("/.ansible_async/j1.all-" + way);
            assertThat(ended.late()).isFalse();
            assertThat(ended.answer().status()).isEqualTo(3);
            assertThat(ended.answer().out()).endsWith("22\na 'b'\nin\nfile\n");
            assertThat(ended.answer().err()).isEqualTo("no\n");
            assertThat(desk.ask(Script.of("ls -ld {}", ended.file())).out()).startsWith("drwx------");
            assertThat(desk.ask(Script.of("ls {}", ended.file())).out().lines())
                    .containsExactlyInAnyOrder("child", "err", "out", "pid", "rc");
            desk.ask(job.forget());
            assertThat(desk.look(job)).isInstanceOf(Job.State.Missing.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"DEBIAN,none", "DEBIAN,sudo", "BUSYBOX,none"})
    void killsTheWholeGroupOfAJobThatIsLate(
            OnNodes.Kind kind, String way, LabNode debian, @OnNodes.Of(BUSYBOX) LabNode busybox) throws Exception {
        var node = kind == BUSYBOX ? busybox : debian;
        try (var desk = new Desk(node, way)) {
            var job = new Job(DIRECTORY, "j2.late-" + way);
            // one process that TERM ends, and one that ignores it
            var script = Script.of("sleep 4711 & (trap '' TERM; sleep 4712; sleep 4712) & wait")
                    .asTask();
            desk.ask(JobStart.of(job, script, Duration.ofSeconds(1)));

            var ended = (Job.State.Ended) desk.await(job);

            assertThat(ended.late()).isTrue();
            assertThat(desk.ask(Script.of("cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '"))
                            .out())
                    .doesNotContain("sleep 471");
        }
    }

    @ParameterizedTest
    @CsvSource({"DEBIAN", "BUSYBOX"})
    void outlivesTheConnection(OnNodes.Kind kind, LabNode debian, @OnNodes.Of(BUSYBOX) LabNode busybox)
            throws Exception {
        var node = kind == BUSYBOX ? busybox : debian;
        var job = new Job(DIRECTORY, "j3.alone");
        try (var desk = new Desk(node, "none")) {
            desk.ask(JobStart.of(job, waiting("go"), Duration.ofSeconds(60)));
            node.partition();
        }
        node.sh("sleep 1; : >/tmp/go");
        node.heal();

        try (var desk = new Desk(node, "none")) {
            var ended = (Job.State.Ended) desk.await(job);

            assertThat(ended.answer().out()).isEqualTo("done\n");
            assertThat(ended.answer().status()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"DEBIAN", "BUSYBOX"})
    void tellsThatAJobIsLost(OnNodes.Kind kind, LabNode debian, @OnNodes.Of(BUSYBOX) LabNode busybox) throws Exception {
        var node = kind == BUSYBOX ? busybox : debian;
        try (var desk = new Desk(node, "none")) {
            var job = new Job(DIRECTORY, "j4.lost");
            desk.ask(JobStart.of(job, waiting("never"), Duration.ofSeconds(60)));
            assertThat(desk.look(job)).isInstanceOf(Job.State.Running.class);
            desk.ask(
                    Script.of(
                            "cd ~/.ansible_async/j4.lost; until [ -s pid ] && [ -s child ]; do sleep 0.1; done\n"
                                    + "read p t <pid; kill -9 $p; kill -9 -- -$(cat child); while kill -0 $p 2>/dev/null; do sleep 0.1; done"));

            assertThat(desk.await(job)).isInstanceOf(Job.State.Lost.class);
        }
    }

    private static Script waiting(String file) {
        return Script.of("until [ -e /tmp/{} ]; do sleep 0.1; done; echo done", new Sh(file))
                .asTask();
    }

    /** A connection to a node. */
    private static final class Desk implements AutoCloseable {

        private final Connections connections = Connections.ofUser(Prompt.NONE);
        private final Node node;
        private final Shell shell;

        Desk(LabNode lab, String way) {
            node = connections.open(NodeEndpoint.of(lab, "deploy"));
            shell = node.shell(way.equals("sudo") ? Optional.of(Become.sudo("root")) : Optional.empty());
        }

        Answer ask(Script script) throws Exception {
            return shell.send(script).answer().get(60, TimeUnit.SECONDS);
        }

        Job.State look(Job job) throws Exception {
            return job.kind()
                    .parse(List.of(job), ask(job.kind().compile(List.of(job))))
                    .getFirst();
        }

        /** How it has ended; the node waits for it. */
        Job.State await(Job job) throws Exception {
            var state = look(job);
            while (state instanceof Job.State.Running(var file)) {
                ask(Script.of("n=0; until [ -e {}/rc ] || [ $n -gt 20 ]; do n=$((n+1)); sleep 0.1; done", file));
                state = look(job);
            }
            return state;
        }

        @Override
        public void close() {
            node.close();
            connections.close();
        }
    }
}
