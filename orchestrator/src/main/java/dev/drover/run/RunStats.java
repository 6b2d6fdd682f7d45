package dev.drover.run;

import dev.drover.module.Result;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The figures of {@code set_stats}: those of the run, and those of hosts. */
final class RunStats {

    private final Map<String, Value> run = new TreeMap<>();
    private final Map<String, Map<String, Value>> hosts = new TreeMap<>();

    /**
     * Takes what a result sets, for each item where it is one of a loop.
     *
     * @param owners whose figures they are where they are those of hosts
     */
    synchronized void add(List<HostState> owners, Result result) {
        if (!result.failed()) {
            take(owners, result.fields().getOrDefault("ansible_stats", Value.NIL));
        }
        if (result.fields().get("results") instanceof Value.Sequence(var items)) {
            items.forEach(item -> {
                if (item instanceof Value.Mapping fields
                        && !fields.get("failed").orElse(Value.FALSE).equals(Value.TRUE)) {
                    take(owners, fields.get("ansible_stats").orElse(Value.NIL));
                }
            });
        }
    }

    private void take(List<HostState> owners, Value stats) {
        if (!(stats instanceof Value.Mapping set)
                || !(set.get("data").orElse(Value.NIL) instanceof Value.Mapping data)) {
            return;
        }
        boolean aggregate = !set.get("aggregate").orElse(Value.TRUE).equals(Value.FALSE);
        if (set.get("per_host").orElse(Value.FALSE).equals(Value.TRUE)) {
            owners.forEach(host -> put(hosts.computeIfAbsent(host.name, key -> new TreeMap<>()), data, aggregate));
        } else {
            put(run, data, aggregate);
        }
    }

    private static void put(Map<String, Value> figures, Value.Mapping data, boolean aggregate) {
        data.entries()
                .forEach((name, value) ->
                        figures.merge(name.toString(), value, (old, more) -> aggregate ? together(old, more) : more));
    }

    /** Two figures as one; of two kinds that do not go together the one that was there first. */
    private static Value together(Value old, Value more) {
        return switch (old) {
            case Value.Int(var number) when more instanceof Value.Int(var other) -> new Value.Int(number.add(other));
            // counts, as Python does
            case Value.Int(var number)
            when more instanceof Value.Bool(var truth) ->
                new Value.Int(number.add(truth ? BigInteger.ONE : BigInteger.ZERO));
            case Value.Bool(var truth)
            when more instanceof Value.Bool(var other) -> Value.of((truth ? 1 : 0) + (other ? 1 : 0));
            case Value.Real(var number) when more instanceof Value.Real(var other) -> Value.of(number + other);
            case Value.Text text
            when more instanceof Value.Text other ->
                new Value.Text(text.text() + other.text(), true, text.secret() || other.secret(), text.origin());
            case Value.Sequence(var items)
            when more instanceof Value.Sequence(var others) -> {
                var all = new ArrayList<>(items);
                all.addAll(others);
                yield new Value.Sequence(all);
            }
            case Value.Mapping(var entries)
            when more instanceof Value.Mapping(var others) -> {
                var all = new LinkedHashMap<>(entries);
                others.forEach((key, value) -> all.merge(key, value, RunStats::inner));
                yield new Value.Mapping(all);
            }
            default -> old;
        };
    }

    /** Inside of mappings, mappings are merged and all else is replaced. */
    private static Value inner(Value old, Value more) {
        return old instanceof Value.Mapping && more instanceof Value.Mapping ? together(old, more) : more;
    }

    /** What has been set; empty where nothing has. */
    synchronized Optional<RunEvent> event() {
        if (run.isEmpty() && hosts.isEmpty()) {
            return Optional.empty();
        }
        var each = new LinkedHashMap<String, Map<String, Value>>();
        hosts.forEach((host, figures) -> each.put(host, new LinkedHashMap<>(figures)));
        return Optional.of(new RunEvent.CustomStats(each, new LinkedHashMap<>(run)));
    }
}
