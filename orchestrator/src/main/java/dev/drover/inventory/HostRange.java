package dev.drover.inventory;

import dev.drover.value.Origin;
import java.util.ArrayList;
import java.util.List;

/** Host names with ranges: {@code web[01:10]}, {@code db-[a:f]}, {@code n[1:9:2]}. */
final class HostRange {

    private static final int MAX_HOSTS = 1_000_000;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private HostRange() {}

    /** All names that a text with ranges means. */
    static List<String> expand(String text, Origin origin) {
        int open = text.indexOf('[');
        int close = text.indexOf(']', open + 1);
        if (open < 0 || close < 0) {
            return List.of(text);
        }
        var names = new ArrayList<String>();
        var tails = expand(text.substring(close + 1), origin);
        for (var middle : steps(text.substring(open + 1, close), origin)) {
            for (var tail : tails) {
                names.add(text.substring(0, open) + middle + tail);
                if (names.size() > MAX_HOSTS) {
                    throw new InventoryException("the range \"" + text + "\" means more than a million hosts", origin);
                }
            }
        }
        return names;
    }

    private static List<String> steps(String range, Origin origin) {
        var parts = range.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || parts[1].isEmpty()) {
            throw wrong(range, origin);
        }
        String begin = parts[0].isEmpty() ? "0" : parts[0];
        try {
            int step = parts.length == 3 ? Integer.parseInt(parts[2]) : 1;
            if (step < 1) {
                throw wrong(range, origin);
            }
            boolean filled = begin.length() > 1 && begin.startsWith("0");
            if (filled && begin.length() != parts[1].length()) {
                throw new InventoryException(
                        "the range [" + range + "] begins with zeros: its end must be as long as its beginning",
                        origin);
            }
            return begin.chars().allMatch(Character::isDigit)
                    ? numbers(begin, Integer.parseInt(parts[1]), step)
                    : letters(begin, parts[1], step, range, origin);
        } catch (NumberFormatException e) {
            throw wrong(range, origin);
        }
    }

    private static List<String> numbers(String begin, int end, int step) {
        var all = new ArrayList<String>();
        boolean filled = begin.length() > 1 && begin.startsWith("0");
        for (int i = Integer.parseInt(begin); i <= end && all.size() <= MAX_HOSTS; i += step) {
            String number = Integer.toString(i);
            all.add(filled ? "0".repeat(Math.max(0, begin.length() - number.length())) + number : number);
        }
        return all;
    }

    private static List<String> letters(String begin, String end, int step, String range, Origin origin) {
        int from = LETTERS.indexOf(begin);
        int to = LETTERS.indexOf(end);
        if (begin.length() != 1 || end.length() != 1 || from < 0 || to < from) {
            throw wrong(range, origin);
        }
        var all = new ArrayList<String>();
        for (int i = from; i <= to; i += step) {
            all.add(LETTERS.substring(i, i + 1));
        }
        return all;
    }

    private static InventoryException wrong(String range, Origin origin) {
        return new InventoryException(
                "the range [" + range + "] is not of the form [begin:end] or [begin:end:step]", origin);
    }
}
