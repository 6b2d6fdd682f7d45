package dev.drover.playbook;

import dev.drover.value.Origin;
import java.util.List;
import java.util.stream.Stream;

/** What a play does next. */
public sealed interface Step {

    /** A task of {@code pre_tasks}, a role, {@code tasks} or {@code post_tasks}. */
    record Run(Task task) implements Step {}

    /** Handlers that have been notified run now. */
    record Flush() implements Step {}

    /**
     * A block that mends failures of its steps, or cleans up behind them. Blocks without {@code rescue} and {@code always} leave
     * nothing but their keywords on their tasks.
     */
    record Guarded(List<Step> steps, List<Step> rescue, List<Step> always, Origin origin) implements Step {
        public Guarded {
            steps = List.copyOf(steps);
            rescue = List.copyOf(rescue);
            always = List.copyOf(always);
        }
    }

    /** All tasks of this step, in the order of the file. */
    default Stream<Task> tasks() {
        return switch (this) {
            case Run(var task) -> Stream.of(task);
            case Flush() -> Stream.empty();
            case Guarded(var steps, var rescue, var always, var origin) ->
                Stream.of(steps, rescue, always).flatMap(List::stream).flatMap(Step::tasks);
        };
    }
}
