package dev.drover.module.packages;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what {@code apt-cache policy} says. */
final class Candidates {

    private static final String NONE = "(none)";

    private Candidates() {}

    /** The version that apt would install of each package; those that can't be installed are left out. */
    static Map<String, String> read(String policy) {
        var candidates = new LinkedHashMap<String, String>();
        var name = "";
        for (var line : policy.lines().toList()) {
            if (line.matches("\\S+:")) {
                name = line.substring(0, line.length() - 1);
            } else if (line.startsWith("  Candidate: ") && !line.endsWith(NONE)) {
                candidates.put(name, line.substring("  Candidate: ".length()));
            }
        }
        return candidates;
    }
}
