package dev.drover.report;

import dev.drover.run.RunEvent;

/** What is told of tasks while they last. */
final class LiveText {

    private LiveText() {}

    static String of(RunEvent.Waiting waiting) {
        return "waiting %d s on %s: %s".formatted(waiting.elapsed().toSeconds(), waiting.host(), of(waiting.what()));
    }

    /** A line of a program's output, which can do nothing to a terminal: what has gone back to its begin is its last version. */
    static String of(String line) {
        return line.substring(line.lastIndexOf('\r') + 1).replace("\t", "    ").replaceAll("\\p{Cntrl}", "");
    }
}
