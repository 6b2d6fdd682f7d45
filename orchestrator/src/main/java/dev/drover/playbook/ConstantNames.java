package dev.drover.playbook;

import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;

/** Evaluates the names of files and roles that must be known before anything runs. */
@FunctionalInterface
public interface ConstantNames {

    /**
     * @param variables mappings of what the play and the elements around define, the outermost first
     * @return nothing where it depends on something else than those and the extra variables
     */
    Optional<String> evaluate(Value.Text name, List<Value> variables);

    /** Knows no variables. */
    static ConstantNames none() {
        return (name, variables) -> Optional.empty();
    }
}
