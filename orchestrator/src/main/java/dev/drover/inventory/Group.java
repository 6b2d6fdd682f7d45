package dev.drover.inventory;

import dev.drover.value.Value;
import java.util.List;
import java.util.Map;

/**
 * A group of hosts.
 *
 * @param depth the longest way down from {@code all}, which has depth 0
 * @param hosts those named in the group itself, in the order of the inventory
 * @param children the groups below it
 * @param priority among groups of one depth the higher priority wins, then the later name
 */
public record Group(
        String name,
        int depth,
        List<String> hosts,
        List<String> children,
        Map<String, Value> variables,
        int priority) {}
