package dev.drover.playbook;

import dev.drover.value.Value;
import dev.drover.yaml.YamlNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Spellings that Ansible had once, with what they mean today. */
final class LegacyKeywords {

    private static final List<String> TRUE = List.of("yes", "true", "on", "1");

    private LegacyKeywords() {}

    /** The keywords that an entry means; empty where it is no such spelling. A warning says what to write instead. */
    static Optional<Map<Keyword, Value>> of(YamlNode.Entry entry, Keyword.Place place, Reading reading) {
        var value = entry.value().value();
        var meant = switch (entry.name()) {
            case "sudo" -> Map.of(Keyword.BECOME, value);
            case "sudo_user" -> Map.of(Keyword.BECOME_USER, value);
            case "su" -> Map.of(Keyword.BECOME, value, Keyword.BECOME_METHOD, Value.of("su"));
            case "su_user" -> Map.of(Keyword.BECOME_USER, value, Keyword.BECOME_METHOD, Value.of("su"));
            case "always_run" -> alwaysRun(value);
            case "user" -> place == Keyword.Place.PLAY ? Map.of(Keyword.REMOTE_USER, value) : null;
            default -> null;
        };
        if (meant != null && !entry.name().equals("user")) {
            reading.warn(
                    "\"" + entry.name() + "\" is no keyword since Ansible 2.9; write " + instead(entry.name(), value),
                    entry.key().origin());
        }
        return Optional.ofNullable(meant);
    }

    private static Map<Keyword, Value> alwaysRun(Value value) {
        return isTrue(value) ? Map.of(Keyword.CHECK_MODE, Value.FALSE) : Map.of();
    }

    private static boolean isTrue(Value value) {
        return value.equals(Value.TRUE) || TRUE.contains(value.toString().toLowerCase(Locale.ROOT));
    }

    private static String instead(String name, Value value) {
        return switch (name) {
            case "sudo" -> "\"become: " + isTrue(value) + "\"";
            case "su" -> "\"become: " + isTrue(value) + "\" and \"become_method: su\"";
            case "sudo_user" -> "\"become_user: " + value + "\"";
            case "su_user" -> "\"become_user: " + value + "\" and \"become_method: su\"";
            default -> isTrue(value) ? "\"check_mode: false\"" : "nothing in its place";
        };
    }
}
