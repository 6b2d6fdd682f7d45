package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.question.NodePath;
import dev.drover.template.PythonRegex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes sure that lines are in a file, between two markers, or are not.
 * The last begin and end of the block are its markers; without them the block goes where {@code insertafter} says, else to the end.
 */
@Module(value = "blockinfile", summary = "Makes sure that a block of lines is in a file, or is not.")
public record BlockInFile(
        @Alias({"dest", "destfile", "name"}) @Doc("The file.")
        NodePath path,

        @Default("present") @Doc("Whether the block is to be there.")
        State state,

        @Default("# {mark} ANSIBLE MANAGED BLOCK")
        @Doc("The lines around the block; {mark} stands for the words below.")
        String marker,

        @Alias("content") @Doc("The lines; without any, the block is removed.")
        Optional<String> block,

        @Doc("Put a new block behind the last match of this, or at the end: EOF.")
        Optional<String> insertafter,

        @Doc("Put a new block before the last match of this, or at the beginning: BOF.")
        Optional<String> insertbefore,

        @Doc("Make the file where it is not there.") boolean create,

        @Default("BEGIN") @Doc("The word in the first marker.")
        String markerBegin,

        @Default("END") @Doc("The word in the last marker.") String markerEnd,

        @Doc("An empty line before the block, unless it is the first of the file.")
        boolean prependNewline,

        @Doc("An empty line behind the block, unless it is the last of the file.")
        boolean appendNewline,

        @Default("utf-8") @Doc("The encoding of the file.") String encoding,
        FileAttributes attributes,
        FileWriting writing,
        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        PRESENT,
        ABSENT
    }

    public BlockInFile {
        if (insertafter.isPresent() && insertbefore.isPresent()) {
            throw new IllegalArgumentException("insertafter and insertbefore can't be given together");
        }
        insertafter.ifPresent(PythonRegex::parse);
        insertbefore.ifPresent(PythonRegex::parse);
    }

    @Override
    public Plan plan() {
        var edit = new TextEdit(path, attributes, writing, controller);
        return edit.plan(seen -> decide(edit, seen));
    }

    private Plan decide(TextEdit edit, TextEdit.Seen seen) {
        if (seen.missing() && !create) {
            return edit.absent(seen);
        }
        if (seen.missing() && state == State.ABSENT) {
            return Plan.settled(Result.UNCHANGED.with(
                    "msg", "File %s not present".formatted(seen.there().path())));
        }
        var text = seen.file().text();
        var edited = edited(text, seen.file().here(marker), seen.file().here(block.orElse("")));
        var message = seen.missing()
                ? "File created"
                : edited.equals(text) ? "" : wanted().isEmpty() ? "Block removed" : "Block inserted";
        return edit.write(seen, edited, Result.UNCHANGED, message, "backup_file");
    }

    private String wanted() {
        return state == State.ABSENT ? "" : block.orElse("");
    }

    /** The file's text as it should be. */
    String edited(String text, String marker, String block) {
        var lines = new ArrayList<>(TextEdit.lines(text));
        var begin = marker.replace("{mark}", markerBegin);
        var end = marker.replace("{mark}", markerEnd);
        int first = -1;
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            var line = TextEdit.withoutEnd(lines.get(i));
            first = line.equals(begin) ? i : first;
            last = line.equals(end) ? i : last;
        }
        int at = Math.min(first, last);
        if (at >= 0) {
            lines.subList(at, Math.max(first, last) + 1).clear();
        } else {
            at = place(text, lines);
        }
        if (!wanted().isEmpty()) {
            insert(lines, at, List.of(begin + "\n", TextEdit.ended(block), end + "\n"));
        }
        return String.join("", lines);
    }

    private void insert(List<String> lines, int at, List<String> block) {
        var whole = new ArrayList<>(block);
        if (at > 0) {
            lines.set(at - 1, TextEdit.ended(lines.get(at - 1)));
            if (prependNewline && !lines.get(at - 1).isBlank()) {
                whole.addFirst("\n");
            }
        }
        if (appendNewline && at < lines.size() && !lines.get(at).isBlank()) {
            whole.addLast("\n");
        }
        lines.addAll(at, whole);
    }

    /** Before which line a new block goes. */
    private int place(String text, List<String> lines) {
        boolean before = insertbefore.isPresent();
        var anchor = insertbefore.or(() -> insertafter).orElse("EOF");
        if (anchor.equals("EOF") || anchor.equals("BOF")) {
            return anchor.equals("BOF") && before ? 0 : lines.size();
        }
        var pattern = PythonRegex.parse(anchor).pattern();
        if (anchor.matches("(?s).*\\(\\?[a-z]*m[a-z]*[:)].*") || (pattern.flags() & Pattern.MULTILINE) != 0) {
            var match = pattern.matcher(text);
            return match.find()
                    ? newlines(text, before ? match.start() : match.end()) + (before ? 0 : 1)
                    : lines.size();
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (pattern.matcher(TextEdit.withoutEnd(lines.get(i))).find()) {
                return before ? i : i + 1;
            }
        }
        return lines.size();
    }

    private static int newlines(String text, int end) {
        return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }
}
