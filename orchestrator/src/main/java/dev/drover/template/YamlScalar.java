package dev.drover.template;

import dev.drover.value.Value;
import java.util.Optional;

/** A single value as PyYAML writes it: plain where that can be read again, else in quotes. */
public final class YamlScalar {

    private static final PyYaml.Style STYLE =
            new PyYaml.Style(4, Integer.MAX_VALUE, Optional.of(false), true, true, false, false, Optional.empty());

    private YamlScalar() {}

    /** @param value no list and no mapping */
    public static String of(Value value) {
        String text = PyYaml.dump(value, STYLE);
        int end = text.endsWith("\n...\n") ? text.length() - 5 : text.length();
        return text.substring(0, end).strip();
    }
}
