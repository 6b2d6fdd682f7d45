package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover roles install}, from bare repositories on this machine. */
class RolesCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path bare;
    private String first;

    @BeforeEach
    void makeRepository() throws Exception {
        var work = directory.resolve("work");
        try (var git =
                Git.init().setDirectory(work.toFile()).setInitialBranch("main").call()) {
            first = commit(git, work, "one");
            git.tag().setName("v1").setAnnotated(true).setMessage("1").call();
            git.checkout().setName("old").setCreateBranch(true).call();
            commit(git, work, "branch");
            git.checkout().setName("main").call();
            commit(git, work, "two");
        }
        bare = directory.resolve("web.git");
        Git.cloneRepository()
                .setURI(work.toString())
                .setDirectory(bare.toFile())
                .setBare(true)
                .setMirror(true)
                .call()
                .close();
    }

    @Test
    void installsTheVersionNamed() throws Exception {
        String requirements = """
                - src: URL
                  version: v1
                  name: tagged
                - {src: git+URL, version: old, name: branch, scm: git}
                - {src: URL, version: COMMIT, name: commit}
                - URL
                - URL,v1,words
                """;

        assertThat(install(requirements)).as(err.toString()).isZero();

        assertThat(task("tagged")).isEqualTo("one");
        assertThat(task("branch")).isEqualTo("branch");
        assertThat(task("commit")).isEqualTo("one");
        assertThat(task("web")).isEqualTo("two");
        assertThat(task("words")).isEqualTo("one");
        assertThat(directory.resolve("roles/web/.git")).doesNotExist();
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        install("- {src: URL, version: v1, name: x}\n");
        assertThat(out.toString()).isEqualTo("installed: x v1\n");
        install("- {src: URL, version: v1, name: x}\n");
        assertThat(out.toString()).endsWith("unchanged: x v1\n");
        install("- {src: URL, version: main, name: x}\n");
        assertThat(out.toString()).endsWith("installed: x main\n");
        assertThat(task("x")).isEqualTo("two");
    }

    @Test
    void installsCollectionsByTheirOwnName() throws Exception {
        assertThat(install("collections:\n  - {name: URL, type: git, version: v1}\n"))
                .as(err.toString())
                .isZero();
        assertThat(directory.resolve("collections/ansible_collections/acme/web/galaxy.yml"))
                .exists();
        assertThat(install("collections:\n  - {name: acme.web, source: URL, type: git, version: v1}\n"))
                .isZero();
        assertThat(out.toString()).contains("unchanged: ");
    }

    @Test
    void refusesAtThePlace() throws Exception {
        assertThat(install("- geerlingguy.nginx\n- {src: 'ext::id', name: x}\n- {src: URL, name: ../../x}\n"))
                .isEqualTo(4);
        assertThat(err.toString())
                .contains("Galaxy", "requirements.yml:1:3", "is not the address", "can't be the name");
        assertThat(directory.resolve("roles")).doesNotExist();
    }

    @Test
    void tellsAVersionThatIsNotThere() throws Exception {
        assertThat(install("- {src: URL, version: v9, name: x}\n")).isEqualTo(4);
        assertThat(err.toString()).contains("has no tag, branch or commit \"v9\"", "requirements.yml:1:3");
        assertThat(install("- {src: URL, version: 'HEAD~1', name: x}\n")).isEqualTo(4);
        assertThat(directory.resolve("roles/x")).doesNotExist();
    }

    @Test
    void leavesWhatOthersPutThere() throws Exception {
        Files.createDirectories(directory.resolve("roles/x/tasks"));
        assertThat(install("- {src: URL, name: x}\n")).isEqualTo(4);
        assertThat(err.toString()).contains("--force");
        assertThat(install("- {src: URL, name: x}\n", "--force")).isZero();
    }

    private String task(String role) throws Exception {
        return Files.readString(directory.resolve("roles").resolve(role).resolve("tasks/main.yml"));
    }

    private int install(String requirements, String... more) throws Exception {
        var file = Files.writeString(
                directory.resolve("requirements.yml"),
                requirements.replace("URL", bare.toUri().toString()).replace("COMMIT", first));
        var arguments = new java.util.ArrayList<>(java.util.List.of(
                "roles",
                "install",
                "--allow-files",
                "-r",
                file.toString(),
                "-p",
                directory.resolve("roles").toString(),
                "--collections-path",
                directory.resolve("collections").toString()));
        arguments.addAll(java.util.List.of(more));
        return Main.run(arguments.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private static String commit(Git git, Path work, String text) throws Exception {
        Files.createDirectories(work.resolve("tasks"));
        Files.writeString(work.resolve("tasks/main.yml"), text);
        Files.writeString(work.resolve("galaxy.yml"), "namespace: acme\nname: web\n");
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(text)
                .setAuthor("t", "t@example.org")
                .setCommitter("t", "t@example.org")
                .setSign(false)
                .call()
                .name();
    }
}
