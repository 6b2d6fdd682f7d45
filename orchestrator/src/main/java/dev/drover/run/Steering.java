package dev.drover.run;

import java.util.Optional;

/**
 * How whoever started a run goes through its tasks.
 *
 * @param startAt the name of the task it begins with, which may hold {@code *} and {@code ?}
 * @param step whether it asks before each task
 * @param listening who wants to see what running tasks write
 * @param debugging whether it stops behind each task that fails
 */
public record Steering(Optional<String> startAt, boolean step, Listening listening, boolean debugging) {

    /** All tasks, and nobody is asked. */
    public static final Steering NONE = new Steering(Optional.empty(), false);

    /** Nobody listens. */
    public Steering(Optional<String> startAt, boolean step) {
        this(startAt, step, Listening.NOBODY, false);
    }
}
