package dev.drover.module.packages;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of a list of sources: {@code deb [arch=amd64] http://host/debian stable main}.
 *
 * @param options without their brackets; empty where there are none
 * @param rest the suite and the components
 */
record SourceLine(boolean enabled, String type, String options, String address, String rest) {

    private static final Pattern FORM = Pattern.compile(
            "\\s*(?<off>#+\\s*)?(?<type>deb(?:-src)?)\\s+(?:\\[(?<options>[^\\]]*)]\\s*)?(?<address>\\S+)\\s+(?<rest>[^#]*?)\\s*(?:#.*)?");

    static Optional<SourceLine> parse(String line) {
        var form = FORM.matcher(line.strip());
        if (!form.matches() || form.group("rest").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SourceLine(
                form.group("off") == null,
                form.group("type"),
                form.group("options") == null ? "" : words(form.group("options")),
                form.group("address"),
                words(form.group("rest"))));
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Whether both say the same, be one of them commented out. */
    boolean sameAs(SourceLine other) {
        return text().equals(other.text());
    }

    String text() {
        return type + (options.isEmpty() ? "" : " [" + options + "]") + " " + address + " " + rest;
    }
}
