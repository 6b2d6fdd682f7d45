package dev.drover.playbook;

import dev.drover.value.Value;

/**
 * What a task is repeated for.
 *
 * @param lookup {@code list} for {@code loop}, else the name behind {@code with_}
 */
public record Loop(String lookup, Value source) {

    /** Whether it was written as {@code loop}. */
    public boolean plain() {
        return lookup.equals("list");
    }
}
