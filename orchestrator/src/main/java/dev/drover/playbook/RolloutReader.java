package dev.drover.playbook;

import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code rollout}. */
final class RolloutReader {

    private static final List<String> KEYS = List.of(
            "drain", "restore", "health", "canary", "soak", "max_failures", "on_failure", "rollback", "rollback_scope");
    private static final List<String> SCOPES = List.of("batch", "all");

    private final TaskReader tasks;
    private final Surroundings around;
    private final Reading reading;

    /** @param around those of the play's own tasks */
    RolloutReader(TaskReader tasks, Surroundings around, Reading reading) {
        this.tasks = tasks;
        this.around = around.with(always(around.keywords()));
        this.reading = reading;
    }

    /** Draining is no part of the work that tags choose from: where any of it is done, hosts are drained for it. */
    private static Keywords always(Keywords keywords) {
        var tags = new ArrayList<>(keywords.list(Keyword.TAGS));
        tags.add(Value.of("always"));
        return keywords.with(Keyword.TAGS, new Value.Sequence(tags));
    }

    /** @return nothing, and a problem noted, where it does not read */
    Optional<Rollout> read(YamlNode node) {
        if (!(node instanceof YamlNode.Entries entries)) {
            reading.problem("rollout takes a mapping: drain, restore, health, …", node.origin());
            return Optional.empty();
        }
        entries.entries().stream()
                .filter(entry -> !KEYS.contains(entry.name()))
                .forEach(entry -> reading.problem(
                        Code.UNKNOWN_KEYWORD,
                        "\"" + entry.name() + "\" is no part of a rollout",
                        entry.key().origin(),
                        Nearest.to(entry.name(), KEYS).map(near -> "did you mean `" + near + "`?")));
        var rollback = list(entries, "rollback");
        var onFailure = onFailure(entries);
        if (onFailure == Rollout.OnFailure.ROLLBACK && rollback.isEmpty()) {
            reading.problem(
                    "on_failure: rollback needs tasks that do it, under \"rollback\"",
                    entries.get("on_failure").orElse(entries).origin());
        }
        return Optional.of(new Rollout(
                list(entries, "drain"),
                list(entries, "restore"),
                entries.get("health").map(this::health).orElse(List.of()),
                entries.get("canary").map(YamlNode::value),
                entries.get("soak").map(YamlNode::value),
                entries.get("max_failures").map(YamlNode::value),
                onFailure,
                rollback,
                word(entries, "rollback_scope", SCOPES, "batch").equals("all"),
                entries.origin()));
    }

    /** Its handlers run at its end. */
    private List<Step> list(YamlNode.Entries entries, String name) {
        return entries.get(name)
                .map(node -> tasks.list(node, around))
                .map(this::ended)
                .orElse(List.of());
    }

    private List<Step> ended(List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<>(steps);
        all.add(new Step.Flush());
        return List.copyOf(all);
    }

    private List<Step> health(YamlNode node) {
        return switch (node) {
            case YamlNode.Items items -> ended(tasks.list(items, around));
            case YamlNode.Entries gate ->
                HealthGate.task(gate, reading)
                        .map(task -> tasks.list(new YamlNode.Items(List.of(task), gate.origin()), around))
                        .orElse(List.of());
            case YamlNode.Scalar scalar -> {
                reading.problem("health takes a url or a command to try, or a list of tasks", node.origin());
                yield List.of();
            }
        };
    }

    private Rollout.OnFailure onFailure(YamlNode.Entries entries) {
        var words = new ArrayList<String>();
        for (var value : Rollout.OnFailure.values()) {
            words.add(value.name().toLowerCase(Locale.ROOT));
        }
        boolean rollsBack = entries.get("rollback").isPresent();
        return Rollout.OnFailure.valueOf(word(entries, "on_failure", words, rollsBack ? "rollback" : "stop")
                .toUpperCase(Locale.ROOT));
    }

    private String word(YamlNode.Entries entries, String name, List<String> words, String otherwise) {
        var node = entries.get(name);
        if (node.isEmpty()) {
            return otherwise;
        }
        if (node.get().value() instanceof Value.Text(var word, var _, var _, var _) && words.contains(word)) {
            return word;
        }
        Origin origin = node.get().origin();
        reading.problem(name + " is one of " + String.join(", ", words), origin);
        return otherwise;
    }
}
