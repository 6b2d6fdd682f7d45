package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewCommandTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void writesAnInventoryThatPassesTheCheck() {
        assertThat(made("--repo", "https://git.example.org/it's.git"))
                .as(said.toString())
                .isZero();
        var checked = DroverRun.command(List.of(
                "check",
                "-i",
                folder.resolve("shop").toString(),
                ROOT.resolve("playbooks/site.yml").toString()));
        assertThat(checked.code()).as(checked.text()).isZero();
        assertThat(checked.text()).contains("0 errors, 0 warnings");
    }

    @Test
    void overwritesNothing() throws Exception {
        var there = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(there.resolve("hosts.yml"), "mine\n");
        assertThat(made("--repo", "https://git.example.org/shop.git")).isEqualTo(1);
        assertThat(said.toString()).contains("is there already, and is left as it is");
        assertThat(there).isDirectoryContaining(file -> file.endsWith("hosts.yml"));
        assertThat(there.resolve("hosts.yml")).hasContent("mine");
    }

    @Test
    void needsEveryOptionWhereNobodyCanBeAsked() {
        assertThat(made()).isEqualTo(1);
        assertThat(said.toString()).contains("--path or --repo is missing, and there is no terminal to ask at");
    }

    @Test
    void saysHowAnAnswerShouldLook() {
        assertThat(made("--path", folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(said.toString()).contains("there is no directory");
        assertThat(run("new", "Shop")).isEqualTo(1);
        assertThat(said.toString()).contains("the name must be small letters");
    }

    @Test
    void asksSixQuestions() throws Exception {
        var command = new NewCommand();
        command.name = "shop";
        var in = new BufferedReader(new StringReader(folder + "\n\nshop:app\n\n192.0.2.1\n\nroot\n"));
        var inventory = new Questions(in, new PrintWriter(said), true).answers(command);
        assertThat(inventory)
                .isEqualTo(
                        new NewInventory("shop", folder.toString(), "shop:app", "gunicorn", "_", "192.0.2.1", "root"));
        assertThatThrownBy(() -> new Questions(in, new PrintWriter(said), true).answers(command))
                .hasMessage("no answer; --path or --repo says it, too");
    }

    private int made(String... source) {
        var arguments =
                new ArrayList<>(List.of("new", "shop", "--app", "shop.wsgi:application", "--server", "gunicorn"));
        arguments.addAll(List.of("--domain", "shop.example.org", "--host", "192.0.2.1", "--user", "deploy"));
        arguments.addAll(List.of("--directory", folder.resolve("shop").toString()));
        arguments.addAll(List.of(source));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        var writer = new PrintWriter(said, true);
        return Main.run(arguments, writer, writer);
    }
}
