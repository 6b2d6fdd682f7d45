package dev.drover.module.python.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A table of a TOML file, which knows its place. What is asked of it must be of the kind that is asked for.
 *
 * @param line where it begins
 */
record Toml(String file, TomlTable content, int line) {

    /** @throws LockException where it is no TOML */
    static Toml parse(String file, String text) {
        try {
            var result = org.tomlj.Toml.parse(text);
            if (result.hasErrors()) {
                var first = result.errors().getFirst();
                var message = first.getMessage().replaceFirst(" \\(line \\d+, column \\d+\\)$", "");
                throw LockException.at(file, first.position().line(), "no TOML: " + message);
            }
            return new Toml(file, result, 1);
        } catch (StackOverflowError e) {
            throw LockException.at(file, 0, "no TOML that could be read: it is nested too deeply");
        }
    }

    Set<String> keys() {
        return content.keySet();
    }

    Object raw(String key) {
        return content.get(List.of(key));
    }

    Optional<String> text(String key) {
        return of(String.class, key, "text");
    }

    String need(String key) {
        return text(key).orElseThrow(() -> wrong("there is no " + key));
    }

    boolean truth(String key) {
        return of(Boolean.class, key, "true or false").orElse(false);
    }

    Optional<Toml> table(String key) {
        return of(TomlTable.class, key, "a table").map(table -> new Toml(file, table, line(key)));
    }

    /** The table below those of this path; empty where one of them is missing. */
    Optional<Toml> table(String key, String... more) {
        var table = table(key);
        for (var next : more) {
            table = table.flatMap(one -> one.table(next));
        }
        return table;
    }

    /** The tables of an array; none where there is none. */
    List<Toml> tables(String key) {
        var tables = new ArrayList<Toml>();
        of(TomlArray.class, key, "an array").ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                if (!(array.get(i) instanceof TomlTable table)) {
                    throw LockException.at(file, array.inputPositionOf(i).line(), key + " must hold tables");
                }
                tables.add(new Toml(file, table, array.inputPositionOf(i).line()));
            }
        });
        return tables;
    }

    /** The texts of an array; none where there is none. */
    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        of(TomlArray.class, key, "an array").ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                if (!(array.get(i) instanceof String text)) {
                    throw LockException.at(file, array.inputPositionOf(i).line(), key + " must hold texts");
                }
                texts.add(text);
            }
        });
        return texts;
    }

    private <T> Optional<T> of(Class<T> type, String key, String name) {
        var value = raw(key);
        if (value != null && !type.isInstance(value)) {
            throw LockException.at(file, line(key), key + " must be " + name);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    int line(String key) {
        return Optional.ofNullable(content.inputPositionOf(List.of(key)))
                .map(TomlPosition::line)
                .orElse(line);
    }

    LockException wrong(String message) {
        return LockException.at(file, line, message);
    }
}
