package dev.drover.vars;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One level of the precedence of variables: some names and their values, as they were written. */
public interface Layer {

    /** Where these variables come from, for {@code drover explain}: {@code group_vars/app.yml}. */
    String label();

    Optional<Value> find(String name);

    Set<String> names();

    /** Where the variable is written, as far as that is known. */
    default Origin place(String name) {
        return find(name)
                .map(value -> value instanceof Value.Text text ? text.origin() : Origin.NONE)
                .orElse(Origin.NONE);
    }

    static Layer of(String label, Map<String, Value> values) {
        return new Fixed(label, values, Value.EMPTY_MAPPING);
    }

    /** The entries of a mapping whose keys are names. */
    static Layer of(String label, Value.Mapping mapping) {
        var values =
                LinkedHashMap.<String, Value>newLinkedHashMap(mapping.entries().size());
        mapping.entries().forEach((key, value) -> {
            if (key instanceof Value.Text name) {
                values.put(name.text(), value);
            }
        });
        return new Fixed(label, values, mapping);
    }

    /**
     * Variables that do not change.
     *
     * @param written the mapping of a file that they were, whose keys know where they stand; else an empty one
     */
    record Fixed(String label, Map<String, Value> values, Value.Mapping written) implements Layer {
        @Override
        public Optional<Value> find(String name) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public Set<String> names() {
            return values.keySet();
        }

        @Override
        public Origin place(String name) {
            return written.entries().keySet().stream()
                    .filter(key -> key instanceof Value.Text text && text.text().equals(name))
                    .map(key -> ((Value.Text) key).origin())
                    .filter(Origin::known)
                    .findFirst()
                    .orElseGet(() -> Layer.super.place(name));
        }
    }
}
