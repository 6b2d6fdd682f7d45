package dev.drover.run;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.VariableHistory;
import java.util.Optional;

/**
 * A variable as a place of a playbook sees it.
 *
 * @param where the play or the task
 * @param value the evaluated one that counts; as written where evaluating it fails
 */
public record Sighting(String where, Origin origin, VariableHistory history, Optional<Value> value) {}
