package dev.drover.run;

/** How often tasks ended how on one host, counted as Ansible does: {@code ok} includes what changed. */
public record Recap(int ok, int changed, int unreachable, int failed, int skipped, int rescued, int ignored) {

    static final Recap EMPTY = new Recap(0, 0, 0, 0, 0, 0, 0);

    /** @param mended whether a block around the task mends its failure */
    Recap plus(Outcome outcome, boolean mended) {
        int changes = outcome.result().changed() ? 1 : 0; // a command that failed has changed something, too
        return switch (outcome.status()) {
            case OK -> new Recap(ok + 1, changed, unreachable, failed, skipped, rescued, ignored);
            case CHANGED -> new Recap(ok + 1, changed + 1, unreachable, failed, skipped, rescued, ignored);
            case SKIPPED -> new Recap(ok, changed, unreachable, failed, skipped + 1, rescued, ignored);
            case FAILED ->
                outcome.ignored()
                        ? new Recap(ok + 1, changed + changes, unreachable, failed, skipped, rescued, ignored + 1)
                        : mended
                                ? new Recap(ok, changed, unreachable, failed, skipped, rescued + 1, ignored)
                                : new Recap(ok, changed, unreachable, failed + 1, skipped, rescued, ignored);
            case UNREACHABLE ->
                new Recap(
                        ok, changed, unreachable + 1, failed, skipped, rescued, ignored + (outcome.ignored() ? 1 : 0));
        };
    }

    /** The last failure was counted as mended, and was not. */
    Recap unmended() {
        return new Recap(ok, changed, unreachable, failed + 1, skipped, rescued - 1, ignored);
    }
}
