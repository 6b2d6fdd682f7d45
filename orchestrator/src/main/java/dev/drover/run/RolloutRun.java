package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.playbook.Play;
import dev.drover.playbook.Rollout;
import dev.drover.playbook.Rollout.OnFailure;
import dev.drover.playbook.Step;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A play that goes from batch to batch as its {@code rollout} says: drain, change, check the health, restore, watch.
 *
 * <p>A host that fails anywhere on the way is lost, and is told so at the end; before that it is rolled back where that is wanted, and it
 * is restored if it is healthy then.
 */
final class RolloutRun {

    /** All that comes before the first stage of a batch. */
    interface Beginning {
        BatchRun begin(List<HostState> batch, int number, int of) throws InterruptedException;
    }

    private record Batch(BatchRun run, List<HostState> hosts) {}

    private static final Duration SHORTEST_WATCH = Duration.ofSeconds(10);
    private static final int WATCHES = 6;

    private final Services services;
    private final Play play;
    private final Rollout rollout;
    private final List<HostState> hosts;
    private final List<Step> steps;
    private final Beginning beginning;
    private final int mostFailures;
    private final Set<HostState> lost = new LinkedHashSet<>();
    private final Set<HostState> drained = new LinkedHashSet<>();
    private final List<Batch> done = new ArrayList<>();

    /**
     * @param hosts all of the play
     * @param steps what the play does to a batch
     */
    RolloutRun(
            Services services,
            Play play,
            Rollout rollout,
            List<HostState> hosts,
            List<Step> steps,
            Beginning beginning) {
        this.services = services;
        this.play = play;
        this.rollout = rollout;
        this.hosts = hosts;
        this.steps = steps;
        this.beginning = beginning;
        this.mostFailures = mostFailures();
    }

    /** @return whether the run may go on behind the play */
    boolean run(List<List<HostState>> batches) throws InterruptedException {
        for (int i = 0; i < batches.size() && !services.interruption().requested(); i++) {
            var run = beginning.begin(batches.get(i), i + 1, batches.size());
            var batch = new Batch(run, batches.get(i));
            change(batch);
            if (!services.interruption().requested() && !tooMany()) {
                soak(batch);
            }
            settle(batch);
            done.add(batch);
            if (run.endedPlay()) {
                return true;
            }
            if (tooMany() && rollout.onFailure() != OnFailure.CONTINUE) {
                boolean rolledBack = rollout.onFailure() == OnFailure.ROLLBACK && rollout.all();
                if (rolledBack && !services.interruption().requested()) {
                    rollBackAll();
                }
                return false;
            }
        }
        return hosts.stream().anyMatch(host -> !host.failed() && !host.unreachable());
    }

    /** From draining to restoring. */
    private void change(Batch batch) throws InterruptedException {
        drain(batch, steps);
        batch.run().stage(steps, batch.hosts(), rollout.health());
        var fallen = fallen(batch);
        stage("health", batch, rollout.health(), List.of());
        lost.addAll(fallen(batch));
        if (services.interruption().requested()) {
            restoreHealthy(batch, batch.hosts());
        } else if (tooMany() && rollout.onFailure() == OnFailure.ROLLBACK) {
            rollBack(batch);
        } else {
            restoreHealthy(batch, fallen); // what failed before it was changed may serve as before
            restore(batch);
        }
    }

    private void drain(Batch batch, List<Step> behind) throws InterruptedException {
        var on = active(batch.hosts());
        stage("drain", batch, rollout.drain(), behind);
        drained.addAll(on);
    }

    private void rollBack(Batch batch) throws InterruptedException {
        takeUp(fallen(batch));
        lastStage("rollback", batch, rollout.rollback());
        lastStage("health", batch, rollout.health());
        restore(batch);
    }

    private void rollBackAll() throws InterruptedException {
        for (var batch : done.subList(0, done.size() - 1).reversed()) {
            drain(batch, rollout.rollback());
            rollBack(batch);
            settle(batch);
        }
    }

    /** Restores those of these hosts that are healthy, as far as that can be told. */
    private void restoreHealthy(Batch batch, List<HostState> candidates) throws InterruptedException {
        if (!rollout.health().isEmpty()) {
            takeUp(candidates);
        }
        var on = active(candidates);
        if (!on.isEmpty()) {
            batch.run().lastStage(rollout.health(), on);
            restore(batch);
        }
    }

