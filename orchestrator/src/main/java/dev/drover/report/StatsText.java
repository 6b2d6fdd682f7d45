package dev.drover.report;

import dev.drover.run.RunEvent;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The figures of a run as Ansible's console prints them: those of each host, then the run's. */
final class StatsText {

    private StatsText() {}

    static List<String> of(RunEvent.CustomStats stats) {
        var lines = new ArrayList<String>();
        stats.hosts().forEach((host, figures) -> lines.add("\t" + host + ": " + line(figures)));
        lines.add("");
        if (!stats.run().isEmpty()) {
            lines.add("\tRUN: " + line(stats.run()));
        }
        lines.add("");
        return lines;
    }

    private static String line(Map<String, Value> figures) {
        return JsonLine.of(figures, UnaryOperator.identity());
    }
}
