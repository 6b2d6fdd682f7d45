package dev.drover.module.source;

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
import dev.drover.node.Script;
import dev.drover.node.Sh;
import dev.drover.question.Moment;
import dev.drover.question.NodePath;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes sure that a git repository is checked out on the node at a version. The node needs git. */
@Module(value = "git", summary = "Checks out a git repository.")
public record Git(
        @Alias("name") @Doc("Where the repository is: an address, or a path of the node.")
        String repo,

        @Doc("The directory of the node that it is checked out in.")
        NodePath dest,

        @Default("HEAD") @Doc("A branch, a tag or the hash of a commit.")
        String version,

        @Default("origin") @Doc("The name of the remote.") String remote,

        @Default("true") @Doc("Bring what is there up to date.")
        boolean update,

        @Default("true") @Doc("Clone it where it is not there.")
        boolean clone_,

        @Doc("Throw away what was changed in the working tree.")
        boolean force,

        @Doc("Get only so many commits.") Optional<Integer> depth,
        @Doc("Get no other branch.") boolean singleBranch,
        @Doc("Without a working tree.") boolean bare,

        @Default("true") @Doc("With its submodules, and theirs.")
        boolean recursive,

        @Doc("Submodules at the newest commit of their branches.")
        boolean trackSubmodules,

        @Doc("What else is fetched.") Optional<String> refspec,

        @Doc("A repository of the node whose objects are used.")
        Optional<NodePath> reference,

        @Doc("Check the signature of the commit or tag.") boolean verifyCommit,

        @Doc("The keys that signatures may be of; by default any that gpg trusts.")
        List<String> gpgAllowlist,

        @Default("git") @Doc("The program.") NodePath executable,

        @Doc("The umask for what is written, as an octal number.")
        Optional<String> umask,

        GitAccess access,
        @Injected Controller controller)
        implements ModuleCall {

    private static final String HASH = "[0-9a-f]{40}";

    public Git {
        if (repo.startsWith("-")) {
            throw new IllegalArgumentException("repo can't begin with a dash");
        }
        if (version.startsWith("-") || remote.startsWith("-")) {
            throw new IllegalArgumentException("version and remote can't begin with a dash");
        }
        depth.filter(commits -> commits < 1).ifPresent(_ -> {
            throw new IllegalArgumentException("depth must be at least 1");
        });
        umask.filter(mask -> !mask.matches("0?[0-7]{3}")).ifPresent(_ -> {
            throw new IllegalArgumentException("umask must be an octal number, such as \"0022\"");
        });
    }

    @Override
    public Plan plan() {
        boolean remoteMatters = update || controller.checkMode();
        var look = Sh.sh("{}\ndr_git_look {} {} {} {}", setting(), dest.sh(), repo, remote, remoteMatters ? "1" : "");
        return Plan.ask(new Moment(Script.of(look).withEnvironment(access.environment())), answer -> {
            if (!answer.ok()) {
                return failed(answer, GitState.NONE);
            }
            return decide(GitState.parse(answer.out()));
        });
    }

    private Sh setting() {
        return Sh.sh("dr_git={}", executable.sh());
    }

    private Plan decide(GitState there) {
        if (there.before().isEmpty()) {
            if (!clone_) {
                return Plan.settled(result(there, true, there.remote(version).orElse("")));
            }
            return change(there, "dr_git_clone");
        }
        var before = there.before().get();
        if (!update) {
            return Plan.settled(result(there, false, before));
        }
        if (there.dirty() && !bare && !force) {
            return Plan.settled(
                    Result.failed("Local modifications exist in the destination: %s (force=no).".formatted(dest))
                            .with("before", before));
        }
        var wanted = there.remote(version);
        boolean moved = !there.url().equals(repo);
        if (wanted.equals(Optional.of(before)) && !(there.dirty() && !bare) && !moved && there.on(version)) {
            return Plan.settled(result(there, false, before).with("remote_url_changed", Value.FALSE));
        }
        return change(there, "dr_git_update");
    }

    private Plan change(GitState there, String what) {
        var words = new ArrayList<Object>();
        var wanted = there.remote(version);
        var kind = version.matches(HASH) ? "commit" : there.kind(version);
        words.addAll(List.of(
                dest.sh(),
                repo,
                remote,
                kind,
                there.branch(version),
                depth.map(String::valueOf).orElse("")));
        words.addAll(List.of(
                bare ? "1" : "",
                singleBranch ? "1" : "",
                recursive ? "1" : "",
                trackSubmodules ? "1" : "",
                force ? "1" : ""));
        words.addAll(List.of(
                refspec.orElse(""),
                reference.map(NodePath::sh).orElse(Sh.sh("''")),
                verifyCommit ? "1" : "",
                String.join(" ", gpgAllowlist)));
        var script = Script.of(Sh.sh(
                        "{}\n{}{} {}",
                        setting(),
                        umask.map(mask -> Sh.sh("umask {}\n", mask)).orElse(Sh.sh("")),
                        new Sh(what),
                        words))
                .asTask()
                .withEnvironment(access.environment());
        boolean same = wanted.isPresent() && wanted.equals(there.before()) && !there.dirty() && there.on(version);
        var foreseen = result(there, !same, wanted.orElse(""));
        return new Plan.Change(diff(there, wanted), script, foreseen, answer -> {
            if (!answer.ok()) {
                return failed(answer, there);
            }
            var after = answer.out().strip().lines().reduce("", (_, line) -> line);
            boolean changed = !Optional.of(after).equals(there.before()) || there.dirty() && !bare;
            var ended = result(there, changed, after);
            return Plan.settled(
                    there.before().isEmpty()
                            ? ended
                            : ended.with(
                                    "remote_url_changed", Value.of(!there.url().equals(repo))));
        });
    }

    private Diff diff(GitState there, Optional<String> wanted) {
        return Diff.text(
                dest.text(),
                there.before().map(hash -> hash + "\n").orElse(""),
                wanted.map(hash -> hash + "\n").orElse(""));
    }

    private Result result(GitState there, boolean changed, String after) {
        var result = Result.UNCHANGED
                .withChanged(changed)
                .with("before", there.before().map(Value::of).orElse(Value.NIL))
                .with("after", after);
        return there.dirty() && force && changed
                ? result.with("msg", "Local modifications exist in the destination: " + dest)
                : result;
    }

    private Plan failed(Answer answer, GitState there) {
        var result = Result.failed(Plan.complaint(answer))
                .with("rc", Value.of(answer.status()))
                .with("stderr", answer.err())
                .with("stdout", answer.out());
        return Plan.settled(
                there.before().map(hash -> result.with("before", hash)).orElse(result));
    }

    /** How git gets at repositories that are behind ssh. */
    public record GitAccess(
            @Doc("A file of the node with the key for ssh.") Optional<NodePath> keyFile,

            @Doc("Trust any key of the server, even a changed one.")
            boolean acceptHostkey,

            @Doc("Trust the key of a server that was never seen.")
            boolean acceptNewhostkey,

            @Doc("More options of ssh.") Optional<String> sshOpts) {

        Map<String, String> environment() {
            var words = new ArrayList<Sh>();
            words.add(Sh.sh("ssh -o BatchMode=yes"));
            keyFile.ifPresent(file -> words.add(Sh.sh("-o IdentitiesOnly=yes -i {}", file.sh())));
            if (acceptHostkey) {
                words.add(Sh.sh("-o StrictHostKeyChecking=no"));
            } else if (acceptNewhostkey) {
                words.add(Sh.sh("-o StrictHostKeyChecking=accept-new"));
            }
            sshOpts.ifPresent(options -> words.add(Sh.sh("{}", dev.drover.value.ShellWords.split(options))));
            return Map.of(
                    "GIT_SSH_COMMAND",
                    String.join(" ", words.stream().map(Sh::text).toList()),
                    "GIT_TERMINAL_PROMPT",
                    "0");
        }
    }
}
