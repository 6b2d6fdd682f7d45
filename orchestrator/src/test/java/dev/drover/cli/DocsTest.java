package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drover.check.Knowledge;
import dev.drover.check.PlaybookCheck;
import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.PlaybookLoader;
import dev.drover.playbook.SearchPaths;
import dev.drover.value.Code;
import dev.drover.yaml.YamlDocument;
import dev.drover.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows must work: its commands are commands of ours on files that exist, its playbooks pass the check. */
class DocsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    @TempDir
    Path folder;

    /** @param text without the fence */
    private record Block(Path file, int line, String language, String text) {
        String name() {
            return ROOT.relativize(file) + ":" + line;
        }
    }

    @TestFactory
    Stream<DynamicTest> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            for (var file : Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted())
                    .toList()) {
                if (file.toString().endsWith(".md")) {
                    blocks.addAll(blocks(file));
                }
            }
        }
        assertThat(blocks).hasSizeGreaterThan(20);
        return blocks.stream()
                .filter(block -> List.of("sh", "yaml").contains(block.language()))
                .map(block -> DynamicTest.dynamicTest(block.name(), () -> check(block)));
    }

    private static List<Block> blocks(Path file) throws IOException {
        var blocks = new ArrayList<Block>();
        var lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                continue;
            }
            int end = i + 1;
            while (!lines.get(end).equals("```")) {
                end++;
            }
            blocks.add(new Block(
                    file,
                    i + 1,
                    lines.get(i).substring(3).strip(),
                    String.join("\n", lines.subList(i + 1, end)) + "\n"));
            i = end;
        }
        return blocks;
    }

    private void check(Block block) throws IOException {
        if (block.language().equals("yaml")) {
            yaml(block);
        } else {
            block.text().lines().filter(line -> line.startsWith("./drover ")).forEach(DocsTest::command);
        }
    }

    private void yaml(Block block) throws IOException {
        var document = YamlDocument.parse(block.text(), block.name(), (message, origin) -> {});
        assertThat(document).isPresent();
        if (document.get() instanceof YamlNode.Items) {
            var playbook = Files.writeString(folder.resolve("playbook.yml"), block.text());
            var paths = new SearchPaths(List.of(ROOT.resolve("playbooks/roles")), List.of());
            var plays = new PlaybookLoader(paths, ConstantNames.none(), (message, origin) -> {}).load(playbook);
            // snippets need not bring the files and variables that they name
            assertThat(PlaybookCheck.check(plays, Knowledge.of(paths)))
                    .noneMatch(problem -> problem.isError()
                            && !List.of(
                                            Code.UNDEFINED,
                                            Code.NO_SOURCE_FILE,
                                            Code.NO_VARIABLE_FILE,
                                            Code.UNKNOWN_HANDLER)
                                    .contains(problem.code().orElseThrow()));
        }
    }

    private static void command(String line) {
        var words = line.replaceFirst("^\\./drover ", "").split(" +");
        assertThatCode(() -> Main.commandLine(words).parseArgs(words)).as(line).doesNotThrowAnyException();
        Stream.of(words)
                .filter(word -> word.startsWith("playbooks/") || word.startsWith("inventory/demo"))
                .forEach(word -> assertThat(ROOT.resolve(word)).exists());
    }
}
