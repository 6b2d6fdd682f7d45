package dev.drover.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every setting of the kernel is explained in the documentation, in the words that the node's file has, and no other is. */
class ProfilesTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    private static final Pattern BLOCK =
            Pattern.compile("(?s)- key: (\\S+)\n    value: .*?    why: (.*?)\n|- \\{key: (\\S+), .*?why: \"(.*?)\"}");

    private record Explained(String key, String why) {}

    @ParameterizedTest
    @CsvSource({"tune,tuning", "harden,hardening"})
    void areExplained(String role, String page) throws IOException {
        var written = BLOCK.matcher(Files.readString(ROOT.resolve("playbooks/roles/" + role + "/vars/main.yml")))
                .results()
                .map(match -> match.group(1) == null
                        ? new Explained(match.group(3), match.group(4))
                        : new Explained(match.group(1), match.group(2)))
                .toList();
        List<Explained> explained = Files.readString(ROOT.resolve("docs/" + page + ".md"))
                .lines()
                .filter(line -> line.matches("\\| `[a-z]+\\.[a-z0-9_.-]+` \\|.*"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Explained(cells[1].strip().replace("`", ""), cells[cells.length - 1].strip()))
                .toList();
        assertThat(explained).isEqualTo(written).hasSizeGreaterThan(20);
    }
}
