package dev.drover.module.python.lock;

import dev.drover.question.PythonPackages;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is wanted of a project besides its main dependencies.
 *
 * @param extras of the project itself, normalised
 * @param groups dependency groups, normalised
 */
record Selection(Set<String> extras, Set<String> groups) {

    static final Selection MAIN = new Selection(Set.of(), Set.of());

    Selection {
        extras = normalised(extras);
        groups = normalised(groups);
    }

    private static Set<String> normalised(Collection<String> names) {
        return names.stream().map(PythonPackages::normalised).collect(Collectors.toCollection(TreeSet::new));
    }
}
