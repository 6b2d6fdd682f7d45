package dev.drover.node.shell;

import static dev.drover.node.Sh.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.Become;
import dev.drover.node.Node;
import dev.drover.node.NodeException;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.node.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script may do to its shell, and what may not come of it, whoever carries the bytes. */
public abstract class ShellContract {

    private static final Duration GRACE = Duration.ofMillis(300);

    @TempDir
    protected Path directory;

    private Node node;
    private Node observer;
    private Shell shell;
    private String there;

    /** Another connection to the same machine. */
    protected abstract Node open();

    protected Optional<Become> become() {
        return Optional.empty();
    }

    /** What {@code umask; echo "${LC_ALL-unset}"; pwd} says without us. */
    protected abstract String login() throws Exception;

    /** Whether signals to the process group reach the server itself. */
    protected boolean groupOfItsOwn() {
        return true;
    }

    @BeforeEach
    void openShell() {
        node = open();
        observer = open();
        shell = node.shell(become());
        there = run("mktemp -d").out().strip();
    }

    @AfterEach
    void close() {
        if (node != null) {
            get(node.shell(become()).send(Script.of("rm -rf {}", there)).answer());
            node.close();
            observer.close();
        }
    }

    @Test
    void statusAndStreamsComeApart() {
        assertThat(run("printf out; printf err >&2; exit 7")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(7);
            assertThat(answer.out()).isEqualTo("out");
            assertThat(answer.err()).isEqualTo("err");
        });
        assertThat(run("echo line").out()).isEqualTo("line\n");
        assertThat(run("printf '\\n\\n'").out()).isEqualTo("\n\n");
        assertThat(run(":").out()).isEmpty();
    }

    @Test
    void bytesComeAsTheyAre() throws Exception {
        var answer = run("head -c 3000000 /dev/urandom >" + there + "/random; cat " + there + "/random; sha1sum <"
                + there + "/random >&2");

        assertThat(answer.stdout()).hasSize(3_000_000);
        var sha1 = MessageDigest.getInstance("SHA-1").digest(answer.stdout());
        assertThat(answer.err()).startsWith(HexFormat.of().formatHex(sha1));
    }

    @Test
    void smallAttachmentsTravelInTheStream() {
        var all = new byte[60_000];
        new Random(2).nextBytes(all);
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        var script = Script.of(
                sh("cat \"$a1\"; cat \"$a2\" >&2; ls -l \"$a1\" | cut -c 1-10 >&2"),
                new Attachment.Bytes(all),
                Attachment.of("two"));

        var answer = answer(script);

        assertThat(answer.stdout()).isEqualTo(all);
        assertThat(answer.err()).isEqualTo("two-rw-------\n");
    }

    @Test
    void largeAttachmentsAreThereBeforeTheScript() throws Exception {
        var random = new byte[5_000_000];
        new Random(3).nextBytes(random);
        var file = Files.write(directory.resolve("random"), random);
        var script = Script.of(sh("cat \"$a1\""), new Attachment.LocalFile(file, random.length));

        shell.send(Script.of("sleep 0.1"));
        var answer = shell.send(script).answer();
        var after = shell.send(Script.of("ls \"$drover_d\"")).answer();

        assertThat(get(answer).stdout()).isEqualTo(random);
        assertThat(get(after).out()).doesNotContain("a2.");
    }

    @Test
    void anAttachmentThatCannotBeReadFailsItsScriptOnly() {
        var gone = new Attachment.LocalFile(directory.resolve("gone"), 100_000);

        assertThat(answer(Script.of(sh("echo ran"), gone))).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.err()).contains("gone");
        });
        assertThat(run("echo on").out()).isEqualTo("on\n");
    }

    @Test
    void standardInputIsEmptyUnlessGiven() {
        assertThat(run("cat; read -r x; echo \"$? $x\"").out()).isEqualTo("1 \n");
        assertThat(run("exec <&-; echo closed").out()).isEqualTo("closed\n");
        assertThat(answer(Script.of("cat").withStdin(Attachment.of("given"))).out())
                .isEqualTo("given");
        assertThat(run("echo on").out()).isEqualTo("on\n");
    }

    @Test
    void wrongScriptsEndNothingButThemselves() {
        for (var text : List.of(
                "if",
                "echo 'open",
                "echo \"open",
                "cat <<EOF\nnever closed",
                "a ) ; b (",
                "eval if",
                "return 3",
                "break",
                ". /nonexistent",
                "exit 4",
                "exec sh -c 'exit 5'",
                "exec >/dev/null",
                "set -eux; false; echo never",
                "${x?no}",
                "shift 9",
                "trap 'echo bye' EXIT; exit 1",
                "cd /; umask 0; IFS=x; PATH=/none; readonly y=1; alias echo=false",
                "cat() { :; }; printf() { :; }",
                "}",
                ";;",
                "done",
                "\\",
                "exec 3>&1; exec 1>&-",
                "unset drover_d drover_u",
                "drover_f() { :; }")) {
            answer(new Sh(text));
            assertThat(run("printf %s on; pwd >&2; umask >&2").out()).as(text).isEqualTo("on");
        }
    }

    @Test
    void syntaxErrorsAreAnswered() {
        var answer = answer(new Sh("if"));

        assertThat(answer.status()).isNotZero();
        assertThat(answer.err()).isNotEmpty();
    }

    @Test
    void quotesAndLettersSurvive() {
        String text = "it's \"quoted\" \\ $HOME `id` \r é 日本 !%\n#{}~";

        assertThat(answer(sh("printf %s {}", text)).out()).isEqualTo(text);
    }

    @Test
    void longScriptsRun() {
        assertThat(answer(sh("printf %s {} | wc -c", "x".repeat(1_000_000)))
                        .out()
                        .strip())
                .isEqualTo("1000000");
    }

    @Test
    void tasksRunAsTheLoginWouldRunThem() throws Exception {
        assertThat(answer(Script.of("umask; echo \"${LC_ALL-unset}\"; pwd").asTask())
                        .out())
                .isEqualTo(login());
        assertThat(run("umask; echo \"$LC_ALL\"").out()).isEqualTo("0077\nC\n");
    }

    @Test
    void environmentIsForOneScript() {
        var script = Script.of("sh -c 'echo \"$NAME\"'").withEnvironment(Map.of("NAME", "it's"));

        assertThat(answer(script).out()).isEqualTo("it's\n");
        assertThat(run("echo \"${NAME-none}\"").out()).isEqualTo("none\n");
        assertThat(answer(Script.of(":").withEnvironment(Map.of("a b", "c"))).err())
                .contains("\"a b\" can't be the name");
    }

    @Test
    void killedChildrenShowTheirSignal() {
        assertThat(run("sh -c 'kill -9 $$'").status()).isEqualTo(137);
    }

    @Test
    void theLoopOutlivesSignals() {
        for (var signal : List.of("TERM", "INT", "HUP", "PIPE")) {
            run("kill -" + signal + " $$");
            assertThat(run("echo on").out()).as(signal).isEqualTo("on\n");
        }
        if (groupOfItsOwn()) {
            run("kill -TERM 0");
            assertThat(run("echo on").out()).isEqualTo("on\n");
        }
        run("ulimit -f 0; echo x >" + there + "/f");
        assertThat(run("echo on").out()).isEqualTo("on\n");
    }

    @Test
    void aShellThatIsKilledFailsItsQueueAndIsOpenedAgain() {
        var killed = shell.send(Script.of("kill -9 $$; sleep 1")).answer();
        var behind = shell.send(Script.of("echo behind")).answer();

        assertThatThrownBy(() -> get(killed)).cause().isInstanceOf(NodeException.ShellDied.class);
        assertThatThrownBy(() -> get(behind)).cause().isInstanceOf(NodeException.ShellDied.class);
        assertThat(get(node.shell(become()).send(Script.of("echo new")).answer())
                        .out())
                .isEqualTo("new\n");
    }

    @Test
    void backgroundProcessesDelayNothingAndSpoilNothing() {
        var fifo = there + "/fifo";
        run("mkfifo " + fifo);

        var first = run("(cat " + fifo + "; echo late) & echo now");
        var second = run("echo go >" + fifo + "; echo second");

        assertThat(first.out()).isEqualTo("now\n");
        assertThat(second.out()).isEqualTo("second\n");
    }

    @Test
    void megabytesAndManyScriptsDontBlock() {
        assertThat(run("i=0; while [ $i -lt 200 ]; do printf '%0100000d' 0; i=$((i+1)); done")
                        .stdout())
                .hasSize(20_000_000);
        String filler = "x".repeat(2000);
        var answers = IntStream.range(0, 1000)
                .mapToObj(
                        i -> shell.send(Script.of("printf %s {}{}", i, filler)).answer())
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(get(answers.get(i)).out()).isEqualTo(i + filler);
        }
    }

    @Test
    void outputBeyondTheLimitIsCutAndSaid() {
        var answer = run("head -c 70000000 /dev/zero");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.stdout()).hasSize(64 << 20);
        assertThat(answer.err()).contains("longer than 64 MB");
    }

    @Test
    void whatIsTerminatedEndsAndSparesTheRest() {
        var spared = run("sleep 60 >/dev/null 2>&1 & echo $!").out().strip();
        // the kernel counts the start of processes in ticks: the next ones must be younger
        run("sleep 0.05");
        var running = shell.send(started("{}; sleep 61; echo never"));
        var behind = shell.send(Script.of("echo behind"));
        awaitStart();

        running.terminate(Duration.ofSeconds(20));

        var answer = get(running.answer());
        assertThat(answer.status()).as(answer.err()).isEqualTo(143);
        assertThat(get(behind.answer()).out()).isEqualTo("behind\n");
        assertThat(run("kill -0 " + spared + " && kill " + spared).status()).isZero();
    }

    @Test
    void whatIgnoresTermIsKilled() {
        var running = shell.send(started("trap '' TERM; {}; sleep 62; sleep 62"));
        awaitStart();

        running.terminate(GRACE);

        assertThat(get(running.answer()).status()).isEqualTo(137);
        assertThat(run("echo on").out()).isEqualTo("on\n");
    }

    @Test
    void whatWaitsBehindAnotherIsTerminatedInItsTurn() {
        var first = shell.send(Script.of("sleep 0.3; echo first"));
        var second = shell.send(Script.of("sleep 63"));

        second.terminate(Duration.ofSeconds(20));

        assertThat(get(first.answer()).out()).isEqualTo("first\n");
        assertThat(get(second.answer()).status()).isEqualTo(143);
    }

    @Test
    void tellsWhatAScriptHasWrittenSoFar() throws Exception {
        var running = shell.send(
                Script.of("cd {}; printf 'one\\ntw'; echo no >&2; until [ -e go ]; do sleep 0.1; done; echo o", there));
        var before = observed(running, "one\ntw");

        assertThat(before.err()).isEqualTo("no\n");
        assertThat(running.answer()).isNotDone();
        assertThat(running.written(4, 3).get(20, TimeUnit.SECONDS).out()).isEqualTo("tw");
        observer.shell(become()).send(Script.of(": >{}/go", there));
        assertThat(running.answer().get(20, TimeUnit.SECONDS).out()).isEqualTo("one\ntwo\n");
        assertThat(running.written(0, 0).get(20, TimeUnit.SECONDS).out()).isEmpty();
    }

    /** What it has written, once it is as much as this. */
    private static Answer observed(Shell.Running running, String wanted) throws Exception {
        var answer = running.written(0, 0).get(20, TimeUnit.SECONDS);
        while (!answer.out().equals(wanted) || answer.err().isEmpty()) {
            answer = running.written(0, 0).get(20, TimeUnit.SECONDS);
        }
        return answer;
    }

    @Test
    void capturedOutputIsForTheUserOnlyAndGoesWithTheShell() {
        var place = run("echo \"$drover_d\"; ls -ld \"$drover_d\" | cut -c 1-10")
                .out()
                .split("\n");
        assertThat(place[1]).isEqualTo("drwx------");

        node.close();

        assertThat(get(observer.shell(become())
                                .send(Script.of("while [ -e {} ]; do sleep 0.05; done", place[0]))
                                .answer())
                        .ok())
                .isTrue();
        assertThatThrownBy(() -> run("echo more")).cause().isInstanceOf(NodeException.Unreachable.class);
        node = open();
    }

    /** A script that says in a pipe when it has come to the place in its text. */
    private Script started(String pattern) {
        run("mkfifo " + there + "/up");
        return Script.of(pattern, sh("echo up >{}", there + "/up"));
    }

    private void awaitStart() {
        get(observer.shell(become()).send(Script.of("cat {}", there + "/up")).answer());
    }

    protected final Answer run(String text) {
        return answer(new Sh(text));
    }

    private Answer answer(Sh text) {
        return answer(Script.of(text));
    }

    private Answer answer(Script script) {
        return get(shell.send(script).answer());
    }

    protected static Answer get(CompletableFuture<Answer> answer) {
        try {
            return answer.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
