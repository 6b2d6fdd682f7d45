package dev.drover.module.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of a crontab. A job is a comment with its name, and the line behind it. */
final class Crontab {

    private static final String MARK = "#Ansible: ";

    private final List<String> lines;

    Crontab(String text) {
        lines = new ArrayList<>(text.lines().toList());
    }

    String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    List<String> jobs() {
        return lines.stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .toList();
    }

    List<String> environment() {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.matches("[A-Za-z_][A-Za-z0-9_]*\\s*=.*"))
                .map(line -> line.replaceFirst("\\s*=.*", ""))
                .toList();
    }

    /** Makes the job's line this one; a new job comes last. */
    void put(String name, String line) {
        int at = job(name, line);
        if (at < 0) {
            lines.add(MARK + name);
            lines.add(line);
            return;
        }
        lines.set(at, MARK + name);
        if (at + 1 < lines.size() && !lines.get(at + 1).startsWith(MARK)) {
            lines.set(at + 1, line);
        } else {
            lines.add(at + 1, line);
        }
    }

    void remove(String name) {
        int at = lines.indexOf(MARK + name);
        if (at >= 0) {
            lines.remove(at);
            if (at < lines.size() && !lines.get(at).startsWith(MARK)) {
                lines.remove(at);
            }
        }
    }

    /** A line that stands there without a name becomes the job's. */
    private int job(String name, String line) {
        int at = lines.indexOf(MARK + name);
        int same = lines.indexOf(line);
        if (at >= 0 || same < 0 || same > 0 && lines.get(same - 1).startsWith(MARK)) {
            return at;
        }
        lines.add(same, MARK + name);
        return same;
    }

    /**
     * Sets a variable; a new one comes first, or next to another.
     *
     * @throws IllegalArgumentException where there is no such other one
     */
    void set(String name, String line, Optional<String> after, Optional<String> before) {
        int at = variable(name);
        if (at >= 0) {
            lines.set(at, line);
            return;
        }
        var neighbour = after.or(() -> before);
        int there = neighbour.map(this::variable).orElse(0);
        if (there < 0) {
            throw new IllegalArgumentException(
                    "there is no variable \"%s\" in the crontab".formatted(neighbour.orElseThrow()));
        }
        lines.add(after.isPresent() ? there + 1 : there, line);
    }

    void unset(String name) {
        int at = variable(name);
        if (at >= 0) {
            lines.remove(at);
        }
    }

    private int variable(String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(name + "=") || lines.get(i).startsWith(name + " =")) {
                return i;
            }
        }
        return -1;
    }
}
