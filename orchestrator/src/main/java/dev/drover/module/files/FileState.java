package dev.drover.module.files;

import dev.drover.module.Alias;
import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Both;
import dev.drover.question.FileType;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.question.PathState.Found;
import dev.drover.question.TreeState;
import dev.drover.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes sure of what is at a path: a file, a directory, a link, or nothing; and who owns it.
 * Without {@code state}, what is there is kept and only its attributes are set.
 */
@Module(value = "file", summary = "Makes files, directories and links, removes them, and sets their attributes.")
public record FileState(
        @Alias({"dest", "name"}) @Doc("The path.") NodePath path,
        @Doc("What is to be there.") Optional<State> state,
        @Doc("What a link leads to.") Optional<NodePath> src,

        @Doc("Make links to what is not there, and put links in the place of files.")
        boolean force,

        @Default("true") @Doc("A link that is there stands for what it leads to.")
        boolean follow,

        @Doc("Set the attributes of everything in the directory too.")
        boolean recurse,

        FileTimes times,
        FileAttributes attributes)
        implements ModuleCall {

    public enum State {
        ABSENT,
        DIRECTORY,
        FILE,
        HARD,
        LINK,
        TOUCH
    }

    public FileState {
        if (recurse && state.isPresent() && state.get() != State.DIRECTORY) {
            throw new IllegalArgumentException("recurse option requires state to be 'directory'");
        }
        if (src.isPresent() && state.isPresent() && state.get() != State.LINK && state.get() != State.HARD) {
            throw new IllegalArgumentException("src option requires state to be 'link' or 'hard'");
        }
    }

    @Override
    public Plan plan() {
        return new FileLabels(attributes).after(unlabelled());
    }

    private Plan unlabelled() {
        var looks = new Both<>(PathState.of(path), PathState.following(path));
        if (src.isPresent() || state.equals(Optional.of(State.LINK)) || state.equals(Optional.of(State.HARD))) {
            return new FileLink(this).plan(looks);
        }
        if (!recurse) {
            return times.explicit()
                    ? Plan.ask(looks, times.question(), (seen, now) -> decide(seen, List.of(), times.at(now)))
                    : Plan.ask(looks, seen -> decide(seen, List.of(), times));
        }
        var tree = new TreeState(path);
        return times.explicit()
                ? Plan.ask(
                        new Both<>(looks, tree),
                        times.question(),
                        (seen, now) -> decide(seen.first(), seen.second(), times.at(now)))
                : Plan.ask(looks, tree, (seen, kept) -> decide(seen, kept, times));
    }

    private Plan decide(
            Both.Answers<PathState.Answer, PathState.Answer> seen, List<TreeState.Kept> tree, FileTimes times) {
        var itself = seen.first();
        var there = standsFor(itself, seen.second());
        return switch (state.orElseGet(() -> kept(there))) {
            case ABSENT -> absent(itself);
            case DIRECTORY -> directory(there, tree, times);
            case FILE -> file(there, times);
            case TOUCH -> touch(there, times);
            case LINK, HARD -> attributes(itself, times, "path"); // a link that is kept: without src, and not followed
        };
    }

    /** What the path stands for: with {@code follow}, a link's end under its own name. */
    private PathState.Answer standsFor(PathState.Answer itself, PathState.Answer followed) {
        if (!follow || !(itself instanceof Found found) || found.link().isEmpty()) {
            return itself;
        }
        var end = found.link()
                .map(PathState.Link::end)
                .filter(where -> !where.isEmpty())
                .orElse(itself.path());
        return switch (followed) {
            case Found target -> target.at(end);
            case PathState.Missing _ -> state.isEmpty() ? itself : new PathState.Missing(end);
        };
    }

    private State kept(PathState.Answer there) {
        if (there instanceof Found found) {
            return switch (found.type()) {
                case DIRECTORY -> State.DIRECTORY;
                case LINK -> State.LINK;
                default -> State.FILE;
            };
        }
        return recurse ? State.DIRECTORY : State.FILE;
    }

    private Plan absent(PathState.Answer there) {
        if (there.path().matches("/[/.]*")) {
            return Plan.failed("refusing to remove %s", there.path());
        }
        var gone = Result.UNCHANGED.with("path", there.path()).with("state", "absent");
        return there.found()
                .<Plan>map(found -> Plan.changeOrFail(
                        transition(there, "absent"),
                        Script.of(found.type() == FileType.DIRECTORY ? "rm -rf -- {}" : "rm -f -- {}", path.sh()),
                        _ -> gone.withChanged(true)))
                .orElse(Plan.settled(gone));
    }

    private Plan directory(PathState.Answer there, List<TreeState.Kept> tree, FileTimes times) {
        var target = new NodePath(there.path());
        if (!(there instanceof Found found)) {
            var diff = transition(there, "directory");
            return changed(
                    diff,
                    Sh.sh("dr_mkdirs {} {}", target.sh(), attributes.words()),
                    PathState.following(target),
                    "path");
        }
        if (found.type() != FileType.DIRECTORY) {
            return failed(found, found.path() + " already exists as a " + FileResult.state(found));
        }
        if (!recurse || tree.stream().allMatch(attributes::fit)) {
            return attributes(there, times, "path");
        }
        var script = Sh.sh("dr_own_all {} {}", target.sh(), attributes.words());
        return changed(attributes.diff(found), script, PathState.following(target), "path");
    }

    private Plan file(PathState.Answer there, FileTimes times) {
        if (!(there instanceof Found found)) {
            return failed(there, "file (%s) is absent, cannot continue".formatted(there.path()));
        }
        if (found.type() == FileType.DIRECTORY || found.type() == FileType.LINK) {
            return failed(there, "file (%s) is %s, cannot continue".formatted(there.path(), FileResult.state(found)));
        }
        return attributes(there, times, "path");
    }

    private Plan touch(PathState.Answer there, FileTimes times) {
        var target = new NodePath(there.path());
        if (there instanceof Found) {
            return attributes(there, times.touching(), "dest");
        }
        var make = Sh.sh(
                ": >>{} && dr_own 1 {} {} && {}",
                target.sh(),
                target.sh(),
                attributes.words(),
                times.touching().sh(target));
        return changed(transition(there, "touch"), make, PathState.following(target), "dest");
    }

    /** Sets the attributes of what is there, and its times. */
    private Plan attributes(PathState.Answer there, FileTimes times, String field) {
        var found = there.found().orElseThrow();
        if (attributes.fit(found) && times.fit(found)) {
            return Plan.settled(FileResult.with(Result.UNCHANGED, field, there));
        }
        var target = new NodePath(there.path());
        boolean link = found.type() == FileType.LINK;
        var script = Sh.sh(
                "dr_own {} {} {} && {}", link ? "0" : "1", target.sh(), attributes.words(found), times.sh(target));
        return changed(
                attributes.diff(found), script, link ? PathState.of(target) : PathState.following(target), field);
    }

    /** Changes something, and ends with what is there then. */
    static Plan changed(Diff diff, Sh script, PathState after, String field) {
        return changed(diff, script, after, field, result -> result);
    }

    static Plan changed(Diff diff, Sh script, PathState after, String field, UnaryOperator<Result> more) {
        // as a task: what is made gets the permissions that the login's umask leaves
        var whole = Script.of("export LC_ALL=C\n{} || exit\n{}", script, after.report())
                .asTask();
        var path = after.path().text();
        return new Plan.Change(
                diff,
                whole,
                more.apply(Result.CHANGED.with(field, path)),
                answer -> Plan.settled(
                        answer.ok()
                                ? more.apply(FileResult.with(Result.CHANGED, field, after.reported(answer)))
                                : Result.failed(Plan.complaint(answer)).with("path", path)));
    }

    static Plan failed(PathState.Answer there, String message) {
        return Plan.settled(FileResult.with(Result.failed(message), "path", there));
    }

    static Diff transition(PathState.Answer there, String state) {
        var path = Value.of(there.path());
        return Diff.state(
                there.path(),
                Map.of("path", path, "state", Value.of(FileResult.state(there))),
                Map.of("path", path, "state", Value.of(state)));
    }
}
