package dev.drover.module.source;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.FakeController;
import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import dev.drover.node.Script;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the git of this machine, from a repository in a directory. */
class GitShellTest {

    @TempDir
    Path home;

    private LocalShell shell;

    @BeforeEach
    void makeARepository() {
        shell = new LocalShell(home, List.of("env", "HOME=" + home, "GIT_CONFIG_NOSYSTEM=1", "sh"));
        sh("""
                git init -q -b main source && cd source && git config user.email a@b && git config user.name n
                echo 1 >f && git add f && git commit -qm one && git tag v1
                echo 2 >f && git commit -qam two && git branch other""");
    }

    @Test
    void clonesOnce() {
        assertThat(check("")).matches(Result::changed);
        assertThat(home.resolve("work")).doesNotExist();
        var first = run("");
        assertThat(first).matches(result -> result.changed() && !result.failed());
        assertThat(first.fields()).containsEntry("before", Value.NIL).containsEntry("after", head("source"));
        assertThat(run("")).matches(result -> !result.changed() && !result.failed());
        assertThat(check("")).matches(result -> !result.changed() && !result.failed());
    }

    @Test
    void goesToAVersionAndFollowsABranch() {
        run("");
        assertThat(run("version: v1")).matches(Result::changed);
        assertThat(home.resolve("work/f")).hasContent("1\n");
        assertThat(run("version: v1")).matches(result -> !result.changed() && !result.failed());
        assertThat(run("version: other")).matches(Result::changed);
        assertThat(sh("cd work; git symbolic-ref --short HEAD")).isEqualTo("other\n");
        sh("cd source; git checkout -q other; echo 3 >f; git commit -qam three");
        var before = head("work");
        assertThat(check("version: other").fields()).containsEntry("after", head("source"));
        assertThat(run("version: other").fields())
                .containsEntry("before", before)
                .containsEntry("after", head("source"));
        assertThat(run("version: " + before)).matches(Result::changed);
        assertThat(run("version: " + before)).matches(result -> !result.changed() && !result.failed());
    }

    @Test
    void keepsLocalChangesUnlessForced() {
        run("");
        sh("echo mine >work/f");

        assertThat(run("version: v1").fields().get("msg").toString())
                .isEqualTo("Local modifications exist in the destination: work (force=no).");
        assertThat(run("update: false")).matches(result -> !result.changed() && !result.failed());
        assertThat(run("force: true")).matches(Result::changed);
        assertThat(home.resolve("work/f")).hasContent("2\n");
    }

    @Test
    void saysWhatThereIsNot() {
        assertThat(run("version: nope").fields().get("msg").toString()).contains("nope");
        assertThat(run("repo: nowhere").fields().get("msg").toString())
                .contains("'nowhere' does not appear to be a git repository");
    }

    @Test
    void clonesShallowAndBare() {
        assertThat(run("dest: bare, bare: true")).matches(result -> result.changed() && !result.failed());
        assertThat(run("dest: bare, bare: true")).matches(result -> !result.changed() && !result.failed());
        var shallow = "dest: shallow, depth: 1, repo: 'file://%s/source'".formatted(home);
        assertThat(run(shallow)).matches(result -> result.changed() && !result.failed());
        assertThat(sh("cd shallow; git rev-list --count HEAD")).isEqualTo("1\n");
        assertThat(run(shallow)).matches(result -> !result.changed() && !result.failed());
        sh("cd source; git checkout -q main; echo 4 >f; git commit -qam four");
        assertThat(run(shallow).fields()).containsEntry("after", head("source"));
    }

    private Result run(String more) {
        return run(more, false);
    }

    private Result check(String more) {
        return run(more, true);
    }

    private Result run(String more, boolean check) {
        var arguments = (more.contains("repo:") ? "" : "repo: " + home + "/source, ")
                + (more.contains("dest:") ? "" : "dest: work, ")
                + more;
        var controller = check ? new FakeController(home).checking() : new FakeController(home);
        return new Plans(shell, check)
                .run(module("git: {" + arguments + "}", controller).plan());
    }

    private Value head(String repository) {
        return Value.of(sh("git -C " + repository + " rev-parse HEAD").strip());
    }

    private String sh(String text) {
        var answer = shell.apply(new Script(
                new dev.drover.node.Sh(text), List.of(), java.util.Optional.empty(), java.util.Map.of(), false));
        assertThat(answer.status()).as(answer.err()).isZero();
        return answer.out();
    }
}
