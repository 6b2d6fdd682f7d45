package dev.drover.module.accounts;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a file with authorized keys.
 *
 * @param options empty where the key is not restricted
 * @param comment empty where there is none
 */
record KeyLine(String options, String type, String key, String comment) {

    private static final Pattern FORM = Pattern.compile(
            "(?:(?<options>(?:[^\\s\"]|\"(?:[^\"\\\\]|\\\\.)*\")+)\\s+)??"
                    + "(?<type>(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\\w@.-]+)\\s+(?<key>[A-Za-z0-9+/]+={0,3})(?:\\s+(?<comment>.*))?");

    static Optional<KeyLine> parse(String line) {
        var form = FORM.matcher(line.strip());
        if (line.strip().startsWith("#") || !form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new KeyLine(
                form.group("options") == null ? "" : form.group("options"),
                form.group("type"),
                form.group("key"),
                form.group("comment") == null ? "" : form.group("comment").strip()));
    }

    boolean isKeyOf(KeyLine other) {
        return type.equals(other.type) && key.equals(other.key);
    }

    KeyLine withOptions(String other) {
        return new KeyLine(other, type, key, comment);
    }

    KeyLine withComment(String other) {
        return new KeyLine(options, type, key, other);
    }

    String text() {
        return (options.isEmpty() ? "" : options + " ") + type + " " + key + (comment.isEmpty() ? "" : " " + comment);
    }
}
