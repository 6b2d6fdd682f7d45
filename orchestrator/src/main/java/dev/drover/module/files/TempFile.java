package dev.drover.module.files;

import dev.drover.module.Default;
import dev.drover.module.Diff;
import dev.drover.module.Doc;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.NodePath;
import dev.drover.question.PathState;
import java.util.Optional;

/** Makes a file or directory of a name that nothing had. It stays until a task removes it. */
@Module(value = "tempfile", summary = "Makes a temporary file or directory.")
public record TempFile(
        @Default("file") @Doc("What is made.") State state,

        @Doc("The directory that it is made in; by default that for temporary files.")
        Optional<NodePath> path,

        @Default("ansible.") @Doc("How its name begins.") String prefix,
        @Default("") @Doc("How its name ends.") String suffix)
        implements ModuleCall {

    public enum State {
        DIRECTORY,
        FILE
    }

    public TempFile {
        if ((prefix + suffix).contains("/")) {
            throw new IllegalArgumentException("prefix and suffix can't hold a slash");
        }
    }

    @Override
    public Plan plan() {
        var script = Script.of(
                "dr_tempfile {} {} {} {} || exit\ndr_paths 0 '' \"$dr_tmp\"",
                state == State.DIRECTORY ? "-d" : "",
                path.map(NodePath::sh).orElse(Sh.sh("\"${TMPDIR:-/tmp}\"")),
                prefix,
                suffix);
        return new Plan.Change(
                Diff.NONE,
                script,
                Result.skipped("remote module (ansible.builtin.tempfile) does not support check mode"),
                answer -> Plan.settled(
                        answer.ok()
                                ? FileResult.with(
                                        Result.CHANGED,
                                        "path",
                                        PathState.of(new NodePath(".")).reported(answer))
                                : Result.failed(Plan.complaint(answer))));
    }
}
