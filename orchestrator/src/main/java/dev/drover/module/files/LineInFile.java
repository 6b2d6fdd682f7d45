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
import dev.drover.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * Makes sure that one line is in a file, or is not.
 * The last match of {@code regexp} is replaced; without a match the line goes behind {@code insertafter}.
 */
@Module(value = "lineinfile", summary = "Makes sure that a line is in a file, or is not.")
public record LineInFile(
        @Alias({"dest", "destfile", "name"}) @Doc("The file.")
        NodePath path,

        @Alias("regex") @Doc("The line to replace or remove, as a regular expression.")
        Optional<PythonRegex> regexp,

        @Doc("The line to replace or remove, as text that is in it.")
        Optional<String> searchString,

        @Alias("value") @Doc("The line.") Optional<String> line,

        @Default("present") @Doc("Whether the line is to be there.")
        State state,

        @Doc("Put groups of regexp into the line, and change nothing where it does not match.")
        boolean backrefs,

        @Doc("Put the line behind the last match of this, or at the end: EOF.")
        Optional<String> insertafter,

        @Doc("Put the line before the last match of this, or at the beginning: BOF.")
        Optional<String> insertbefore,

        @Doc("Take the first match for insertafter and insertbefore.")
        boolean firstmatch,

        @Doc("Make the file where it is not there.") boolean create,
        @Default("utf-8") @Doc("The encoding of the file.") String encoding,
        FileAttributes attributes,
        FileWriting writing,
        @Injected Controller controller)
        implements ModuleCall {

    public enum State {
        PRESENT,
        ABSENT
    }

    public LineInFile {
        if (regexp.isPresent() && searchString.isPresent()) {
            throw new IllegalArgumentException("regexp and search_string can't be given together");
        }
        if (insertafter.isPresent() && insertbefore.isPresent()) {
            throw new IllegalArgumentException("insertafter and insertbefore can't be given together");
        }
        insertafter.ifPresent(PythonRegex::parse);
        insertbefore.ifPresent(PythonRegex::parse);
        if (state == State.PRESENT && line.isEmpty()) {
            throw new IllegalArgumentException("line is required with state=present");
        }
        if (state == State.PRESENT && backrefs && regexp.isEmpty()) {
            throw new IllegalArgumentException("regexp is required with backrefs=true");
        }
        if (state == State.ABSENT && line.isEmpty() && regexp.isEmpty() && searchString.isEmpty()) {
            throw new IllegalArgumentException("one of line, search_string, or regexp is required with state=absent");
        }
    }

    @Override
    public Plan plan() {
        var edit = new TextEdit(path, attributes, writing, controller);
        return edit.plan(seen -> decide(edit, seen));
    }

    private Plan decide(TextEdit edit, TextEdit.Seen seen) {
        if (seen.missing() && state == State.ABSENT) {
            return Plan.settled(Result.UNCHANGED.with("msg", "file not present"));
        }
        if (seen.missing() && !create) {
            return Plan.settled(Result.failed("Destination %s does not exist !"
                            .formatted(seen.there().path()))
                    .with("rc", Value.of(257)));
        }
        var edited = new LineEdit(this, seen.file()).edited();
        var unchanged = Result.UNCHANGED.with("backup", "");
        var result = edited.removed()
                .map(count -> unchanged.with("found", Value.of(count)))
                .orElse(unchanged);
        return edit.write(seen, edited.text(), result, edited.message(), "backup");
    }

    /** @param removed how many lines, where lines are removed */
    record Edit(String text, String message, Optional<Integer> removed) {
        static Edit of(List<String> lines, String message) {
            return new Edit(String.join("", lines), message, Optional.empty());
        }
    }
}
