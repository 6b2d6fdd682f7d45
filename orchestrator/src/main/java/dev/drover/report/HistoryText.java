package dev.drover.report;

import dev.drover.run.Sighting;
import dev.drover.vars.VariableHistory;

/** Where a variable comes from, for {@code drover explain}: its value, then every level that defines it. */
public final class HistoryText {

    private HistoryText() {}

    /** @param alone whether there is no playbook whose place is worth a word */
    public static String of(Sighting sighting, boolean alone) {
        var history = sighting.history();
        if (!history.defined()) {
            return "";
        }
        var text = new StringBuilder();
        if (!alone) {
            text.append("in the ")
                    .append(sighting.where())
                    .append(" at ")
                    .append(sighting.origin())
                    .append(":\n");
        }
        text.append(history.name())
                .append(" = ")
                .append(sighting.value().map(JsonText::of).orElse(""))
                .append('\n');
        for (int i = 0; i < history.levels().size(); i++) {
            level(history.levels().get(i), i == history.levels().size() - 1, text);
        }
        return text.append('\n').toString();
    }

    private static void level(VariableHistory.Level level, boolean wins, StringBuilder text) {
        text.append(wins ? "  * " : "    ").append(level.label());
        String place = level.origin().toString();
        if (level.origin().known() && !place.equals(level.label())) {
            text.append(
                    place.startsWith(level.label() + ":")
                            ? place.substring(level.label().length())
                            : " at " + place);
        }
        text.append("\n        ")
                .append(JsonText.of(level.value()).replace("\n", "\n        "))
                .append(wins ? "   (this one counts)" : "")
                .append('\n');
    }
}
