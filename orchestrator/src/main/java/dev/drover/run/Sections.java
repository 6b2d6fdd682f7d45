package dev.drover.run;

import dev.drover.playbook.Step;
import java.util.ArrayList;
import java.util.List;

/** The sections of a play, each of which ends with its handlers. */
final class Sections {

    private Sections() {}

    /** The same steps, with the handlers of each section run on hosts that failed in it, too. */
    static List<Step> withForcedHandlers(List<Step> steps) {
        var guarded = new ArrayList<Step>();
        var section = new ArrayList<Step>();
        for (var step : steps) {
            if (step instanceof Step.Flush flush) {
                guarded.add(new Step.Guarded(section, List.of(), List.of(flush), dev.drover.value.Origin.NONE));
                section.clear();
            } else {
                section.add(step);
            }
        }
        guarded.addAll(section);
        return guarded;
    }
}
