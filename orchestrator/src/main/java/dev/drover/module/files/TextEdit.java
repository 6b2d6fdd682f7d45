package dev.drover.module.files;

import dev.drover.module.Controller;
import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Both;
import dev.drover.question.FileText;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A text file of a node that is edited in place: what lineinfile, blockinfile and replace have in common. */
record TextEdit(NodePath path, FileAttributes attributes, FileWriting writing, Controller controller) {

    private static final String ATTRIBUTES = "ownership, perms or SE linux context changed";

    /** What the file holds, and what it is: a link stands for what it leads to. */
    record Seen(FileText.Contents file, PathState.Answer there) {

        boolean missing() {
            return file.state() == FileText.State.MISSING;
        }
    }

    /** The plan that {@code decide} makes of a file that can be read, or is not there. */
    Plan plan(Function<Seen, Plan> decide) {
        var look = Plan.ask(
                new Both<>(new FileText(path), PathState.following(path)),
                PathState.of(path),
                (seen, itself) -> readable(new Seen(seen.first(), end(itself, seen.second())), decide));
        return new FileLabels(attributes).after(path, look);
    }

    /** The file that is edited: a link stays, and what it leads to is replaced. */
    private static PathState.Answer end(PathState.Answer itself, PathState.Answer followed) {
        var end = itself.found()
                .flatMap(PathState.Found::link)
                .map(PathState.Link::end)
                .filter(where -> !where.isEmpty());
        return followed instanceof PathState.Found found && end.isPresent() ? found.at(end.get()) : followed;
    }

    private static Plan readable(Seen seen, Function<Seen, Plan> decide) {
        var file = seen.there().path();
        return switch (seen.file().state()) {
            case NO_FILE ->
                Plan.settled(Result.failed("Path %s is a directory !".formatted(file))
                        .with("rc", Value.of(256)));
            case UNREADABLE -> Plan.failed("%s can't be read", file);
            case TOO_LARGE -> Plan.failed("%s is too large to be edited", file);
            case MISSING, READ -> decide.apply(seen);
        };
    }

    /**
     * Puts the edited text in the place of the file's.
     *
     * @param result without what is said of it
     * @param message what was done to the text; empty where it stayed as it is
     * @param backup the field that names the backup; {@code backup} or {@code backup_file}
     */
    Plan write(Seen seen, String edited, Result result, String message, String backup) {
        var there = seen.there();
        boolean attributesFit =
                there.found().filter(found -> !attributes.fit(found)).isEmpty();
        var said = attributesFit ? message : message.isEmpty() ? ATTRIBUTES : message + " and " + ATTRIBUTES;
        if (edited.equals(seen.file().text()) && there.exists()) {
            return attributesFit
                    ? Plan.settled(result.with("msg", message))
                    : own(there.found().orElseThrow(), result.with("msg", said));
        }
        var diff = controller.diffMode() ? Diff.text(there.path(), seen.file().text(), edited) : Diff.NONE;
        if (!attributesFit) {
            diff = diff.and(attributes.diff(there.found().orElseThrow()));
        }
        var make = there.exists() ? Sh.sh(":") : Sh.sh("dr_parent {}\nmkdir -p -- \"$dr_dir\" || exit", path.sh());
        var changed = result.withChanged(true).with("msg", said);
        return writing.replace(
                make,
                there.exists() ? new NodePath(there.path()) : path,
                new Attachment.Bytes(seen.file().bytes(edited)),
                diff,
                attributes,
                there.found(),
                changed,
                (_, kept) -> kept.map(name -> changed.with(backup, name)).orElse(changed));
    }

    private Plan own(PathState.Found there, Result result) {
        return new Plan.Change(
                attributes.diff(there),
                Script.of("dr_own 1 {} {}", path.sh(), attributes.words(there)),
                result.withChanged(true),
                answer -> Plan.settled(answer.ok() ? result.withChanged(true) : Result.failed(Plan.complaint(answer))));
    }

    /** What Ansible says where there is no file: two of its modules in the same words. */
    Plan absent(Seen seen) {
        return Plan.settled(
                Result.failed("Path %s does not exist !".formatted(seen.there().path()))
                        .with("rc", Value.of(257)));
    }

    /** Lines with their ends. */
    static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
            lines.add(text.substring(from, at + 1));
            from = at + 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    static String withoutEnd(String line) {
        return line.replaceFirst("[\r\n]+$", "");
    }

    /** A line that something follows ends in a newline. */
    static String ended(String line) {
        return line.endsWith("\n") ? line : line + "\n";
    }
}
