package dev.drover.module.files;

import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Sh;
import dev.drover.question.Both;
import dev.drover.question.FileType;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.question.PathState.Answer;
import dev.drover.question.PathState.Found;
import java.util.Optional;

/** The two states of {@code file} that make one name lead to another. */
record FileLink(FileState call) {

    private boolean hard() {
        return call.state().equals(Optional.of(FileState.State.HARD));
    }

    Plan plan(Both<Answer, Answer> looks) {
        if (call.src().isEmpty()) {
            return Plan.ask(looks, seen -> kept(seen));
        }
        var src = call.src().get();
        var target = PathState.following(hard() || src.text().matches("[/~$].*") ? src : beside(src));
        return Plan.ask(
                looks, target, (seen, end) -> hard() ? hard(seen.first(), end, src) : symbolic(seen.first(), end, src));
    }

    /** A relative target is looked for where the link is. */
    private NodePath beside(NodePath src) {
        var path = call.path().text();
        int slash = path.lastIndexOf('/');
        return slash < 0 ? src : new NodePath(path.substring(0, slash + 1) + src);
    }

    private Plan kept(Both.Answers<Answer, Answer> seen) {
        if (!hard() && seen.first() instanceof Found found && found.link().isPresent()) {
            return symbolic(
                    found, seen.second(), new NodePath(found.link().get().target()));
        }
        return FileState.failed(
                seen.first(), "src is required for creating new %s".formatted(hard() ? "hardlinks" : "symlinks"));
    }

    private Plan symbolic(Answer there, Answer end, NodePath src) {
        if (!call.force() && !end.exists()) {
            return refused(
                    "src file does not exist, use 'force=yes' if you really want to create the link: " + end.path(),
                    there,
                    src);
        }
        if (there instanceof Found found && found.type() != FileType.LINK && !call.force()) {
            var state = FileResult.state(found);
            return refused("refusing to convert from %s to symlink for %s".formatted(state, there.path()), there, src);
        }
        boolean right = there instanceof Found found
                && found.link().filter(link -> link.target().equals(src.text())).isPresent();
        var settled = call.attributes();
        boolean fit = settledBy(there, end);
        if (right && fit) {
            return Plan.settled(FileResult.with(Result.UNCHANGED, "dest", there).with("src", src.text()));
        }
        var own = call.follow() && !end.exists()
                ? Sh.sh(":")
                : Sh.sh(
                        "dr_own {} {} {}",
                        call.follow() ? "1" : "0",
                        call.path().sh(),
                        settled.words());
        var make = right
                ? Sh.sh(":")
                : Sh.sh("dr_link {} {}", src.sh(), call.path().sh());
        var diff = right ? settled.diff(end.found().orElseThrow()) : FileState.transition(there, "link");
        return changed(diff, Sh.sh("{} && {}", make, own), src, !end.exists() && call.follow());
    }

    private boolean settledBy(Answer there, Answer end) {
        return (call.follow() ? end : there).found().map(call.attributes()::fit).orElse(true);
    }

    private Plan hard(Answer there, Answer end, NodePath src) {
        if (!(end instanceof Found target)) {
            return refused("src does not exist", there, src);
        }
        if (there instanceof Found found && found.type() == FileType.DIRECTORY && !call.force()) {
            return refused("refusing to convert from directory to hard for " + there.path(), there, src);
        }
        boolean right = there instanceof Found found
                && found.inode().number() == target.inode().number()
                && found.inode().device() == target.inode().device();
        if (!right && there.exists() && !call.force()) {
            return refused("Cannot link, different hard link exists at destination", there, src);
        }
        if (right && call.attributes().fit(target)) {
            return Plan.settled(FileResult.with(Result.UNCHANGED, "dest", there).with("src", src.text()));
        }
        var make = right
                ? Sh.sh(":")
                : Sh.sh("dr_hardlink {} {}", src.sh(), call.path().sh());
        var own = Sh.sh("dr_own 1 {} {}", call.path().sh(), call.attributes().words(target));
        var diff = right ? call.attributes().diff(target) : FileState.transition(there, "hard");
        return changed(diff, Sh.sh("{} && {}", make, own), src, false);
    }

    private Plan changed(dev.drover.module.Diff diff, Sh script, NodePath src, boolean dangling) {
        return FileState.changed(diff, script, PathState.of(call.path()), "dest", result -> {
            var linked = result.with("src", src.text());
            return dangling
                    ? linked.warning("Cannot set fs attributes on a non-existent symlink target."
                            + " follow should be set to False to avoid this.")
                    : linked;
        });
    }

    private Plan refused(String message, Answer there, NodePath src) {
        return Plan.settled(Result.failed(message).with("path", there.path()).with("src", src.text()));
    }
}
