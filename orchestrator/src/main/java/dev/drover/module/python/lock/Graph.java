package dev.drover.module.python.lock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which packages are wanted when, where a lock says only what each of them needs: the conditions along every path from the project
 * to a package are joined.
 *
 * @param <P> what stands for a package
 */
final class Graph<P> {

    /**
     * A package, or one of its extras.
     *
     * @param extra empty for the package itself
     */
    record Node<P>(P of, String extra) {}

    private record Edge<P>(Node<P> to, Condition when) {}

    private final Map<Node<P>, List<Edge<P>>> edges = new HashMap<>();

    /** The package or extra needs the other package or extra, and with an extra the package itself. */
    void needs(Node<P> from, Node<P> to, Condition when) {
        var all = edges.computeIfAbsent(from, key -> new ArrayList<>());
        all.add(new Edge<>(to, when));
        if (!to.extra.isEmpty()) {
            all.add(new Edge<>(new Node<>(to.of, ""), when));
        }
    }

    /** When each package is wanted that any of the roots leads to. */
    Map<P, Condition> from(List<Node<P>> roots) {
        var conditions = new LinkedHashMap<Node<P>, Condition>();
        var open = new ArrayDeque<Node<P>>(roots);
        roots.forEach(root -> conditions.put(root, Condition.ALWAYS));
        while (!open.isEmpty()) {
            var node = open.remove();
            for (var edge : edges.getOrDefault(node, List.of())) {
                var before = conditions.getOrDefault(edge.to, Condition.NEVER);
                var now = before.or(conditions.get(node).and(edge.when));
                if (!now.equals(before)) {
                    conditions.put(edge.to, now);
                    open.add(edge.to);
                }
            }
        }
        var wanted = new LinkedHashMap<P, Condition>();
        conditions.forEach((node, when) -> {
            if (node.extra.isEmpty()) {
                wanted.put(node.of, when);
            }
        });
        return wanted;
    }
}
