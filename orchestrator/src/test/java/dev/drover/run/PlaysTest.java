package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.LocalShell;
import dev.drover.value.Value;
import dev.drover.yaml.YamlDocument;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Playbooks end as they do under ansible-core: how each task ended on each host, what debug showed, the recap, the exit code. What it
 * answered stands beside each in a file {@code .answer}, recorded by {@code record.py}.
 */
class PlaysTest {

    @TempDir
    Path directory;

    static Stream<String> playbooks() throws IOException, URISyntaxException {
        var root = root();
        try (var files = Files.walk(root, 2)) {
            return files
                    .filter(file -> file.toString().endsWith(".yml"))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void endsAsWithAnsible(String playbook) throws Exception {
        assertThat(answer(root().resolve(playbook), true)).isEqualTo(recorded(playbook));
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void endsTheSameWithoutLookAhead(String playbook) throws Exception {
        assertThat(answer(root().resolve(playbook), false)).isEqualTo(recorded(playbook));
    }

    private String answer(Path playbook, boolean lookAhead) throws Exception {
        var shell = new LocalShell(directory, List.of("sh"));
        var engine = new Engine(directory, (host, script) -> shell.apply(script))
                .inventory(root().resolve("hosts").toString())
                .lookAhead(lookAhead);
        var options = options(playbook);
        if (options.contains("--check")) {
            engine.checking();
        }
        engine.tags(option(options, "--tags"), option(options, "--skip-tags"));
        engine.extra(extra(options));
        engine.rules(rules(options));
        if (playbook.getParent().endsWith("async")) {
            engine.patient(); // for jobs that go on meanwhile
        }
        try {
            return PlayAnswer.of(engine.run(playbook)).replace(root().toString(), "HERE");
        } catch (dev.drover.playbook.PlaybookException e) {
            return e.problems().toString();
        }
    }

    private static String recorded(String playbook) throws IOException, URISyntaxException {
        return Files.readAllLines(root().resolve(playbook.replace(".yml", ".answer"))).stream()
                .skip(1) // says which version it was
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Those of the first line, if it is a comment with options. */
    private static List<String> options(Path playbook) throws IOException {
        String first = Files.readAllLines(playbook).getFirst();
        return first.startsWith("# -")
                ? new ArrayList<>(List.of(first.substring(2).split(" ")))
                : List.of();
    }

    private static List<String> option(List<String> options, String name) {
        int at = options.indexOf(name);
        return at < 0 ? List.of() : List.of(options.get(at + 1).split(","));
    }

    /** Those of {@code --env}. */
    private static VariableRules rules(List<String> options) {
        var policy = VariableRules.Policy.IMPLICIT;
        for (var each : VariableRules.Policy.values()) {
            if (options.contains("ANSIBLE_GATHERING=" + each.name().toLowerCase(Locale.ROOT))) {
                policy = each;
            }
        }
        return new VariableRules(
                policy,
                FactCache.NONE,
                false,
                options.contains("ANSIBLE_HASH_BEHAVIOUR=merge"),
                !options.contains("ANSIBLE_INJECT_FACT_VARS=false"));
    }

    /** Those of {@code -e}: {@code name=text}, or a mapping. */
    private static Value.Mapping extra(List<String> options) {
        var all = new LinkedHashMap<Value, Value>();
        for (int i = 0; i + 1 < options.size(); i++) {
            String written = options.get(i + 1);
            if (options.get(i).equals("-e") && written.startsWith("{")) {
                var mapping = YamlDocument.parse(written, "-e", (message, origin) -> {});
                all.putAll(((Value.Mapping) mapping.orElseThrow().value()).entries());
            } else if (options.get(i).equals("-e")) {
                var parts = written.split("=", 2);
                all.put(Value.of(parts[0]), Value.of(parts[1]));
            }
        }
        return new Value.Mapping(all);
    }

    private static Path root() throws URISyntaxException {
        return Path.of(PlaysTest.class.getResource("plays/hosts").toURI()).getParent();
    }
}
