package dev.drover.module.files;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Both;
import dev.drover.question.FileText;
import dev.drover.question.FileType;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.question.PathState.Answer;
import dev.drover.question.PathState.Found;
import dev.drover.question.Question;
import java.util.Optional;

/**
 * Puts contents of the controller at a path of a node: what copy and template have in common.
 *
 * @param force also in the place of other contents
 * @param follow a link at the path stands for what it leads to
 * @param shown whether diffs are wanted
 */
public record Placement(FileAttributes attributes, FileWriting writing, boolean force, boolean follow, boolean shown) {

    /** What is at a path itself, what is at the end of its links, and what it holds where diffs are wanted. */
    record Seen(Answer itself, Answer followed, FileText.Contents text) {
        static Seen of(Both.Answers<Both.Answers<Answer, Answer>, FileText.Contents> answers) {
            return new Seen(answers.first().first(), answers.first().second(), answers.second());
        }

        boolean directory() {
            return followed.is(FileType.DIRECTORY);
        }
    }

    Question<Both.Answers<Both.Answers<Answer, Answer>, FileText.Contents>> look(NodePath path) {
        return new Both<>(
                new Both<>(PathState.of(path), PathState.following(path).withChecksum("sha1")),
                shown ? new FileText(path, NewContents.DIFF_LIMIT) : FileText.notWanted(path));
    }

    /** Puts them at {@code dest}, or under {@code name} into it where it is a directory. */
    public Plan into(NodePath dest, String name, NewContents contents) {
        var inside = dest.child(name);
        return Plan.ask(look(dest), look(inside), (at, in) -> {
            boolean directory = dest.endsWithSlash() || Seen.of(at).directory();
            return directory ? at(inside, Seen.of(in), contents, true) : at(dest, Seen.of(at), contents, false);
        });
    }

    /** Puts them at {@code dest}, which can be no directory. */
    public Plan at(NodePath dest, NewContents contents) {
        return Plan.ask(look(dest), seen -> at(dest, Seen.of(seen), contents, false));
    }

    private Plan at(NodePath dest, Seen seen, NewContents contents, boolean makeDirectory) {
        if (seen.directory()) {
            return Plan.failed(
                    "can't write the file %s: it is a directory",
                    seen.followed().path());
        }
        if (seen.itself().exists() && !force) {
            return Plan.settled(
                    Result.UNCHANGED.with("dest", seen.itself().path()).with("src", contents.source()));
        }
        boolean replacesLink = seen.itself().is(FileType.LINK) && !follow;
        var there = replacesLink ? Optional.<Found>empty() : seen.followed().found();
        var target = seen.itself() instanceof Found found && found.link().isPresent() && !replacesLink
                ? found.link()
                        .map(PathState.Link::end)
                        .filter(end -> !end.isEmpty())
                        .map(NodePath::new)
                        .orElse(dest)
                : dest;
        if (there.isPresent() && there.get().checksum().equals(Optional.of(contents.sha1()))) {
            return same(target, there.get(), contents);
        }
        var make = makeDirectory ? Sh.sh("dr_parent {}\nmkdir -p -- \"$dr_dir\" || exit", target.sh()) : Sh.sh(":");
        var write = writing.write(target, Sh.sh("\"$a1\""), attributes, there);
        var script = Script.of(
                Sh.sh(
                        "export LC_ALL=C\n{}\n{} || exit\n{}",
                        make,
                        write,
                        FileWriting.after(target).report()),
                contents.attachment());
        return new Plan.Change(
                diff(seen, contents),
                script.asTask(),
                Result.CHANGED
                        .with("dest", seen.followed().path())
                        .with("src", contents.source())
                        .with("checksum", contents.sha1()),
                answer -> Plan.settled(
                        FileWriting.ended(target, answer, (now, backup) -> written(now, backup, contents))));
    }

    static Result written(Answer now, Optional<String> backup, NewContents contents) {
        var result = FileResult.with(Result.CHANGED, "dest", now)
                .with("src", contents.source())
                .with("checksum", contents.sha1())
                .with("md5sum", contents.md5());
        return backup.map(name -> result.with("backup_file", name)).orElse(result);
    }

    private Plan same(NodePath target, Found there, NewContents contents) {
        if (attributes.fit(there)) {
            return Plan.settled(described(Result.UNCHANGED, there, contents));
        }
        var script = Script.of(
                "export LC_ALL=C\ndr_own 1 {} {} || exit\n{}",
                target.sh(),
                attributes.words(there),
                FileWriting.after(target).report());
        return Plan.changeOrFail(
                attributes.diff(there),
                script,
                answer -> described(Result.CHANGED, FileWriting.after(target).reported(answer), contents));
    }

    private static Result described(Result result, Answer there, NewContents contents) {
        return FileResult.with(result, "path", there).with("dest", there.path()).with("checksum", contents.sha1());
    }

    private Diff diff(Seen seen, NewContents contents) {
        var path = seen.followed().path();
        var before = seen.text();
        boolean binary =
                before.state() == FileText.State.TOO_LARGE || before.text().indexOf('\0') >= 0;
        if (!shown || binary || contents.text().isEmpty()) {
            return shown
                    ? new Diff(java.util.List.of(new Diff.PreparedPart(
                            path + ": contents that are binary or too large to be shown differ\n")))
                    : Diff.NONE;
        }
        return Diff.text(path, before.text(), contents.text().get());
    }
}
