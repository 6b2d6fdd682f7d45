package dev.drover.module.python.lock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * The text that Python's {@code json.dumps(…, sort_keys=True)} makes of what a TOML file holds, byte by byte: tools hash it to know
 * whether a project file has changed.
 *
 * @param comma between items
 * @param colon behind keys
 */
record PythonJson(String comma, String colon) {

    static final PythonJson SPACED = new PythonJson(", ", ": ");
    static final PythonJson COMPACT = new PythonJson(",", ":");

    String sha256(Object value) {
        return sha256Of(text(value));
    }

    /** In small hexadecimal digits. */
    static String sha256Of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(Object value) {
        return switch (value) {
            case null -> "null";
            case TomlTable table -> text(table.toMap());
            case TomlArray array -> text(array.toList());
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, Object>();
                map.forEach((key, item) -> sorted.put(key.toString(), item));
                yield sorted.entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + colon + text(entry.getValue()))
                        .collect(Collectors.joining(comma, "{", "}"));
            }
            case List<?> list -> list.stream().map(this::text).collect(Collectors.joining(comma, "[", "]"));
            case String text -> quoted(text);
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
