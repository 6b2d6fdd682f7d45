package dev.drover.run;

import dev.drover.module.Result;
import dev.drover.module.control.WaitForConnection;
import dev.drover.node.Answer;
import dev.drover.node.NodeException;
import dev.drover.node.Script;
import dev.drover.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a node answers: one that is being started, or restarted. */
final class Returning {

    private static final long ANSWER_SECONDS = 20;

    private final Pause pause;

    Returning(Pause pause) {
        this.pause = pause;
    }

    /**
     * @param wish what {@link WaitForConnection#wish} made
     * @return the result with the seconds it took; a failed one where the time is over
     */
    Result await(NodeLink link, Value.Mapping wish, Result result) throws InterruptedException {
        long begun = System.nanoTime();
        var end = begun + nanos(wish, "timeout");
        pause.sleep(Duration.ofNanos(nanos(wish, "delay")));
        var reason = "it has not been asked";
        do {
            link.reset();
            var missing = missing(link, wish);
            if (missing.isEmpty()) {
                return ended(result, begun);
            }
            reason = missing.get();
            pause.sleep(Duration.ofNanos(nanos(wish, "sleep")));
        } while (System.nanoTime() < end);
        return ended(result, begun)
                .withFailed(true)
                .with(
                        "msg",
                        "the node was not back after %d s: %s"
                                .formatted(nanos(wish, "timeout") / 1_000_000_000, reason));
    }

    private static Result ended(Result result, long begun) {
        var fields = new LinkedHashMap<>(result.fields());
        fields.remove(WaitForConnection.FIELD);
        fields.put("elapsed", Value.of((System.nanoTime() - begun) / 1_000_000_000));
        return new Result(result.changed(), result.failed(), result.skipped(), fields, result.warnings());
    }

    /** What the node still lacks; empty where it is as it should be. */
    private static Optional<String> missing(NodeLink link, Value.Mapping wish) throws InterruptedException {
        try {
            var boot = text(wish, "boot").split("\n", 2);
            if (boot.length == 2) {
                var now = ask(link, boot[0]);
                if (!now.ok() || now.out().strip().equals(boot[1])) {
                    return Optional.of("it has not been restarted yet");
                }
            }
            var test = text(wish, "test");
            var answer = ask(link, test.isEmpty() ? ":" : test);
            return answer.ok()
                    ? Optional.empty()
                    : Optional.of("the command \"%s\" ended with status %d".formatted(test, answer.status()));
        } catch (NodeException e) {
            return Optional.of(e.getMessage());
        } catch (ExecutionException e) {
            return Optional.of(e.getCause().getMessage());
        } catch (TimeoutException e) {
            return Optional.of("it does not answer");
        }
    }

    private static Answer ask(NodeLink link, String command)
            throws InterruptedException, ExecutionException, TimeoutException {
        return link.shell(Optional.empty())
                .send(Script.of("sh -c {}", command))
                .answer()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    private static long nanos(Value.Mapping wish, String key) {
        return wish.get(key).orElse(Value.NIL) instanceof Value.Real(var seconds) ? (long) (seconds * 1e9) : 0;
    }

    private static String text(Value.Mapping wish, String key) {
        return wish.get(key).map(Value::toString).orElse("");
    }
}
