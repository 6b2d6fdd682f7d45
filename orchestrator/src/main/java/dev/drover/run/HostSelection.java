package dev.drover.run;

import dev.drover.inventory.HostPattern;
import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryException;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Which hosts a play is for, in which order: its pattern, {@code --limit}, {@code order}. */
final class HostSelection {

    private final Supplier<Inventory> inventory;
    private final Optional<String> limit;
    private final BiConsumer<String, Origin> warnings;

    HostSelection(Supplier<Inventory> inventory, Optional<String> limit, BiConsumer<String, Origin> warnings) {
        this.inventory = inventory;
        this.limit = limit;
        this.warnings = warnings;
    }

    /**
     * The names of the hosts.
     *
     * @param pattern the play's {@code hosts}, evaluated
     * @throws InventoryException where {@code --limit} leaves no host at all
     */
    List<String> of(Play play, Value pattern) {
        var text = String.join(",", patterns(pattern));
        Collection<String> names = withLocalhost(
                text, HostPattern.match(text, inventory.get(), part -> warnUnmatched(part, play.origin())));
        if (limit.isPresent()) {
            var limited = new LinkedHashSet<>(names);
            limited.retainAll(limited(limit.get()));
            names = limited;
        }
        return ordered(names, play);
    }

    /** The patterns of {@code hosts}, which is a text or a list. */
    static List<String> patterns(Value value) {
        return value instanceof Value.Sequence(var items)
                ? items.stream().map(Value::toString).toList()
                : List.of(value.toString());
    }

    /** This machine is there without an inventory that names it, where a pattern does. */
    private Collection<String> withLocalhost(String pattern, List<String> names) {
        var parts = List.of(pattern.split(","));
        var implicit = parts.stream()
                .map(String::strip)
                .filter(part ->
                        Run.LOCALHOST.contains(part) && !inventory.get().hosts().contains(part))
                .findFirst();
        if (implicit.isEmpty()) {
            return names;
        }
        var all = new ArrayList<>(names);
        all.add(parts.getFirst().strip().equals(implicit.get()) ? 0 : all.size(), implicit.get());
        return all;
    }

    private List<String> limited(String pattern) {
        var hosts = HostPattern.match(pattern, inventory.get(), part -> warnUnmatched(part, Origin.NONE));
        if (hosts.isEmpty() && !inventory.get().hosts().isEmpty()) {
            throw new InventoryException("--limit " + pattern + " leaves no host", Origin.NONE);
        }
        return hosts;
    }

    private void warnUnmatched(String part, Origin origin) {
        if (!Run.LOCALHOST.contains(part)) {
            warnings.accept("the host pattern \"" + part + "\" matches nothing", origin);
        }
    }

    private static List<String> ordered(Collection<String> hosts, Play play) {
        var sorted = new ArrayList<>(hosts);
        switch (play.keywords().text(Keyword.ORDER).orElse("inventory")) {
            case "reverse_inventory" -> Collections.reverse(sorted);
            case "sorted" -> Collections.sort(sorted);
            case "reverse_sorted" -> sorted.sort(Comparator.reverseOrder());
            case "shuffle" -> Collections.shuffle(sorted);
            default -> {}
        }
        return sorted;
    }
}
