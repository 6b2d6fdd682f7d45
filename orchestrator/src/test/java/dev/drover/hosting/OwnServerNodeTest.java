package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.cli.DroverRun;
import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's "five minutes to your own server", as written: only the server's name and the lab's key are put in. */
@OnNodes(image = OnNodes.Kind.HOSTING, count = 1)
class OwnServerNodeTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void worksAsWritten(LabNode node) throws Exception {
        new Wheels(folder.resolve("wheels")).lock(List.of("flask", "gunicorn"));
        var readme = Files.readString(ROOT.resolve("README.md"));
        var section = readme.substring(readme.indexOf("## Five minutes to your own server"));
        var commands = section.substring(section.indexOf("```sh\n") + 6, section.indexOf("\n```\n"))
                .lines()
                .map(line -> line.replaceFirst("^\\./drover ", "")
                        .replace("--host www.example.org", "--host " + node.address()))
                .toList();
        assertThat(commands).hasSize(3).first().asString().startsWith("new shop ");
        for (var command : commands) {
            var words = new ArrayList<String>();
            for (var word : command.split(" ")) {
                words.add(
                        word.matches("(examples|playbooks)/.*")
                                ? ROOT.resolve(word).toString()
                                : word.equals("inventory/shop")
                                        ? folder.resolve("shop").toString()
                                        : word);
            }
            switch (words.getFirst()) {
                case "new" ->
                    words.addAll(List.of("--directory", folder.resolve("shop").toString()));
                case "run" ->
                    Files.readString(node.inventory())
                            .lines()
                            .filter(line -> line.startsWith("ansible_ssh"))
                            .forEach(line -> words.addAll(List.of("-e", line)));
                default -> {}
            }
            var ended = DroverRun.command(words);
            assertThat(ended.code()).as(command + "\n" + ended.text()).isZero();
        }
        assertThat(SteadyLoad.once("http://" + node.address() + "/health", false, "www.example.org"))
                .contains("\"status\"");
    }
}
