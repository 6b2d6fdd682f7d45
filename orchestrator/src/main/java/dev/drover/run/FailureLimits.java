package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import java.util.List;

/** What failures of some hosts of a batch mean for the others: {@code any_errors_fatal} and {@code max_fail_percentage}. */
final class FailureLimits {

    private final Services services;
    private final Play play;
    private final List<HostState> batch;

    FailureLimits(Services services, Play play, List<HostState> batch) {
        this.services = services;
        this.play = play;
        this.batch = batch;
    }

    /** Fails the other hosts where too much has failed in a task. */
    void apply(Task task, List<Outcome> outcomes) {
        if (task.keywords()
                        .get(Keyword.ANY_ERRORS_FATAL)
                        .or(() -> services.options().keywords().get(Keyword.ANY_ERRORS_FATAL))
                        .map(ConnectionSettings::truth)
                        .orElse(false)
                && outcomes.stream().anyMatch(Outcome::ends)) {
            batch.forEach(HostState::fail);
        }
        maxFailPercentage();
    }

    private void maxFailPercentage() {
        play.keywords().get(Keyword.MAX_FAIL_PERCENTAGE).ifPresent(value -> {
            double limit = percentage(services.show(
                    services.templar().resolve(value, services.scopes().ofPlay(play))));
            long failed = batch.stream().filter(HostState::failed).count();
            if (failed > 0 && 100.0 * failed / batch.size() > limit) {
                batch.forEach(HostState::fail);
            }
        });
    }

    private double percentage(String text) {
        try {
            return Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException e) {
            throw new ArgumentException("max_fail_percentage takes a number, not \"" + text + "\"", play.origin());
        }
    }
}
