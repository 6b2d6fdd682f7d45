package dev.drover.playbook;

/** What a play does next. */
public sealed interface Step {

    /** A task of {@code pre_tasks}, a role, {@code tasks} or {@code post_tasks}. */
    record Run(Task task) implements Step {}

    /** Handlers that have been notified run now. */
    record Flush() implements Step {}
}
