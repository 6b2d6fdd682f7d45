package dev.drover.playbook;

import dev.drover.value.Origin;
import dev.drover.value.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code ansible.cfg}: sections of settings, as Python's configparser does. */
final class ConfigFile {

    private final Path path;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Set<String> sections = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private String section = "";
    private String last = "";

    private ConfigFile(Path path) {
        this.path = path;
    }

    /**
     * The settings by {@code section.key}, as they are written.
     *
     * @throws PlaybookException with everything that is wrong in it
     */
    static Map<String, String> read(Path path, byte[] bytes) {
        var file = new ConfigFile(path);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int number = 0;
            for (var line : text.lines().toList()) {
                file.line(line, new Origin(path.toString(), ++number, 1));
            }
        } catch (CharacterCodingException e) {
            file.problems.add(new Problem("this is not UTF-8", new Origin(path.toString(), 1, 1)));
        }
        if (!file.problems.isEmpty()) {
            throw new PlaybookException(file.problems);
        }
        return file.settings;
    }

    private void line(String line, Origin origin) {
        String stripped = line.strip();
        if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
            return;
        }
        if (Character.isWhitespace(line.charAt(0)) && !last.isEmpty()) {
            settings.merge(last, withoutComment(stripped), (above, more) -> above + "\n" + more);
        } else if (stripped.startsWith("[") && stripped.lastIndexOf(']') > 1) {
            section(stripped.substring(1, stripped.lastIndexOf(']')).strip(), origin);
        } else if (section.isEmpty()) {
            problem("no section begins here; the first line is one like [defaults]", origin);
        } else {
            setting(stripped, origin);
        }
    }

    private void section(String name, Origin origin) {
        section = name;
        last = "";
        if (!sections.add(name)) {
            problem("the section [" + name + "] is there already", origin);
        }
    }

    private void setting(String line, Origin origin) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        int at = equals < 0 || colon >= 0 && colon < equals ? colon : equals;
        if (at <= 0) {
            problem("a setting is written as name = value", origin);
            return;
        }
        String name = section + "." + line.substring(0, at).strip().toLowerCase(Locale.ROOT);
        if (settings.putIfAbsent(name, withoutComment(line.substring(at + 1).strip())) != null) {
            problem("\"" + line.substring(0, at).strip() + "\" is set in [" + section + "] already", origin);
        }
        last = name;
    }

    private static String withoutComment(String value) {
        if (value.startsWith(";")) {
            return "";
        }
        int comment = value.indexOf(" ;");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }

    private void problem(String message, Origin origin) {
        problems.add(new Problem(message, origin));
    }
}
