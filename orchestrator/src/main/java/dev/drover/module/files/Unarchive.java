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
import dev.drover.node.Answer;
import dev.drover.node.Attachment;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.FileType;
import dev.drover.question.Moment;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Unpacks an archive into a directory of the node, by the node's tar or unzip. What is there already is compared first: nothing is
 * unpacked where every file of the archive is there with its size and time.
 */
@Module(value = "unarchive", summary = "Unpacks an archive on a node.")
public record Unarchive(
        @Doc("The archive: a file of the controller, or with remote_src one of the node, or its address.")
        String src,

        @Doc("The directory of the node; it must be there.") NodePath dest,

        @Doc("The archive is on the node, or where src says.")
        Optional<Boolean> remoteSrc,

        @Doc("The opposite of remote_src, from older playbooks.")
        Optional<Boolean> copy,

        @Doc("Do nothing if this path is there.") Optional<NodePath> creates,

        @Alias("extra-opts") @Doc("More options of tar or unzip.")
        List<String> extraOpts,

        @Doc("What is left out.") List<String> exclude,

        @Doc("What is unpacked, where it is not everything.")
        List<String> include,

        @Doc("Keep files that are newer than the archive's.")
        boolean keepNewer,

        @Doc("Tell the names of the files.") boolean listFiles,

        @Default("true") @Doc("Whether a server's certificate must be good.")
        boolean validateCerts,

        @Default("true") @Doc("Open a vault.") boolean decrypt,

        @Default("0") @Doc("Accepted from Ansible: without meaning.")
        String ioBufferSize,

        @Doc("Accepted from Ansible: without meaning.") boolean unsafeWrites,

        FileAttributes attributes,
        @Injected Controller controller)
        implements ModuleCall {

    public Unarchive {
        if (!exclude.isEmpty() && !include.isEmpty()) {
            throw new IllegalArgumentException("exclude and include can't be given together");
        }
    }

    @Override
    public Plan plan() {
        if (creates.isEmpty()) {
            return looked();
        }
        return Plan.ask(
                PathState.following(creates.get()),
                there -> there.exists()
                        ? Plan.settled(Result.skipped("skipped, since %s exists".formatted(creates.get())))
                        : looked());
    }

    private Plan looked() {
        return Plan.ask(PathState.following(dest), there -> {
            if (!there.is(FileType.DIRECTORY)) {
                return Plan.failed("dest '%s' must be an existing dir", dest);
            }
            if (!remote()) {
                var file = controller.find("files", src);
                try {
                    var archive = new Attachment.LocalFile(file, Files.size(file));
                    return compare(new Source(Sh.sh("\"$a1\""), List.of(archive), file.toString()));
                } catch (IOException e) {
                    return Plan.failed("can't read %s: %s", file, e.getMessage());
                }
            }
            return src.matches("https?://.*")
                    ? downloaded()
                    : compare(new Source(new NodePath(src).sh(), List.of(), src));
        });
    }

    private boolean remote() {
        return remoteSrc.orElse(copy.map(here -> !here).orElse(false)) || src.contains("://");
    }

    /** The archive stays in the home of whoever unpacks it, which nobody else can write to: while it is the same, it is not fetched again. */
    private Plan downloaded() {
        var name = src.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        var there = "~/.drover-%08x-%s".formatted(src.hashCode(), name.isEmpty() ? "archive" : name);
        var arguments = Value.Mapping.of(Map.of(
                "url",
                Value.of(src),
                "dest",
                Value.of(there),
                "validate_certs",
                Value.of(validateCerts),
                "mode",
                Value.of("0600")));
        return new dev.drover.module.Modules()
                .find("get_url")
                .orElseThrow()
                .bind(arguments, controller)
                .plan()
                .then(_ -> compare(new Source(new NodePath(there).sh(), List.of(), src)));
    }

    /** The archive as a word of the shell, and what must travel for that. */
    private record Source(Sh word, List<Attachment> attachments, String name) {}

    private Script script(Sh sh, Source source) {
        return Script.of(sh, source.attachments().toArray(Attachment[]::new)).asTask();
    }

    private Sh call(String function, Source source) {
        return Sh.sh(
                "export LC_ALL=C\ndr_excluded={} dr_included={} dr_newer={}\n{} {} {} {}",
                String.join("\n", exclude),
                String.join("\n", include),
                keepNewer ? "1" : "",
                new Sh(function),
                source.word(),
                dest.sh(),
                extraOpts);
    }

    private Plan compare(Source source) {
        return Plan.ask(new Moment(script(call("dr_archive_differs", source), source)), answer -> {
            if (!answer.ok()) {
                return failed(source, answer);
            }
            var said = answer.out().split("\0", 3);
            var files = said[2].lines().filter(line -> !line.isEmpty()).toList();
            if (said[1].isEmpty() && attributesFit(files)) {
                return ended(Result.UNCHANGED, source, said[0], files);
            }
            return unpack(source, said[0], files, said[1].isEmpty());
        });
    }

    private Plan failed(Source source, Answer answer) {
        return Plan.failed("can't unpack \"%s\": %s", source.name(), Plan.complaint(answer));
    }

    /** Owners are told by tar's comparison where none are wished; wished ones are set whenever something is unpacked. */
    private boolean attributesFit(List<String> files) {
        return files.isEmpty()
                || attributes.owner().isEmpty()
                        && attributes.group().isEmpty()
                        && attributes.mode().isEmpty();
    }

    private Plan unpack(Source source, String handler, List<String> files, boolean onlyAttributes) {
        if (onlyAttributes) {
            return owned(source, handler, files, Result.UNCHANGED);
        }
        var script = script(call("dr_archive_unpack", source), source);
        var foreseen = Result.CHANGED
                .with("dest", dest.text())
                .with("src", source.name())
                .with("handler", handler);
        return new Plan.Change(Diff.NONE, script, foreseen, answer -> {
            if (!answer.ok()) {
                return failed(source, answer);
            }
            return attributesFit(files)
                    ? ended(Result.CHANGED, source, handler, files)
                    : owned(source, handler, files, Result.CHANGED);
        });
    }

    private Plan owned(Source source, String handler, List<String> files, Result result) {
        var paths = files.stream()
                .map(file -> PathState.of(dest.child(file.replaceFirst("/$", ""))))
                .toList();
        return Plan.ask(new dev.drover.question.PathStates(paths), states -> {
            var steps = new ArrayList<Sh>();
            states.forEach((look, state) -> state.found()
                    .filter(found -> !attributes.fit(found))
                    .ifPresent(found -> steps.add(
                            Sh.sh("dr_own 0 {} {} || exit", look.path().sh(), attributes.words(found)))));
            if (steps.isEmpty()) {
                return ended(result, source, handler, files);
            }
            return new Plan.Change(
                    Diff.NONE,
                    Script.of(Sh.lines(steps)),
                    Result.CHANGED,
                    answer -> answer.ok()
                            ? ended(Result.CHANGED, source, handler, files)
                            : Plan.failed("%s", Plan.complaint(answer)));
        });
    }

    private Plan ended(Result result, Source source, String handler, List<String> files) {
        var named = result.with("src", source.name()).with("handler", handler);
        var listed = listFiles ? named.with("files", Value.Sequence.ofTexts(files)) : named;
        return Plan.ask(
                new Moment(Script.of(PathState.following(dest).report())),
                answer -> Plan.settled(FileResult.with(
                        listed, "dest", PathState.following(dest).reported(answer))));
    }
}
