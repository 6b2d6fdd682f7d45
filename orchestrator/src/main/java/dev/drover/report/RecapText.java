package dev.drover.report;

import dev.drover.run.Recap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The end of a run: a line per host in Ansible's format, which scripts read, and one for people. */
final class RecapText {

    private static final int HOST_WIDTH = 27;
    private static final int WIDE = 120;
    /** Of the counts without padding, where each is of two digits at most. */
    private static final int COUNTS = 73;

    static final String INTERRUPTED =
            "interrupted: finishing what runs, beginning nothing new; once more stops at once";

    private RecapText() {}

    static List<String> of(Map<String, Recap> recaps, Terminal terminal) {
        var lines = new ArrayList<String>();
        int columns = terminal.columns().orElse(WIDE);
        int longest = recaps.keySet().stream().mapToInt(String::length).max().orElse(0);
        boolean narrow = columns < WIDE;
        int width = !narrow ? HOST_WIDTH : longest + COUNTS <= columns ? longest + 1 : 0;
        recaps.forEach((host, recap) -> lines.add(line(host, recap, width, narrow, terminal)));
        return lines;
    }

    /** A terminal too narrow for Ansible's padded columns gets the same words without the padding. */
    private static String line(String host, Recap recap, int width, boolean narrow, Terminal terminal) {
        String name = host + " ".repeat(Math.max(1, width - host.length()));
        String painted = recap.failed() > 0 || recap.unreachable() > 0
                ? terminal.red(name)
                : recap.changed() > 0 ? terminal.yellow(name) : terminal.green(name);
        String counts = ": ok=%-4d changed=%-4d unreachable=%-4d failed=%-4d skipped=%-4d rescued=%-4d ignored=%-4d"
                .formatted(
                        recap.ok(),
                        recap.changed(),
                        recap.unreachable(),
                        recap.failed(),
                        recap.skipped(),
                        recap.rescued(),
                        recap.ignored());
        return painted + (narrow ? counts.replaceAll(" +", " ").strip() : counts);
    }

    /** {@code 3 nodes, 31 tasks, nothing to change, 0.4 s}. */
    static String summary(Map<String, Recap> recaps, int tasks, Duration took) {
        int changed = recaps.values().stream().mapToInt(Recap::changed).sum();
        long failed =
                recaps.values().stream().filter(recap -> recap.failed() > 0).count();
        long unreachable = recaps.values().stream()
                .filter(recap -> recap.unreachable() > 0)
                .count();
        var parts = new ArrayList<String>();
        parts.add(counted(recaps.size(), "node"));
        parts.add(counted(tasks, "task"));
        parts.add(changed == 0 ? "nothing to change" : counted(changed, "change"));
        if (failed > 0) {
            parts.set(2, changed == 0 ? "no change" : counted(changed, "change"));
            parts.add(failed + " failed");
        }
        if (unreachable > 0) {
            parts.set(2, changed == 0 ? "no change" : counted(changed, "change"));
            parts.add(unreachable + " unreachable");
        }
        parts.add(seconds(took));
        return String.join(", ", parts);
    }

    private static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** With one decimal below ten seconds, in minutes from one minute. */
    static String seconds(Duration took) {
        double seconds = took.toMillis() / 1000.0;
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 60 ? Math.round(seconds) + " s" : took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }
}
