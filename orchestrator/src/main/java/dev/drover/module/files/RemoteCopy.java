package dev.drover.module.files;

import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Both;
import dev.drover.question.FileType;
import dev.drover.question.Mode;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.question.PathState;
import dev.drover.question.PathState.Answer;
import dev.drover.question.PathState.Found;
import dev.drover.value.Value;
import java.util.Optional;

/** Copies a file or directory of a node to another place of it. */
record RemoteCopy(Copy call, NodePath source) {

    Plan plan() {
        var name = source.text().replaceFirst("/+$", "").replaceFirst(".*/", "");
        var inside = call.dest().child(name.isEmpty() ? "." : name);
        return Plan.ask(look(source), new Both<>(look(call.dest()), look(inside)), (from, to) -> {
            if (!(from instanceof Found there)) {
                return Plan.failed("Source %s not found", from.path());
            }
            if (there.type() == FileType.DIRECTORY) {
                boolean into = to.first().is(FileType.DIRECTORY) && !source.endsWithSlash();
                return tree(there, into ? inside : call.dest());
            }
            boolean into = to.first().is(FileType.DIRECTORY) || call.dest().endsWithSlash();
            return file(there, into ? inside : call.dest(), into ? to.second() : to.first());
        });
    }

    private static PathState look(NodePath path) {
        return PathState.following(path).withChecksum("sha1");
    }

    private FileAttributes attributes(Found from) {
        return call.attributes().mode().filter(Mode.Preserve.class::isInstance).isPresent()
                ? call.attributes().withMode(Optional.of(new Mode.Octal(from.mode())))
                : call.attributes();
    }

    private Plan file(Found from, NodePath dest, Answer there) {
        var sum = from.checksum().orElse("");
        if (call.checksum().filter(expected -> !expected.equalsIgnoreCase(sum)).isPresent()) {
            return Plan.failed("Copied file does not match the expected checksum. Transfer failed.");
        }
        if (there.is(FileType.DIRECTORY)) {
            return Plan.failed("can't write the file %s: it is a directory", there.path());
        }
        if (there.exists() && !call.force()) {
            return Plan.settled(Result.UNCHANGED.with("dest", there.path()).with("src", source.text()));
        }
        var attributes = attributes(from);
        if (there instanceof Found found && !sum.isEmpty() && found.checksum().equals(Optional.of(sum))) {
            if (attributes.fit(found)) {
                return Plan.settled(ended(Result.UNCHANGED, there, sum));
            }
            var script = Sh.sh(
                    "dr_own 1 {} {} || exit\n{}",
                    dest.sh(),
                    attributes.words(found),
                    look(dest).report());
            return Plan.changeOrFail(
                    attributes.diff(found),
                    Script.of(script),
                    answer -> ended(Result.CHANGED, look(dest).reported(answer), sum));
        }
        var write = call.writing().write(dest, source.sh(), attributes, there.found());
        var script = Script.of(
                "export LC_ALL=C\n{} || exit\n{}",
                write,
                FileWriting.after(dest).report());
        return new Plan.Change(
                FileState.transition(there, "file"),
                script.asTask(),
                Result.CHANGED,
                answer -> Plan.settled(FileWriting.ended(dest, answer, (now, backup) -> {
                    var result = ended(Result.CHANGED, now, sum);
                    return backup.map(kept -> result.with("backup_file", kept)).orElse(result);
                })));
    }

    private Plan tree(Found from, NodePath dest) {
        return Plan.ask(
                new Output(Script.of("dr_differs {} {}", source.sh(), absolute(dest))),
                look(dest),
                (differs, there) -> {
                    if (!differs.ok()) {
                        return Plan.failed("can't compare the directories: %s", Plan.complaint(differs));
                    }
                    if (there.exists() && differs.stdout().length == 0) {
                        return Plan.settled(ended(Result.UNCHANGED, there, ""));
                    }
                    var script = Sh.sh(
                            "export LC_ALL=C\ndr_copy_tree {} {} {} || exit\n{}",
                            source.sh(),
                            absolute(dest),
                            Sh.sh(
                                    "{} {} {} {}",
                                    call.attributes().owner().orElse(""),
                                    call.attributes().group().orElse(""),
                                    call.attributes()
                                            .mode()
                                            .filter(mode -> !(mode instanceof Mode.Preserve))
                                            .map(Mode::chmod)
                                            .orElse(""),
                                    call.directoryMode()
                                            .filter(mode -> !(mode instanceof Mode.Preserve))
                                            .map(Mode::chmod)
                                            .orElse("")),
                            PathState.following(dest).report());
                    return Plan.changeOrFail(
                            FileState.transition(there, "directory"),
                            Script.of(script).asTask(),
                            answer -> ended(
                                    Result.CHANGED, PathState.following(dest).reported(answer), ""));
                });
    }

    /** The kit looks at it from within the source: a relative path begins where the login begins. */
    private static Sh absolute(NodePath path) {
        return path.text().matches("[/~$].*") ? path.sh() : Sh.sh("\"$PWD\"/{}", path.sh());
    }

    private Result ended(Result result, Answer there, String sum) {
        return FileResult.with(result, "dest", there)
                .with("src", source.text())
                .with("checksum", sum.isEmpty() ? Value.NIL : Value.of(sum))
                .with("md5sum", Value.NIL);
    }
}
