package dev.drover.report;

import dev.drover.module.Argument;
import dev.drover.module.ModuleType;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What modules say of themselves: for terminals, as Markdown, and as JSON. */
public final class ModuleText {

    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    private ModuleText() {}

    /** One line. */
    public static String line(ModuleType module) {
        return "%-45s %s".formatted(module.fullName(), module.summary());
    }

    /** All there is to know, to be read in a terminal. */
    public static String page(ModuleType module) {
        var text = new StringBuilder(module.fullName() + "\n" + INDENT + module.summary() + "\n\nArguments:\n");
        for (var argument : module.arguments()) {
            text.append("  ")
                    .append(argument.name())
                    .append("  (")
                    .append(kind(argument))
                    .append(")\n");
            wrapped(argument.doc())
                    .forEach(line -> text.append(INDENT).append(line).append('\n'));
        }
        return text.append(module.open() ? "  Any other name is an argument too.\n" : "")
                .toString();
    }

    private static String kind(Argument argument) {
        var parts = new ArrayList<String>();
        parts.add(argument.choices().isEmpty() ? argument.type() : "one of " + String.join(", ", argument.choices()));
        if (argument.required()) {
            parts.add("required");
        }
        argument.otherwise().ifPresent(value -> parts.add("otherwise " + (value.isEmpty() ? "empty" : value)));
        if (!argument.aliases().isEmpty()) {
            parts.add("also " + String.join(", ", argument.aliases()));
        }
        return String.join("; ", parts);
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() > WIDTH - INDENT.length()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.toString().isBlank()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** A section of the reference. */
    public static String markdown(ModuleType module) {
        var text = new StringBuilder(
                "## " + module.name() + "\n\n`" + module.fullName() + "`: " + module.summary() + "\n");
        if (!module.arguments().isEmpty()) {
            text.append("\n| argument | takes | meaning |\n|---|---|---|\n");
        }
        for (var argument : module.arguments()) {
            text.append("| `%s` | %s | %s |\n".formatted(argument.name(), cell(kind(argument)), cell(argument.doc())));
        }
        return text.append(module.open() ? "\nAny other name is an argument too.\n" : "")
                .toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    /** As data: {@code name}, {@code summary} and {@code arguments} with their type, default, choices and aliases. */
    public static Value data(ModuleType module) {
        var arguments = new LinkedHashMap<String, Value>();
        for (var argument : module.arguments()) {
            var fields = new LinkedHashMap<String, Value>();
            fields.put("type", Value.of(argument.type()));
            fields.put("required", Value.of(argument.required()));
            argument.otherwise().ifPresent(value -> fields.put("default", Value.of(value)));
            fields.put("choices", Value.Sequence.ofTexts(argument.choices()));
            fields.put("aliases", Value.Sequence.ofTexts(argument.aliases()));
            fields.put("description", Value.of(argument.doc()));
            arguments.put(argument.name(), Value.Mapping.of(fields));
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.of(module.fullName()));
        fields.put("summary", Value.of(module.summary()));
        fields.put("arguments", Value.Mapping.of(arguments));
        return Value.Mapping.of(fields);
    }
}
