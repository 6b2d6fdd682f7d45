package dev.drover.template;

import java.util.Set;

/** Which filters, tests and lookups there are, for those who look at templates without evaluating them. Names may have their collection in front. */
public final class Plugins {

    private Plugins() {}

    public static boolean isFilter(String name) {
        return Filters.find(name).isPresent();
    }

    public static boolean isTest(String name) {
        return Tests.find(name).isPresent();
    }

    public static boolean isLookup(String name) {
        return Lookups.find(name).isPresent();
    }

    /** All of them: those of {@code ansible.builtin} by their short names, others with their collection. */
    public static Set<String> filterNames() {
        return Filters.names();
    }

    /** As {@link #filterNames()}, for tests. */
    public static Set<String> testNames() {
        return Tests.names();
    }

    /** As {@link #filterNames()}, for lookups. */
    public static Set<String> lookupNames() {
        return Lookups.names();
    }
}
