package dev.drover.module.python.lock;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a requirements file that says something.
 *
 * @param text with continuations joined, without its comment
 * @param number where it begins, counted from 1
 */
record RequirementLine(String text, int number) {

    static List<RequirementLine> of(String file) {
        var lines = new ArrayList<RequirementLine>();
        var joined = new StringBuilder();
        int number = 0;
        int begin = 1;
        for (var line : file.lines().toList()) {
            number++;
            begin = joined.isEmpty() ? number : begin;
            if (line.endsWith("\\") && !line.stripLeading().startsWith("#")) {
                joined.append(line, 0, line.length() - 1).append(' ');
            } else {
                add(lines, joined.append(line).toString(), begin);
                joined.setLength(0);
            }
        }
        add(lines, joined.toString(), begin);
        return lines;
    }

    private static void add(List<RequirementLine> lines, String line, int number) {
        var text = line.replaceFirst("(^|\\s+)#.*", "").strip();
        if (!text.isEmpty()) {
            lines.add(new RequirementLine(text, number));
        }
    }
}
