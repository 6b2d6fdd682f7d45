package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a play goes from batch to batch: the keyword {@code rollout}, which Ansible does not have.
 *
 * @param drain takes the hosts of a batch out of service before they are changed
 * @param restore brings them back, as soon as they are healthy
 * @param health tasks that fail on a host which is not healthy
 * @param canary how many hosts the first batch has, as in {@code serial}
 * @param soak seconds for which a batch is watched before the next one
 * @param maxFailures how many hosts may fail or be unreachable, a number or a percentage of the play's hosts; none where it is missing
 * @param onFailure what happens where more have failed
 * @param rollback brings the hosts of a batch back to what they were
 * @param all whether batches that are done are rolled back, too
 */
public record Rollout(
        List<Step> drain,
        List<Step> restore,
        List<Step> health,
        Optional<Value> canary,
        Optional<Value> soak,
        Optional<Value> maxFailures,
        OnFailure onFailure,
        List<Step> rollback,
        boolean all,
        Origin origin) {

    /** What happens where more hosts have failed than may. */
    public enum OnFailure {
        /** No further batch begins, and the run ends. */
        STOP,
        /** The next batch begins. */
        CONTINUE,
        /** {@code rollback} runs, then as with {@link #STOP}. */
        ROLLBACK
    }

    /** Its lists of tasks, in the order in which a batch comes to them where all goes well, {@code rollback} last. */
    public Stream<List<Step>> lists() {
        return Stream.of(drain, health, restore, rollback);
    }
}
