package dev.drover.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that a template has set at some point of it, for those who look at it without evaluating it. */
final class NameScope {

    /** Whether a name has been set for sure: the value. */
    private final Map<String, Boolean> set;
    /** Names that were asked whether they are defined. */
    private final Set<String> asked;

    private NameScope(Map<String, Boolean> set, Set<String> asked) {
        this.set = set;
        this.asked = asked;
    }

    static NameScope of(Set<String> names) {
        var scope = new NameScope(new HashMap<>(), new HashSet<>());
        names.forEach(scope::set);
        return scope;
    }

    /** One to go on with: what is set there is not seen here. */
    NameScope inner() {
        return new NameScope(new HashMap<>(set), new HashSet<>(asked));
    }

    /** As {@link #inner()}, where these names were asked about. */
    NameScope asked(Set<String> names) {
        var scope = inner();
        scope.asked.addAll(names);
        return scope;
    }

    void set(String name) {
        set.put(name, true);
    }

    boolean isSet(String name) {
        return set.getOrDefault(name, false);
    }

    boolean mayBeDefined(String name) {
        return set.containsKey(name) || asked.contains(name);
    }

    /** One of these has been gone through: what all have set is set, what some have set may be. */
    void join(List<NameScope> branches) {
        for (var branch : branches) {
            branch.set.keySet().forEach(name -> set.put(name, branches.stream().allMatch(one -> one.isSet(name))));
        }
    }

    Set<String> names() {
        return Set.copyOf(set.keySet());
    }
}
