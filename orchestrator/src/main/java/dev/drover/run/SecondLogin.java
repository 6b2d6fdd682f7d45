package dev.drover.run;

import dev.drover.module.Result;
import dev.drover.module.control.SecondConnection;
import dev.drover.node.Become;
import dev.drover.node.Script;
import dev.drover.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/** Logs in to a node beside the connection that there is. */
final class SecondLogin {

    /** Few: a node may ban who fails to log in again and again. The second is for an sshd that is just starting. */
    private static final int ATTEMPTS = 2;

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final BiFunction<String, Optional<Integer>, NodeLink> opener;
    private final Pause pause;

    /** @param opener makes a new connection to a host, where asked to at another port */
    SecondLogin(BiFunction<String, Optional<Integer>, NodeLink> opener, Pause pause) {
        this.opener = opener;
        this.pause = pause;
    }

    /**
     * @param wish what {@link SecondConnection} made
     * @param become whom to become once logged in
     * @return the result; a failed one, with the reason, where it did not work
     */
    Result attempt(String host, Optional<Become> become, Value.Mapping wish, Result result)
            throws InterruptedException {
        var port = wish.get("port")
                .filter(Value.Int.class::isInstance)
                .map(number -> ((Value.Int) number).value().intValueExact());
        double seconds = wish.get("timeout").orElse(Value.NIL) instanceof Value.Real(var given) ? given : 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        var trouble = Optional.<String>empty();
        for (int i = 0; i < ATTEMPTS && (i == 0 || trouble.isPresent() && System.nanoTime() < end); i++) {
            if (i > 0) {
                pause.sleep(BETWEEN);
            }
            trouble = trouble(opener.apply(host, port), become, end - System.nanoTime());
        }
        var fields = new LinkedHashMap<>(result.fields());
        fields.remove(SecondConnection.FIELD);
        trouble.ifPresent(reason -> fields.put("msg", Value.Text.data("no second connection: " + reason)));
        return new Result(result.changed(), trouble.isPresent(), result.skipped(), fields, result.warnings());
    }

    private static Optional<String> trouble(NodeLink link, Optional<Become> become, long nanos)
            throws InterruptedException {
        try {
            var answer =
                    link.shell(become).send(Script.of("id -u")).answer().get(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
            return answer.ok() ? Optional.empty() : Optional.of("it answered with status " + answer.status());
        } catch (ExecutionException e) {
            return Optional.of(e.getCause().getMessage());
        } catch (TimeoutException e) {
            return Optional.of("nothing answered in time");
        } finally {
            link.close();
        }
    }
}
