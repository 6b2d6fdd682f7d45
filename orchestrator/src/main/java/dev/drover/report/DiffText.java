package dev.drover.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.drover.module.Diff;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes as unified diffs. */
final class DiffText {

    static final int CONTEXT = 3;
    /** Ansible's limit, in characters: longer texts are not compared. */
    private static final int MOST = 104_448;

    private DiffText() {}

    static List<String> of(Diff diff) {
        return of(diff, CONTEXT);
    }

    /** @param context how many lines around a change are shown */
    static List<String> of(Diff diff, int context) {
        var lines = new ArrayList<String>();
        for (var part : diff.parts()) {
            switch (part) {
                case Diff.TextPart(var beforeHeader, var afterHeader, var before, var after) ->
                    lines.addAll(unified(beforeHeader, afterHeader, before, after, context));
                case Diff.StatePart(var header, var before, var after) ->
                    lines.addAll(unified(header, header, state(before), state(after), context));
                case Diff.PreparedPart(var text) -> text.lines().forEach(lines::add);
            }
        }
        return lines;
    }

    private static List<String> unified(
            String beforeHeader, String afterHeader, String before, String after, int context) {
        if (before.length() > MOST || after.length() > MOST) {
            return List.of("diff skipped: " + afterHeader + " is larger than " + MOST + " characters");
        }
        var old = lines(before);
        var now = lines(after);
        return UnifiedDiffUtils.generateUnifiedDiff(
                        "before: " + beforeHeader, "after: " + afterHeader, old, DiffUtils.diff(old, now), context)
                .stream()
                .flatMap(String::lines)
                .toList();
    }

    /** A last line without a newline says so, and thereby differs from one that has it. */
    private static List<String> lines(String text) {
        var lines = new ArrayList<>(text.lines().toList());
        if (!text.isEmpty() && !text.endsWith("\n")) {
            lines.add(lines.removeLast() + "\n\\ No newline at end of file");
        }
        return lines;
    }

    private static String state(Map<String, Value> state) {
        return state.isEmpty() ? "" : JsonText.of(state) + "\n";
    }
}
