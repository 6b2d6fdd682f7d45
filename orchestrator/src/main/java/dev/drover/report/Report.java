package dev.drover.report;

import dev.drover.run.RunEvent;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Somebody who listens to a run. Hears one event at a time, whatever thread it comes from. */
public interface Report extends Consumer<RunEvent>, AutoCloseable {

    /**
     * The run is over, or has been given up: what has been heard so far is brought to where it belongs.
     *
     * @throws IOException where a file can't be written
     */
    @Override
    default void close() throws IOException {}

    /** Several that hear the same, each in its turn. All are closed, once, even where one of them can't be. */
    static Report all(List<Report> reports) {
        return new Reports(reports);
    }
}
