package dev.drover.module.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of an INI file, edited line by line: comments and order stay.
 *
 * @param section empty for the lines above all sections
 * @param spaced whether an equals sign stands between blanks
 */
record IniText(String text, String section, boolean spaced, boolean exclusive, boolean lenient) {

    /** With these values of the option in the section; a comment that holds the option gives way where it may. */
    String with(String option, List<Optional<String>> values) {
        var lines = lines();
        int begin = begin(lines);
        var wanted = new ArrayList<>(
                values.stream().map(value -> line(option, value)).toList());
        if (begin < 0) {
            if (!lines.isEmpty() && !lines.getLast().isBlank()) {
                lines.add("");
            }
            lines.add("[" + section + "]");
            lines.addAll(wanted);
            return joined(lines);
        }
        int end = end(lines, begin);
        var inside = new ArrayList<String>();
        int place = -1;
        for (var line : lines.subList(begin, end)) {
            boolean ours = is(line, option)
                    || lenient
                            && wanted.size() == 1
                            && isComment(line, option)
                            && !has(lines.subList(begin, end), option);
            if (!ours) {
                inside.add(line);
            } else if (place < 0 && exclusive) {
                place = inside.size();
                if (wanted.size() == 1 && same(line, wanted.getFirst())) {
                    wanted.set(0, line);
                }
            } else if (!exclusive) {
                inside.add(line);
                wanted.removeIf(one -> same(line, one));
            }
        }
        if (place < 0) {
            place = inside.size();
            while (place > 0 && inside.get(place - 1).isBlank()) {
                place--;
            }
        }
        inside.addAll(place, wanted);
        return replaced(lines, begin, end, inside);
    }

    /** Without the option, or without those of its values that are named. */
    String without(String option, List<String> values) {
        var lines = lines();
        int begin = begin(lines);
        if (begin < 0) {
            return text;
        }
        int end = end(lines, begin);
        var inside = lines.subList(begin, end).stream()
                .filter(line -> !is(line, option) || !exclusive && !values.isEmpty() && !values.contains(value(line)))
                .toList();
        return replaced(lines, begin, end, inside);
    }

    String withoutSection() {
        var lines = lines();
        int begin = begin(lines);
        return begin < 0 ? text : replaced(lines, section.isEmpty() ? begin : begin - 1, end(lines, begin), List.of());
    }

    /** With the section itself, whatever is in it. */
    String withSection() {
        return begin(lines()) < 0 ? with("", List.of()) : text;
    }

    private List<String> lines() {
        return new ArrayList<>(text.lines().toList());
    }

    private int begin(List<String> lines) {
        if (section.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals("[" + section + "]")) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int end(List<String> lines, int begin) {
        int end = begin;
        while (end < lines.size() && !lines.get(end).strip().startsWith("[")) {
            end++;
        }
        return end;
    }

    private String replaced(List<String> lines, int begin, int end, List<String> inside) {
        var all = new ArrayList<>(lines.subList(0, begin));
        all.addAll(inside);
        all.addAll(lines.subList(end, lines.size()));
        return all.equals(lines) ? text : joined(all);
    }

    private static String joined(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private String line(String option, Optional<String> value) {
        return value.map(text -> option + (spaced ? " = " : "=") + text).orElse(option);
    }

    private static boolean is(String line, String option) {
        var name = line.split("=", 2)[0].strip();
        return name.equals(option) && !option.isEmpty();
    }

    private static boolean isComment(String line, String option) {
        return line.strip().matches("[#;].*")
                && line.contains("=")
                && is(line.strip().substring(1), option);
    }

    private static boolean has(List<String> lines, String option) {
        return lines.stream().anyMatch(line -> is(line, option));
    }

    private static String value(String line) {
        var parts = line.split("=", 2);
        return parts.length < 2 ? "" : parts[1].strip();
    }

    private static boolean same(String line, String wanted) {
        return value(line).equals(value(wanted)) && line.contains("=") == wanted.contains("=");
    }
}
