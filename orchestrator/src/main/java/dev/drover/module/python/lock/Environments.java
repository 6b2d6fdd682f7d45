package dev.drover.module.python.lock;

import dev.drover.module.python.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The environments that nodes may have: what conditions of two pins are tried with, since nobody can tell by their texts. */
final class Environments {

    private static final int FIRST_MINOR = 8;
    private static final int LAST_MINOR = 20;
    private static final int LAST_PATCH = 30;

    private static final List<Map<String, String>> ALL = all();

    private Environments() {}

    private static List<Map<String, String>> all() {
        var all = new ArrayList<Map<String, String>>();
        for (int minor = FIRST_MINOR; minor <= LAST_MINOR; minor++) {
            for (int patch = 0; patch <= LAST_PATCH; patch++) {
                for (var machine : List.of("x86_64", "aarch64")) {
                    all.add(Marker.variables("3." + minor + "." + patch, machine));
                }
            }
        }
        return List.copyOf(all);
    }

    /** Whether some node may have to install both. What can't be told may be. */
    static boolean both(Condition one, Condition other) {
        return ALL.stream().anyMatch(variables -> holds(one, variables) && holds(other, variables));
    }

    /**
     * Whether it may hold with this version of Python.
     *
     * @param python as {@code 3.12}, for all of its releases, or {@code 3.12.4}
     */
    static boolean possible(Condition condition, String python, String machine) {
        if (!python.matches("[0-9]+[.][0-9]+")) {
            return holds(condition, Marker.variables(python, machine));
        }
        return IntStream.rangeClosed(0, LAST_PATCH)
                .anyMatch(patch -> holds(condition, Marker.variables(python + "." + patch, machine)));
    }

    private static boolean holds(Condition condition, Map<String, String> variables) {
        return condition.equals(Condition.ALWAYS)
                || Marker.holds(condition.text(), variables).equals(Optional.of(true))
                || Marker.holds(condition.text(), variables).isEmpty();
    }
}
