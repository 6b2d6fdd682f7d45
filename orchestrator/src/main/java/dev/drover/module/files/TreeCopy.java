package dev.drover.module.files;

import dev.drover.module.Diff;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.FileType;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.question.PathState.Answer;
import dev.drover.question.PathState.Found;
import dev.drover.question.PathStates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies a directory of the controller: everything is asked at once, and everything that differs is changed at once.
 *
 * @param inner what is in the directory, not the directory itself
 */
record TreeCopy(Copy call, Path source, boolean inner) {

    /** A file, directory or link of the tree, and where it goes. */
    private record Entry(Path local, NodePath path) {}

    Plan plan() {
        var root = inner ? call.dest() : call.dest().child(source.getFileName().toString());
        var entries = entries(root);
        var looks = new ArrayList<PathState>();
        for (var entry : entries) {
            looks.add(PathState.of(entry.path()));
            looks.add(PathState.following(entry.path()).withChecksum("sha1"));
        }
        return Plan.ask(new PathStates(looks), states -> decide(entries, states));
    }

    private List<Entry> entries(NodePath root) {
        var entries = new ArrayList<Entry>();
        entries.add(new Entry(source, root));
        for (var local : LocalFiles.below(source, call.localFollow())) {
            entries.add(new Entry(local, root.child(source.relativize(local).toString())));
        }
        return entries;
    }

    private Plan decide(List<Entry> entries, Map<PathState, Answer> states) {
        var steps = new ArrayList<Sh>();
        var attachments = new ArrayList<Attachment>();
        var files = new ArrayList<NewFile>();
        var diff = Diff.NONE;
        for (var entry : entries) {
            var itself = states.get(PathState.of(entry.path()));
            var followed = states.get(PathState.following(entry.path()).withChecksum("sha1"));
            int before = files.size();
            var step = step(entry, itself, followed, files);
            step.ifPresent(it -> steps.add(Sh.sh("{} || exit", it)));
            if (step.isPresent() || files.size() > before) {
                diff = diff.and(FileState.transition(itself, Files.isDirectory(entry.local()) ? "directory" : "file"));
            }
        }
        var end = Result.UNCHANGED
                .with(
                        "dest",
                        call.dest().endsWithSlash()
                                ? call.dest().text()
                                : call.dest().text() + "/")
                .with("src", source + (inner ? "/" : ""));
        write(entries.getFirst().path(), files, steps, attachments);
        if (steps.isEmpty()) {
            return Plan.settled(end);
        }
        steps.addFirst(Sh.sh("export LC_ALL=C"));
        var script = Script.of(Sh.lines(steps), attachments.toArray(Attachment[]::new))
                .asTask();
        return new Plan.Change(
                diff,
                script,
                end.withChanged(true),
                answer -> Plan.settled(answer.ok() ? end.withChanged(true) : FileWriting.failure(answer)));
    }

    /** A file that is to be written; {@code itself}: no link leads to it. */
    private record NewFile(
            NodePath target, boolean itself, Attachment contents, FileAttributes attributes, Optional<Found> there) {}

    private void write(NodePath root, List<NewFile> files, List<Sh> steps, List<Attachment> attachments) {
        var bundle = new Bundle();
        var single = new ArrayList<NewFile>();
        for (var file : files) {
            if (file.itself()
                    && call.writing().plain()
                    && Bundle.takes(file.target().name())) {
                bundle.add(file.target(), file.contents(), file.attributes(), file.there());
            } else {
                single.add(file);
            }
        }
        if (bundle.count() < Bundle.WORTHWHILE) {
            single.clear();
            single.addAll(files);
        } else {
            attachments.add(bundle.archive());
            steps.addAll(bundle.steps(Sh.sh("\"$a1\""), root));
        }
        for (var file : single) {
            attachments.add(file.contents());
            var word = new Sh("\"$a" + attachments.size() + "\"");
            steps.add(Sh.sh(
                    "{} >/dev/null || exit",
                    call.writing().write(file.target(), word, file.attributes(), file.there())));
        }
    }

    private Optional<Sh> step(Entry entry, Answer itself, Answer followed, List<NewFile> files) {
        if (!call.localFollow() && Files.isSymbolicLink(entry.local())) {
            var target = LocalFiles.target(entry.local());
            boolean right = itself.found()
                    .flatMap(Found::link)
                    .filter(link -> link.target().equals(target))
                    .isPresent();
            return right || itself.exists() && !call.force()
                    ? Optional.empty()
                    : Optional.of(Sh.sh("dr_link {} {}", target, entry.path().sh()));
        }
        return Files.isDirectory(entry.local()) ? directory(entry, followed) : file(entry, itself, followed, files);
    }

    private Optional<Sh> directory(Entry entry, Answer followed) {
        var attributes = call.attributes()
                .withMode(call.directoryMode()
                        .map(mode -> mode instanceof dev.drover.question.Mode.Preserve
                                ? LocalFiles.mode(entry.local())
                                : mode));
        if (!(followed instanceof Found found)) {
            return Optional.of(Sh.sh("dr_mkdirs {} {}", entry.path().sh(), attributes.words()));
        }
        if (attributes.fit(found)) {
            return Optional.empty();
        }
        return Optional.of(Sh.sh("dr_own 1 {} {}", entry.path().sh(), attributes.words(found)));
    }

    private Optional<Sh> file(Entry entry, Answer itself, Answer followed, List<NewFile> files) {
        var contents = NewContents.of(entry.local(), call.decrypt(), call.controller());
        var attributes = call.kept(entry.local());
        boolean replacesLink = itself.is(FileType.LINK) && !call.follow();
        var there = replacesLink ? Optional.<Found>empty() : followed.found();
        if (itself.exists() && !call.force()) {
            return Optional.empty();
        }
        if (there.isPresent() && there.get().checksum().equals(Optional.of(contents.sha1()))) {
            return attributes.fit(there.get())
                    ? Optional.empty()
                    : Optional.of(Sh.sh("dr_own 1 {} {}", entry.path().sh(), attributes.words(there.get())));
        }
        var target = replacesLink ? entry.path() : end(itself, entry.path());
        files.add(new NewFile(target, !itself.is(FileType.LINK), contents.attachment(), attributes, there));
        return Optional.empty();
    }

    private static NodePath end(Answer itself, NodePath path) {
        return itself.found()
                .flatMap(Found::link)
                .map(PathState.Link::end)
                .filter(end -> !end.isEmpty())
                .map(NodePath::new)
                .orElse(path);
    }
}
