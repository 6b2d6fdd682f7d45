package dev.drover.report;

import java.util.Map;
import java.util.Optional;

/**
 * Where reports are printed to.
 *
 * @param columns the width of a terminal in characters; empty where it is a pipe or a file
 * @param colour whether escape sequences for colours may be printed
 */
public record Terminal(Optional<Integer> columns, boolean colour) {

    /** From what the launcher found out, and what users set: NO_COLOR, ANSIBLE_FORCE_COLOR, TERM=dumb. */
    public static Terminal of(Map<String, String> environment) {
        Optional<Integer> columns;
        try {
            columns = Optional.ofNullable(environment.get("DROVER_COLUMNS"))
                    .filter(text -> !text.isEmpty())
                    .map(Integer::parseInt)
                    .filter(number -> number > 0);
        } catch (NumberFormatException e) {
            columns = Optional.of(80);
        }
        boolean forced = environment.containsKey("ANSIBLE_FORCE_COLOR") || environment.containsKey("FORCE_COLOR");
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.containsKey("ANSIBLE_NOCOLOR")
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(columns, forced || columns.isPresent() && !refused);
    }

    /** Whether somebody is looking, so that lines may be drawn again. */
    boolean live() {
        return columns.isPresent();
    }

    String green(String text) {
        return paint("32", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    String cyan(String text) {
        return paint("36", text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
