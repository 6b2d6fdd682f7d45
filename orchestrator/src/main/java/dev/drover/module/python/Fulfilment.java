package dev.drover.module.python;

import dev.drover.question.PythonPackages;
import dev.drover.question.PythonPackages.Distribution;
import dev.drover.question.PythonPackages.Installed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether requirements are met by what is installed, with all that the distributions need in turn: what pip would find out. */
final class Fulfilment {

    private record Visit(String name, List<String> extras, VersionRange versions) {}

    private final Map<String, Distribution> installed;
    private final Map<String, String> variables;
    private final boolean dependencies;
    private final Set<Visit> visited = new HashSet<>();
    private boolean clear = true;

    /** @param dependencies whether what they need must be there, too */
    Fulfilment(Installed installed, boolean dependencies) {
        this.installed = installed.distributions();
        this.variables = Marker.variables(installed);
        this.dependencies = dependencies;
    }

    /** Empty where it can't be told by looking. */
    Optional<Boolean> of(List<Requirement> wanted) {
        for (var requirement : wanted) {
            if (!met(requirement, List.of(""))) {
                return Optional.of(false);
            }
        }
        return clear ? Optional.of(true) : Optional.empty();
    }

    /** @param extras those with which the distribution that needs it is wanted; an empty one stands for none */
    private boolean met(Requirement requirement, List<String> extras) {
        if (requirement.marker().isPresent() && !needed(requirement.marker().get(), extras)) {
            return true;
        }
        if (!visited.add(new Visit(requirement.key(), requirement.extras(), requirement.versions()))) {
            return true;
        }
        var there = installed.get(requirement.key());
        if (there == null) {
            return false;
        }
        var version = requirement.versions().contains(there.version());
        if (version.isEmpty()) {
            clear = false;
        } else if (!version.get()) {
            return false;
        }
        return !dependencies || needsMet(there, requirement.extras());
    }

    private boolean needsMet(Distribution distribution, List<String> extras) {
        var with = new ArrayList<>(extras);
        with.add("");
        for (var need : distribution.needs()) {
            var requirement = Requirement.parse(need);
            if (requirement.isEmpty()) {
                clear = false;
            } else if (!met(requirement.get(), with)) {
                return false;
            }
        }
        return true;
    }

    private boolean needed(String marker, List<String> extras) {
        for (var extra : extras) {
            var more = new HashMap<>(variables);
            more.put("extra", extra);
            var holds = Marker.holds(marker, more);
            if (holds.isEmpty()) {
                clear = false;
            } else if (holds.get()) {
                return true;
            }
        }
        return false;
    }

    /** Whether any of these is installed. */
    static boolean any(List<Requirement> unwanted, PythonPackages.Installed installed) {
        return unwanted.stream().anyMatch(one -> installed.distributions().containsKey(one.key()));
    }
}
