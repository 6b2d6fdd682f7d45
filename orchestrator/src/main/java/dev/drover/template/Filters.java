package dev.drover.template;

import dev.drover.value.Value;
import java.util.Map;
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

    private static final Map<String, Filter> ALL = new Named<Filter>()
            .addAll(TextFilters.ALL)
            .addAll(ListFilters.ALL)
            .addAll(OrderFilters.ALL)
            .addAll(SetFilters.ALL)
            .addAll(DictFilters.ALL)
            .addAll(NumberFilters.ALL)
            .addAll(SizeFilters.ALL)
            .addAll(DataFilters.ALL)
            .addAll(YamlFilters.ALL)
            .addAll(HashFilters.ALL)
            .addAll(TimeFilters.ALL)
            .addAll(PathFilters.ALL)
            .addAll(WebFilters.ALL)
            .addAll(SequenceFilters.ALL)
            .addAll(AddressFilters.ALL)
            .addAll(NetworkFilters.ALL)
            .addAll(HardwareAddress.FILTERS)
            .addAll(KeyFilters.ALL)
            .addAll(PathData.FILTERS)
            .addAll(JsonPatch.ALL)
            .addAll(TimeUnits.ALL)
            .addAll(Hashids.ALL)
            .addAll(TableFilters.ALL)
            .addAll(CommunityFilters.ALL)
            .addAll(ListMerge.ALL)
            .addAll(VaultPlugins.FILTERS)
            .all();

    private Filters() {}

    static Optional<Filter> find(String name) {
        return Optional.ofNullable(ALL.get(shortName(name)));
    }

    static Set<String> names() {
        return ALL.keySet();
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
        if (name.indexOf('.') < 0) {
            return name;
        }
        for (var collection : new String[] {"ansible.builtin.", "ansible.legacy.", "jinja2."}) {
            if (name.startsWith(collection)) {
                return name.substring(collection.length());
            }
        }
        return name;
    }
}
