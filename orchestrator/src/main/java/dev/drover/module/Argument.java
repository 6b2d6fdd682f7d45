package dev.drover.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One argument of a module, as its record declares it.
 *
 * @param type in the user's words: {@code text}, {@code list of text}, {@code yes or no}, {@code path}
 * @param otherwise what holds when it is not given, as a user would write it
 * @param choices all there are; empty where anything of the type will do
 */
public record Argument(
        String name,
        List<String> aliases,
        String type,
        Optional<String> otherwise,
        boolean required,
        List<String> choices,
        String doc) {

    public Argument {
        aliases = List.copyOf(aliases);
        choices = List.copyOf(choices);
    }

    /** The name and its aliases. */
    public List<String> names() {
        var names = new ArrayList<String>();
        names.add(name);
        names.addAll(aliases);
        return names;
    }
}
