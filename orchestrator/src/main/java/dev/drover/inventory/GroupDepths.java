package dev.drover.inventory;

import dev.drover.value.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** How deep groups are below {@code all}: the longest way counts. Without recursion, and in one pass, however the groups are nested. */
final class GroupDepths {

    private GroupDepths() {}

    /**
     * @param children of each group
     * @param origin where it is said that a group is the child of another
     * @throws InventoryException where a group is inside of itself
     */
    static Map<String, Integer> of(Map<String, Set<String>> children, BiFunction<String, String, Origin> origin) {
        var parents = new HashMap<String, Integer>();
        children.forEach((name, below) -> below.forEach(child -> parents.merge(child, 1, Integer::sum)));
        var depths = new HashMap<String, Integer>();
        var ready = new ArrayDeque<String>();
        for (var name : children.keySet()) {
            if (!parents.containsKey(name)) {
                ready.add(name);
                depths.put(name, 0);
            }
        }
        int seen = 0;
        while (!ready.isEmpty()) {
            var name = ready.poll();
            seen++;
            for (var child : children.get(name)) {
                depths.merge(child, depths.get(name) + 1, Math::max);
                if (parents.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        if (seen < children.size()) {
            throw cycle(children, parents, origin);
        }
        return depths;
    }

    private static InventoryException cycle(
            Map<String, Set<String>> children,
            Map<String, Integer> parents,
            BiFunction<String, String, Origin> origin) {
        // whatever still waits for a parent is in a circle or below one: going up must come round
        var above = new HashMap<String, String>();
        children.forEach((name, below) -> {
            if (parents.getOrDefault(name, 0) > 0) {
                below.forEach(child -> above.putIfAbsent(child, name));
            }
        });
        var way = new ArrayList<String>();
        String at = above.keySet().stream()
                .filter(name -> parents.getOrDefault(name, 0) > 0)
                .findFirst()
                .orElseThrow();
        while (!way.contains(at)) {
            way.addFirst(at);
            at = above.get(at);
        }
        var circle = new ArrayList<>(way.subList(0, way.indexOf(at) + 1));
        circle.addFirst(at);
        return new InventoryException(
                "the group \"" + at + "\" is inside of itself: " + String.join(" > ", circle),
                origin.apply(circle.get(0), circle.get(1)));
    }
}
