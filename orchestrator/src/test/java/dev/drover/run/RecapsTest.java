package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.LocalShell;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recaps and exit codes of playbooks, beside each of them in a file {@code .recap}, are those of ansible-core 2.21 with
 * {@code ansible-playbook -c local}.
 */
class RecapsTest {

    @TempDir
    Path directory;

    static Stream<Path> playbooks() throws IOException, URISyntaxException {
        try (var files = Files.list(recaps())) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void countsAsAnsibleDoes(Path playbook) throws Exception {
        assertThat(recap(playbook, true)).isEqualTo(recorded(playbook));
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void countsTheSameWithoutLookAhead(Path playbook) throws Exception {
        assertThat(recap(playbook, false)).isEqualTo(recorded(playbook));
    }

    private String recap(Path playbook, boolean lookAhead) throws Exception {
        var shell = new LocalShell(directory, List.of("sh"));
        var engine = new Engine(directory, (host, script) -> shell.apply(script))
                .inventory(recaps().resolve("hosts").toString())
                .lookAhead(lookAhead);
        var options = options(playbook);
        if (options.contains("--check")) {
            engine.checking();
        }
        engine.tags(option(options, "--tags"), option(options, "--skip-tags"));
        var ended = engine.run(playbook);
        var lines = new ArrayList<String>();
        ended.recaps()
                .forEach((host, recap) ->
                        lines.add("%s ok=%d changed=%d unreachable=%d failed=%d skipped=%d rescued=%d ignored=%d"
                                .formatted(
                                        host,
                                        recap.ok(),
                                        recap.changed(),
                                        recap.unreachable(),
                                        recap.failed(),
                                        recap.skipped(),
                                        recap.rescued(),
                                        recap.ignored())));
        lines.add("exit "
                + switch (ended.ending()) {
                    case FINE -> 0;
                    case FAILED -> 2;
                    case UNREACHABLE -> 4;
                });
        return String.join("\n", lines) + "\n";
    }

    private static String recorded(Path playbook) throws IOException {
        return Files.readString(
                playbook.resolveSibling(playbook.getFileName().toString().replace(".yml", ".recap")));
    }

    /** Those of the first line, if it is a comment with options. */
    private static List<String> options(Path playbook) throws IOException {
        String first = Files.readAllLines(playbook).getFirst();
        return first.startsWith("# --") ? List.of(first.substring(2).split(" ")) : List.of();
    }

    private static List<String> option(List<String> options, String name) {
        int at = options.indexOf(name);
        return at < 0 ? List.of() : List.of(options.get(at + 1).split(","));
    }

    private static Path recaps() throws URISyntaxException {
        return Path.of(RecapsTest.class.getResource("recaps/hosts").toURI()).getParent();
    }
}
