package dev.drover.template;

import dev.drover.value.Value;
import java.util.Optional;
import java.util.Set;

/**
 * The variables that a template sees.
 *
 * <p>Values are as they were written: text in them may be a template itself and is evaluated when it is used, in this same scope.
 */
public interface Variables {

    Optional<Value> find(String name);

    /** All names there are, for "did you mean" and for {@code varnames}. */
    Set<String> names();
}
