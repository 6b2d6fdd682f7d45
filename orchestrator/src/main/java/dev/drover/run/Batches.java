package dev.drover.run;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;

/** How {@code serial} cuts the hosts of a play. */
final class Batches {

    private Batches() {}

    /**
     * @param serial numbers or percentages of all hosts; the last counts for the rest; none or 0 is one batch for all
     * @throws IllegalArgumentException where one is neither
     */
    static <H> List<List<H>> of(List<H> hosts, List<Value> serial) {
        var batches = new ArrayList<List<H>>();
        int from = 0;
        for (int i = 0; from < hosts.size(); i++) {
            int size = serial.isEmpty() ? hosts.size() : size(serial.get(Math.min(i, serial.size() - 1)), hosts.size());
            int to = Math.min(hosts.size(), from + size);
            batches.add(hosts.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static int size(Value serial, int total) {
        String text = switch (serial) {
            case Value.Int(var number) -> number.toString();
            case Value.Text(var word, var unsafe, var secret, var origin) -> word.strip();
            default -> "";
        };
        try {
            if (text.endsWith("%")) {
                double share = Double.parseDouble(text.substring(0, text.length() - 1));
                return Math.max(1, (int) (total * share / 100));
            }
            int number = Integer.parseInt(text);
            return number <= 0 ? Math.max(1, total) : number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("serial takes numbers and percentages, not \"" + text + "\"", e);
        }
    }
}
