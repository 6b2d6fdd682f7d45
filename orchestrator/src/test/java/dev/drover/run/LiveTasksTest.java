package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.node.Answer;
import dev.drover.node.Script;
import dev.drover.node.Shell;
import dev.drover.value.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LiveTasksTest {

    private static final RunEvent.TaskLabel TASK =
            new RunEvent.TaskLabel("install", false, false, "command", Origin.NONE);

    private final List<RunEvent> events = new ArrayList<>();
    private final Hands clock = new Hands();

    @Test
    void saysAfterAWhileWhatIsWaitedFor() {
        var tasks = tasks(false);
        try (var _ = tasks.begin("web3", TASK, () -> "apt-get install", () -> false)) {
            tasks.tick();
            assertThat(events).isEmpty();
            for (int second = 0; second < 61; second++) {
                clock.pass(Duration.ofSeconds(1));
                tasks.tick();
            }
        }
        clock.pass(Duration.ofMinutes(1));
        tasks.tick();

        assertThat(events).containsExactly(waiting(2), waiting(32));
    }

    @Test
    void namesOnlyTheModuleOfASecretTaskAndShowsNoOutput() {
        var tasks = tasks(true);
        try (var busy = tasks.begin("web3", TASK, () -> "mysql -phidden", () -> true)) {
            var program = new Program();
            busy.runs(Script.of("true").asTask(), program);
            program.writes("hidden\n");
            clock.pass(Duration.ofSeconds(3));
            tasks.tick();
            tasks.tick();
            busy.ended(program.answer("hidden\n"));
        }

        assertThat(events).containsExactly(new RunEvent.Waiting("web3", TASK, "command", Duration.ofSeconds(3)));
    }

    @Test
    void asksForNothingWhereNobodyListens() {
        var tasks = tasks(false);
        var program = new Program();
        try (var busy = tasks.begin("web3", TASK, () -> "", () -> false)) {
            busy.runs(Script.of("true").asTask(), program);
            clock.pass(Duration.ofMinutes(5));
            tasks.tick();
            busy.ended(program.answer("all\n"));
        }

        assertThat(program.asked).isZero();
        assertThat(lines()).isEmpty();
    }

    @Test
    void showsOnAScreenWhatTakesLong() {
        var tasks = tasks(true);
        var program = new Program();
        try (var busy = tasks.begin("web3", TASK, () -> "", () -> false)) {
            busy.runs(Script.of("true").asTask(), program);
            program.writes("one\ntw");
            tasks.tick();
            assertThat(program.asked).isZero();
            clock.pass(Duration.ofSeconds(2));
            tasks.tick();
            tasks.tick();
            assertThat(lines()).containsExactly("one");
            program.writes("o\n");
            tasks.tick();
            tasks.tick();
            assertThat(lines()).containsExactly("one", "two");
            busy.ended(program.answer("one\ntwo\nthree"));
        }

        assertThat(lines()).containsExactly("one", "two", "three");
    }

    @Test
    void saysNothingMoreOfScriptsOfOurOwnWhenTheyHaveEnded() {
        var tasks = tasks(true);
        var program = new Program();
        try (var busy = tasks.begin("web3", TASK, () -> "", () -> false)) {
            busy.runs(Script.of("true"), program);
            program.writes("seen\n");
            clock.pass(Duration.ofSeconds(2));
            tasks.tick();
            tasks.tick();
            busy.ended(program.answer("seen\nfor us\n"));
        }

        assertThat(lines()).containsExactly("seen");
    }

    private LiveTasks tasks(boolean screen) {
        return new LiveTasks(clock, screen, events::add);
    }

    private static RunEvent waiting(int seconds) {
        return new RunEvent.Waiting("web3", TASK, "apt-get install", Duration.ofSeconds(seconds));
    }

    private List<String> lines() {
        return events.stream()
                .filter(RunEvent.Output.class::isInstance)
                .map(event -> ((RunEvent.Output) event).line())
                .toList();
    }

    /** A program that runs as long as the test wants. */
    private static final class Program implements Shell.Running {

        private String written = "";
        private int asked;

        void writes(String more) {
            written += more;
        }

        Answer answer(String stdout) {
            return Answer.of(stdout);
        }

        @Override
        public CompletableFuture<Answer> answer() {
            return new CompletableFuture<>();
        }

        @Override
        public void terminate(Duration grace) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Answer> written(long stdoutFrom, long stderrFrom) {
            asked++;
            var all = written.getBytes(StandardCharsets.UTF_8);
            return CompletableFuture.completedFuture(
                    new Answer(0, Arrays.copyOfRange(all, (int) stdoutFrom, all.length), new byte[0]));
        }
    }

    /** A clock whose hands the test moves. */
    private static final class Hands extends Clock {

        private Instant now = Instant.EPOCH;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
