package dev.drover.run;

import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Facts as {@code ansible_facts}, and each as a variable of its whole name. */
final class FactLayer implements Layer {

    private static final String ALL = "ansible_facts";
    /** A variable whatever the configuration says. */
    private static final String LOCAL = "ansible_local";

    private final Map<String, Value> facts;
    private final boolean injecting;
    private Optional<Value> all = Optional.empty();

    /** @param facts by their whole names */
    FactLayer(Map<String, Value> facts, boolean injecting) {
        this.facts = facts;
        this.injecting = injecting;
    }

    @Override
    public String label() {
        return "facts";
    }

    @Override
    public Optional<Value> find(String name) {
        if (name.equals(ALL)) {
            if (all.isEmpty()) {
                all = Optional.of(withoutPrefix());
            }
            return all;
        }
        return injecting || name.equals(LOCAL) ? Optional.ofNullable(facts.get(name)) : Optional.empty();
    }

    private Value withoutPrefix() {
        var shortened = new LinkedHashMap<String, Value>();
        facts.forEach((name, value) -> shortened.put(
                name.startsWith(KnownFacts.PREFIX) ? name.substring(KnownFacts.PREFIX.length()) : name, value));
        return Value.Mapping.of(shortened);
    }

    @Override
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        if (injecting) {
            names.addAll(facts.keySet());
        } else if (facts.containsKey(LOCAL)) {
            names.add(LOCAL);
        }
        names.add(ALL);
        return names;
    }
}
