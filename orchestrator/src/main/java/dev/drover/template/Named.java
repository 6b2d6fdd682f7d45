package dev.drover.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A list of plugins of one kind, being written: each under the names it goes by. */
final class Named<T> {

    private final Map<String, T> plugins = new LinkedHashMap<>();

    Named<T> add(T plugin, String... names) {
        for (var name : names) {
            if (plugins.put(name, plugin) != null) {
                throw new IllegalStateException("two plugins are called " + name);
            }
        }
        return this;
    }

    Named<T> addAll(Map<String, T> more) {
        more.forEach((name, plugin) -> add(plugin, name));
        return this;
    }

    Map<String, T> all() {
        return Collections.unmodifiableMap(plugins);
    }
}