    private void restore(Batch batch) throws InterruptedException {
        var on = active(batch.hosts()).stream().filter(drained::contains).toList();
        if (!rollout.restore().isEmpty() && !on.isEmpty()) {
            publish("restore", on);
            batch.run().lastStage(rollout.restore(), on);
        }
        on.stream().filter(HostState::active).forEach(drained::remove);
    }

    /** The batch serves, and is watched for a while. */
    private void soak(Batch batch) throws InterruptedException {
        double seconds = seconds();
        if (seconds <= 0 || services.options().check() || active(batch.hosts()).isEmpty()) {
            return;
        }
        publish("soak for " + Math.round(seconds) + " s", active(batch.hosts()));
        long left = (long) (seconds * 1000);
        long step = Math.max(SHORTEST_WATCH.toMillis(), left / WATCHES);
        while (left > 0 && !tooMany() && !services.interruption().requested()) {
            services.pause().sleep(Duration.ofMillis(Math.min(step, left)));
            left -= step;
            batch.run().stage(rollout.health(), batch.hosts(), List.of());
            lost.addAll(fallen(batch));
        }
        if (tooMany() && rollout.onFailure() == OnFailure.ROLLBACK) {
            takeUp(fallen(batch));
            drain(batch, rollout.rollback());
            rollBack(batch);
        }
    }

    /** What was lost on the way has failed; what is still out of service is told. */
    private void settle(Batch batch) {
        lost.addAll(fallen(batch));
        batch.hosts().stream().filter(lost::contains).forEach(HostState::fail);
        var out = batch.hosts().stream()
                .filter(drained::contains)
                .filter(host -> host.failed() || host.unreachable())
                .map(host -> host.name)
                .toList();
        if (!out.isEmpty() && !rollout.drain().isEmpty()) {
            services.publish(new RunEvent.Warning(
                    "still drained, since not known to be healthy: " + String.join(", ", out), rollout.origin()));
        }
    }

    private void stage(String name, Batch batch, List<Step> list, List<Step> behind) throws InterruptedException {
        var on = active(batch.hosts());
        if (!list.isEmpty() && !on.isEmpty() && !services.interruption().requested()) {
            publish(name, on);
            batch.run().stage(list, on, behind);
        }
    }

    /** One that runs even where the run is to end. */
    private void lastStage(String name, Batch batch, List<Step> list) throws InterruptedException {
        var on = active(batch.hosts());
        if (!list.isEmpty() && !on.isEmpty()) {
            publish(name, on);
            batch.run().lastStage(list, on);
        }
    }

    private void publish(String stage, List<HostState> on) {
        services.publish(new RunEvent.StageStarted(
                stage, on.stream().map(host -> host.name).toList()));
    }

    private void takeUp(List<HostState> fallen) {
        lost.addAll(fallen.stream().filter(HostState::fallen).toList());
        fallen.forEach(HostState::recover);
    }

    private boolean tooMany() {
        return hosts.stream()
                        .filter(host -> host.unreachable() || host.failed() || lost.contains(host))
                        .count()
                > mostFailures;
    }

    private static List<HostState> fallen(Batch batch) {
        return batch.hosts().stream().filter(HostState::fallen).toList();
    }

    private static List<HostState> active(List<HostState> hosts) {
        return hosts.stream().filter(HostState::active).toList();
    }

    private double seconds() {
        return rollout.soak().map(value -> number("soak", value)).orElse(0.0);
    }

    private int mostFailures() {
        return rollout.maxFailures()
                .map(value -> {
                    String text = text(value).strip();
                    return text.endsWith("%")
                            ? hosts.size()
                                    * number("max_failures", Value.of(text.substring(0, text.length() - 1)))
                                    / 100
                            : number("max_failures", value);
                })
                .orElse(0.0)
                .intValue();
    }

    private double number(String name, Value value) {
        String text = text(value);
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number <= Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ArgumentException(
                name + " of a rollout takes a number that is not negative, not \"" + text + "\"", rollout.origin());
    }

    private String text(Value value) {
        try {
            return services.show(
                    services.templar().resolve(value, services.scopes().ofPlay(play)));
        } catch (TemplateException e) {
            throw new ArgumentException(e.getMessage(), e.origin());
        }
    }
}
