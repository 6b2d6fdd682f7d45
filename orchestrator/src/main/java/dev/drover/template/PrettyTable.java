package dev.drover.template;

import java.util.ArrayList;
import java.util.List;

/** A table in a frame of dashes. */
final class PrettyTable {

    private record Column(String name, List<String> cells, String side) {
        int width() {
            return cells.stream().mapToInt(String::length).reduce(name.length(), Math::max);
        }

        String aligned(String cell) {
            int missing = width() - cell.length();
            int left = switch (side) {
                case "left", "l" -> 0;
                case "right", "r" -> missing;
                default -> missing / 2;
            };
            return " ".repeat(left) + cell + " ".repeat(missing - left);
        }
    }

    private final List<Column> columns = new ArrayList<>();

    void column(String name, List<String> cells, String side) {
        columns.add(new Column(name, cells, side));
    }

    String text(int rows) {
        if (columns.isEmpty()) {
            return "++\n++";
        }
        String rule = "+"
                + String.join(
                        "+",
                        columns.stream()
                                .map(column -> "-".repeat(column.width() + 2))
                                .toList())
                + "+";
        var lines = new ArrayList<String>();
        lines.add(rule);
        lines.add(line(
                columns.stream().map(column -> column.aligned(column.name())).toList()));
        lines.add(rule);
        for (int i = 0; i < rows; i++) {
            int row = i;
            lines.add(line(columns.stream()
                    .map(column -> column.aligned(column.cells().get(row)))
                    .toList()));
        }
        lines.add(rule);
        return String.join("\n", lines);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
