package dev.drover.module.python.lock;

import dev.drover.module.python.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The environments that nodes may have: what conditions of two pins are tried with, since nobody can tell by their texts. */
final class Environments {

    private static final int FIRST_MINOR = 8;
    private static final int LAST_MINOR = 20;

    private static final List<Map<String, String>> ALL = all();

    private Environments() {}

    private static List<Map<String, String>> all() {
        var all = new ArrayList<Map<String, String>>();
        for (int minor = FIRST_MINOR; minor <= LAST_MINOR; minor++) {
            for (var patch : List.of("0", "1", "2", "3", "5", "8", "12", "20")) {
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

    /** Whether it holds with this version of Python. */
    static boolean holds(Condition condition, String python, String machine) {
        return holds(condition, Marker.variables(python, machine));
    }

    private static boolean holds(Condition condition, Map<String, String> variables) {
        return condition.equals(Condition.ALWAYS)
                || Marker.holds(condition.text(), variables).equals(Optional.of(true))
                || Marker.holds(condition.text(), variables).isEmpty();
    }
}
