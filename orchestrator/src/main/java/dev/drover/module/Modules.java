package dev.drover.module;

import dev.drover.value.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All modules there are, found by any of their names. Their names are read from the resource {@code modules}, one module a line:
 * full name, class, aliases; a module's class is loaded when the module is first used.
 */
public final class Modules {

    private final Map<String, String> classes = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final Map<String, ModuleType> types = new ConcurrentHashMap<>();

    public Modules() {
        try (var list = Modules.class.getResourceAsStream("modules")) {
            new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        var words = line.split(" +");
        var full = words[0];
        var collection = full.substring(0, full.lastIndexOf('.') + 1);
        classes.put(full, Modules.class.getPackageName() + "." + words[1]);
        alias(collection, full.substring(collection.length()), full);
        for (var alias : List.of(words).subList(2, words.length)) {
            alias(collection, alias, full);
        }
    }

    private void alias(String collection, String name, String full) {
        aliases.put(collection + name, full);
        aliases.put(name, full);
        if (collection.equals("ansible.builtin.")) {
            aliases.put("ansible.legacy." + name, full);
        }
    }

    /** The module that goes by this short name, alias or full name. */
    public Optional<ModuleType> find(String name) {
        return Optional.ofNullable(aliases.get(name)).map(full -> types.computeIfAbsent(full, this::load));
    }

    public boolean has(String name) {
        return aliases.containsKey(name);
    }

    /** The full names of all modules. */
    public Collection<String> names() {
        return List.copyOf(classes.keySet());
    }

    /** The short or full name that is nearest to one that nothing goes by. */
    public Optional<String> nearest(String name) {
        return Nearest.to(name, aliases.keySet());
    }

    /** Every module; loads all their classes. */
    public List<ModuleType> all() {
        return classes.keySet().stream().map(full -> find(full).orElseThrow()).toList();
    }

    private ModuleType load(String full) {
        try {
            return new ModuleType(Class.forName(classes.get(full)).asSubclass(ModuleCall.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
