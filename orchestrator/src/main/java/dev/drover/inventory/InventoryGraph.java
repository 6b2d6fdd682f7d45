package dev.drover.inventory;

import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tree of groups and hosts, as ansible-inventory draws it. */
public final class InventoryGraph {

    private static final int MAX_DEPTH = 500;

    private final Inventory inventory;
    private final Function<String, Map<String, Value>> ofHost;
    private final Function<String, List<Layer>> ofGroup;
    private final Function<Value, String> printer;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param ofHost the variables to show behind a host; none where variables are not wanted
     * @param ofGroup the same of a group
     * @param printer values as they are shown
     */
    public InventoryGraph(
            Inventory inventory,
            Function<String, Map<String, Value>> ofHost,
            Function<String, List<Layer>> ofGroup,
            Function<Value, String> printer) {
        this.inventory = inventory;
        this.ofHost = ofHost;
        this.ofGroup = ofGroup;
        this.printer = printer;
    }

    /** The lines of the tree below a group. */
    public List<String> lines(String group) {
        lines.clear();
        group(group, 0);
        return List.copyOf(lines);
    }

    private void group(String name, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InventoryException(
                    "groups are nested more than " + MAX_DEPTH + " deep", dev.drover.value.Origin.NONE);
        }
        line("@" + name + ":", depth);
        var group = inventory.groups().get(name);
        group.children().forEach(child -> group(child, depth + 1));
        if (!name.equals("all")) {
            for (var host : group.hosts()) {
                line(host, depth + 1);
                variables(ofHost.apply(host), depth + 2);
            }
        }
        variables(WrittenVariables.merged(ofGroup.apply(name)), depth + 1);
    }

    private void variables(Map<String, Value> variables, int depth) {
        variables.forEach((name, value) -> line("{" + name + " = " + printer.apply(value) + "}", depth));
    }

    private void line(String text, int depth) {
        lines.add(depth == 0 ? text : "  |".repeat(depth) + "--" + text);
    }
}
