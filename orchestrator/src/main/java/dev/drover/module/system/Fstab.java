package dev.drover.module.system;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The text of an fstab: one line for each mount point; comments stay. */
record Fstab(String text) {

    /** The fields of the entry of a mount point; of a swap space its source tells it apart. */
    Optional<List<String>> entry(String path, String source) {
        return text.lines()
                .filter(line -> is(line, path, source))
                .map(line -> Arrays.asList(line.strip().split("\\s+")))
                .findFirst();
    }

    /** With this entry instead of the one that is there, or at the end. */
    String with(String path, String source, List<String> fields) {
        var lines = new ArrayList<String>();
        boolean put = false;
        for (var line : text.lines().toList()) {
            if (!is(line, path, source)) {
                lines.add(line);
            } else if (!put) {
                put = true;
                lines.add(String.join(" ", fields));
            }
        }
        if (!put) {
            lines.add(String.join(" ", fields));
        }
        return String.join("\n", lines) + "\n";
    }

    String without(String path, String source) {
        var lines = text.lines().filter(line -> !is(line, path, source)).toList();
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static boolean is(String line, String path, String source) {
        var fields = line.strip().split("\\s+");
        return !line.strip().startsWith("#")
                && fields.length >= 3
                && unescaped(fields[1]).equals(path)
                && (!fields[2].equals("swap") || unescaped(fields[0]).equals(source));
    }

    static String escaped(String field) {
        return field.replace("\\", "\\134").replace(" ", "\\040").replace("\t", "\\011");
    }

    static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
