package dev.drover.run;

import dev.drover.playbook.Step;
import java.util.List;
import java.util.Optional;

/**
 * What a host still has before it: the steps of a list from one on, then those of the lists around.
 *
 * @param outer what comes behind this list
 */
record Rest(List<Step> steps, int from, Optional<Rest> outer) {

    static Rest of(List<Step> steps) {
        return new Rest(steps, 0, Optional.empty());
    }

    /** What is left behind the step at an index of this list. */
    Rest behind(int index) {
        return new Rest(steps, index + 1, outer);
    }

    /** These steps first, then this. */
    Rest after(List<Step> first) {
        return new Rest(first, 0, Optional.of(this));
    }
}
