package dev.drover.template;

import dev.drover.value.Value;
import java.util.Optional;
import java.util.Set;

/** All filters by their names, with and without the collection in front. */
final class Filters {

    /** A filter: from a value and arguments, evaluated all through, to a value. */
    @FunctionalInterface
    interface Filter {
        Value apply(Value value, Arguments arguments, Evaluator evaluator);
    }

    private static final Set<String> TAKE_UNDEFINED = Set.of("default", "d", "mandatory", "type_debug");

    private Filters() {}

    static Optional<Filter> find(String name) {
        String shortName = shortName(name);
        return TextFilters.find(shortName)
                .or(() -> ListFilters.find(shortName))
                .or(() -> DictFilters.find(shortName))
                .or(() -> NumberFilters.find(shortName))
                .or(() -> DataFilters.find(shortName))
                .or(() -> PathFilters.find(shortName))
                .or(() -> WebFilters.find(shortName))
                .or(() -> SequenceFilters.find(shortName))
                .or(() -> AddressFilters.find(shortName))
                .or(() -> VaultPlugins.filter(shortName));
    }

    static boolean takesUndefined(String name) {
        return TAKE_UNDEFINED.contains(shortName(name));
    }

    /** Whether an argument that is undefined matters only when it is looked at. */
    static boolean takesUndefinedArguments(String name) {
        return shortName(name).equals("ternary");
    }

    /** As error messages name it. */
    static String fullName(String name) {
        return name.contains(".") ? name : "ansible.builtin." + name;
    }

    /** Names without a collection that is ours to implement; others stay whole. */
    static String shortName(String name) {
        for (var collection : new String[] {"ansible.builtin.", "ansible.legacy.", "jinja2."}) {
            if (name.startsWith(collection)) {
                return name.substring(collection.length());
            }
        }
        return name;
    }
}
