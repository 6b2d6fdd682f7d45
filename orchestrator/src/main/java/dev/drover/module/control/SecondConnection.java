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

/**
 * Logs in to the node anew, beside the connection of the run, and becomes whom the task becomes; fails where that does not work.
 * What is about to lock everybody out is found out while the first connection still stands. The engine acts on the result.
 */
@Module(
        value = "second_connection",
        collection = "drover.hosting",
        summary = "Sees whether a new connection to a node can be made.")
public record SecondConnection(
        @Doc("Where sshd listens; absent, where the run's connection goes.")
        Optional<Integer> port,

        @Default("15") @Doc("How many seconds it may take in all.")
        double timeout)
        implements ModuleCall {

    /** The field of the result that the engine looks for. */
    public static final String FIELD = "_ansible_second_connection";

    private static final int HIGHEST_PORT = 65535;

    public SecondConnection {
        port.filter(number -> number < 1 || number > HIGHEST_PORT).ifPresent(number -> {
            throw new IllegalArgumentException("port must be between 1 and 65535, not " + number);
        });
        if (!(timeout > 0)) {
            throw new IllegalArgumentException("timeout must be more than 0 seconds");
        }
    }

    @Override
    public Plan plan() {
        var wish = new LinkedHashMap<String, Value>();
        port.ifPresent(number -> wish.put("port", Value.of(number)));
        wish.put("timeout", Value.of(timeout));
        return Plan.settled(Result.UNCHANGED.with(FIELD, Value.Mapping.of(wish)));
    }
}
