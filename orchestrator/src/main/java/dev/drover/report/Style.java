package dev.drover.report;

/**
 * What the consoles show, and how.
 *
 * @param diff whether changes are shown, with {@code context} lines around them
 * @param skipped whether hosts that skip a task are named, and tasks that all of them skip
 * @param ok likewise, where nothing was changed
 * @param starts whether it is told when a host begins with a task
 * @param marks whether check mode is written behind every name
 * @param yaml whether results are shown as YAML instead of JSON
 * @param stats whether the figures of {@code set_stats} are shown
 * @param checking whether the run is one in check mode
 */
public record Style(
        boolean diff,
        int context,
        int verbosity,
        boolean skipped,
        boolean ok,
        boolean starts,
        boolean marks,
        boolean yaml,
        boolean stats,
        boolean checking) {

    public static Style of(boolean diff, int verbosity) {
        return new Style(diff, DiffText.CONTEXT, verbosity, true, true, false, false, false, false, false);
    }

    /** What stands behind the names of plays and tasks. */
    String mark() {
        return marks && checking ? " [CHECK MODE]" : "";
    }
}
