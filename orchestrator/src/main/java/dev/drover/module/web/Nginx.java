package dev.drover.module.web;

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
import dev.drover.node.Script;
import dev.drover.question.NodePath;
import dev.drover.question.Output;
import dev.drover.question.PathState;
import dev.drover.question.PathStates;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes sure that files of Nginx's configuration are as they should be, all of them at once or none. What is to be is tested as a whole in a copy of the
 * configuration; only what Nginx accepts is put in place. Then Nginx reads it, and has to take it, or all is put back.
 */
@Module(
        value = "nginx",
        collection = "drover.hosting",
        summary = "Changes Nginx's configuration as a whole, after a test aside.")
public record Nginx(
        @Doc(
                "The files: each has dest, below directory, and template (with vars, if need be) or copy, a file of the controller, vaults opened; mode is 0644 unless given. Templates find the version of the node's Nginx in nginx_version.")
        List<SiteFile> files,

        @Doc("Paths below directory that should not be there.")
        List<NodePath> absent,

        @Default("/etc/nginx") @Doc("Where Nginx's configuration is.")
        String directory,

        @Injected Controller controller)
        implements ModuleCall {

    private static final Pattern VERSION = Pattern.compile("nginx/(\\d+(\\.\\d+)+)");

    public Nginx {
        if (!directory.matches("(/[A-Za-z0-9._-]+)+")) {
            throw new IllegalArgumentException("directory must be a plain absolute path, not " + directory);
        }
        if (files.isEmpty() && absent.isEmpty()) {
            throw new IllegalArgumentException("one of files and absent is required");
        }
        var below = directory;
        files.forEach(file -> checked(file.dest(), below));
        absent.forEach(path -> checked(path.text(), below));
    }

    private static void checked(String dest, String directory) {
        if (!dest.startsWith(directory + "/") || dest.contains("/../") || dest.endsWith("/")) {
            throw new IllegalArgumentException("%s is no file below %s".formatted(dest, directory));
        }
    }

    @Override
    public Plan plan() {
        return Plan.ask(
                new PathStates(Stream.concat(
                                Stream.of(pending()),
                                Stream.concat(
                                        files.stream().map(Nginx::look),
                                        absent.stream().map(PathState::of)))
                        .toList()),
                new Output(Script.of("PATH=$PATH:/usr/sbin:/usr/local/sbin; nginx -v 2>&1 || :")),
                this::decide);
    }

    static PathState look(SiteFile file) {
        return PathState.following(file.path()).withChecksum("sha1");
    }

    /** A mark that is there while files are put in place: where one is left, nobody knows whether Nginx has read them. */
    private PathState pending() {
        return PathState.of(new NodePath(directory + "/.drover.pending"));
    }

    private Plan decide(Map<PathState, PathState.Answer> states, Answer version) {
        var known = VERSION.matcher(version.out());
        Map<String, Value> more = Map.of("nginx_version", Value.of(known.find() ? known.group(1) : ""));
        var changes = new ArrayList<TreeChange>();
        for (var file : files) {
            var made = file.make(controller, more);
            var there = states.get(look(file)).found();
            boolean same = there.isPresent()
                    && there.get()
                            .checksum()
                            .equals(java.util.Optional.of(made.contents().sha1()))
                    && file.attributes().fit(there.get());
            if (!same) {
                changes.add(new TreeChange.Put(file, made));
            }
        }
        for (var path : absent) {
            if (states.get(PathState.of(path)).exists()) {
                changes.add(new TreeChange.Remove(path));
            }
        }
        if (changes.isEmpty() && !states.get(pending()).exists()) {
            return Plan.settled(Result.UNCHANGED.with("files", Value.Sequence.of()));
        }
        return new TreePlan(this, changes).plan(Diff.NONE, 0);
    }

    /** The name within the directory. */
    String below(String path) {
        return path.substring(directory.length() + 1);
    }
}
