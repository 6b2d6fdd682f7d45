package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Both;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
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
        return new FileLabels(attributes).after(path, unlabelled());
    }

    private Plan unlabelled() {
        return Plan.ask(
                new Both<>(new FileText(path), PathState.following(path)),
                PathState.of(path),
                (seen, itself) -> decide(seen.first(), end(itself, seen.second())));
    }

    /** The file that is edited: a link stays, and what it leads to is replaced. */
    private static PathState.Answer end(PathState.Answer itself, PathState.Answer followed) {
        var end = itself.found()
                .flatMap(PathState.Found::link)
                .map(PathState.Link::end)
                .filter(where -> !where.isEmpty());
        return followed instanceof PathState.Found found && end.isPresent() ? found.at(end.get()) : followed;
    }

    private Plan decide(FileText.Contents file, PathState.Answer there) {
        return switch (file.state()) {
            case NO_FILE ->
                Plan.settled(Result.failed("Path %s is a directory !".formatted(there.path()))
                        .with("rc", Value.of(256)));
            case UNREADABLE -> Plan.failed("%s can't be read", there.path());
            case TOO_LARGE -> Plan.failed("%s is too large to be edited", there.path());
            case MISSING -> missing(file, there);
            case READ -> edit(file, there);
        };
    }

    private Plan missing(FileText.Contents file, PathState.Answer there) {
        if (state == State.ABSENT) {
            return Plan.settled(Result.UNCHANGED.with("msg", "file not present"));
        }
        if (!create) {
            return Plan.settled(Result.failed("Destination %s does not exist !".formatted(there.path()))
                    .with("rc", Value.of(257)));
        }
        return edit(file, there);
    }

    private Plan edit(FileText.Contents file, PathState.Answer there) {
        var edit = new LineEdit(this, file).edited();
        var unchanged = Result.UNCHANGED.with("msg", edit.message()).with("backup", "");
        var result = edit.removed()
                .map(count -> unchanged.with("found", Value.of(count)))
                .orElse(unchanged);
        if (edit.text().equals(file.text()) && there.exists()) {
            return attributes.fit(there.found().orElseThrow())
                    ? Plan.settled(result)
                    : own(
                            there.found().orElseThrow(),
                            result.with("msg", "ownership, perms or SE linux context changed"));
        }
        var diff = controller.diffMode() ? Diff.text(there.path(), file.text(), edit.text()) : Diff.NONE;
        if (!edit.text().equals(file.text())
                && there.found().filter(found -> !attributes.fit(found)).isPresent()) {
            diff = diff.and(attributes.diff(there.found().orElseThrow()));
        }
        var make = there.exists() ? Sh.sh(":") : Sh.sh("dr_parent {}\nmkdir -p -- \"$dr_dir\" || exit", path.sh());
        return writing.replace(
                make,
                there.exists() ? new NodePath(there.path()) : path,
                new Attachment.Bytes(file.bytes(edit.text())),
                diff,
                attributes,
                there.found(),
                (_, backup) -> result.withChanged(true).with("backup", backup.orElse("")));
    }

    private Plan own(PathState.Found there, Result result) {
        return Plan.changeOrFail(
                attributes.diff(there),
                Script.of("dr_own 1 {} {}", path.sh(), attributes.words(there)),
                _ -> result.withChanged(true));
    }

    /** @param removed how many lines, where lines are removed */
    record Edit(String text, String message, Optional<Integer> removed) {
        static Edit of(List<String> lines, String message) {
            return new Edit(String.join("", lines), message, Optional.empty());
        }
    }
}
