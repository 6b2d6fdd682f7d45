package dev.drover.module.control;

import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.value.Value;
import java.util.Map;

/** Waits until a node can be reached and answers; the engine acts on the result. */
@Module(value = "wait_for_connection", summary = "Waits until a node can be reached.")
public record WaitForConnection(
        @Default("5") @Doc("How many seconds an attempt may take; the connection's own limit counts where it is less.")
        int connectTimeout,

        @Default("0") @Doc("How many seconds to wait before the first attempt.")
        double delay,

        @Default("1") @Doc("How many seconds to wait between attempts.")
        double sleep,

        @Default("600") @Doc("How many seconds to wait in all.")
        double timeout)
        implements ModuleCall {

    /** The field of the result that the engine looks for. */
    public static final String FIELD = "_ansible_wait";

    @Override
    public Plan plan() {
        return Plan.settled(Result.UNCHANGED.with(FIELD, wish(delay, sleep, timeout, "", "")));
    }

    /**
     * What the engine waits for.
     *
     * @param boot what must have become another one; empty where that is no matter
     * @param test a command that must succeed; empty for none
     */
    public static Value wish(double delay, double sleep, double timeout, String boot, String test) {
        return Value.Mapping.of(Map.of(
                "delay", Value.of(delay),
                "sleep", Value.of(sleep),
                "timeout", Value.of(timeout),
                "boot", Value.of(boot),
                "test", Value.of(test)));
    }
}
