package dev.drover.module.control;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Waits, or asks; once for all hosts. The engine acts on the result. */
@Module(value = "pause", summary = "Waits for some time, or until somebody has answered.")
public record Pause(
        @Doc("How long to wait.") Optional<Double> seconds,
        @Doc("How long to wait.") Optional<Double> minutes,
        @Doc("What is shown or asked.") Optional<String> prompt,

        @Default("true") @Doc("Whether the answer is shown while it is typed.")
        boolean echo)
        implements ModuleCall {

    /** The field of the result that the engine looks for. */
    public static final String FIELD = "_ansible_pause";

    public Pause {
        if (seconds.isPresent() && minutes.isPresent()) {
            throw new IllegalArgumentException("seconds and minutes can't be given together");
        }
    }

    @Override
    public Plan plan() {
        var wanted = new LinkedHashMap<String, Value>();
        var time = seconds.or(() -> minutes.map(number -> number * 60));
        time.ifPresent(number -> wanted.put("seconds", Value.of(Math.max(0.0, number))));
        wanted.put("prompt", Value.of(prompt.orElse("Press enter to continue, Ctrl+C to interrupt")));
        wanted.put("hidden", Value.of(!echo));
        var result = Result.UNCHANGED
                .with(FIELD, Value.Mapping.of(wanted))
                .with("echo", Value.of(echo))
                .with("rc", Value.of(0))
                .with("stderr", "");
        return Plan.settled(time.map(number -> result.with("stdout", "Paused for " + shown(number)))
                .orElse(result.with("stdout", "Paused until somebody answered")));
    }

    private static String shown(double number) {
        return number + " seconds";
    }
}
