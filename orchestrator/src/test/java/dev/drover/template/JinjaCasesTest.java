package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates of other projects with the answers of the real thing, where these files are at hand. */
class JinjaCasesTest {

    @ParameterizedTest
    @CsvSource({"ansible-cases, 99.8", "ansible-more, 99.8", "jinja-cases, 99"})
    void recordedAnswers(String file, double floor) throws IOException {
        var cases = folder().map(folder -> folder.resolve(file + ".jsonl"));
        assumeTrue(cases.isPresent(), "no shared/jinja beside the project, none named by DROVER_SHARED");
        assertThat(passes(cases.get())).as("passes of %s in percent", file).isGreaterThanOrEqualTo(floor);
    }

    static Optional<Path> folder() {
        var root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath();
        return Stream.of(
                        Optional.of(root.resolve("../shared")),
                        Optional.ofNullable(System.getenv("DROVER_SHARED")).map(Path::of))
                .flatMap(Optional::stream)
                .map(shared -> shared.resolve("jinja"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** Runs a file's cases and prints how they went. The failures are written to {@code target}. */
    static double passes(Path file) throws IOException {
        var failures = new ArrayList<String>();
        Map<String, int[]> counts = new TreeMap<>();
        for (var line : Files.readAllLines(file)) {
            var one = JinjaCase.of(line);
            if (one.text("mode").equals("native") && one.text("id").startsWith("j-")) {
                continue; // Jinja's own native types, which Ansible has not
            }
            var count = counts.computeIfAbsent(one.text("category"), category -> new int[2]);
            count[1]++;
            var problem = problem(one);
            if (problem.isPresent()) {
                failures.add(problem.get());
            } else {
                count[0]++;
            }
        }
        report(file.getFileName().toString(), counts, failures);
        int passed = counts.values().stream().mapToInt(count -> count[0]).sum();
        int all = counts.values().stream().mapToInt(count -> count[1]).sum();
        return 100.0 * passed / all;
    }

    private static Optional<String> problem(JinjaCase one) throws IOException {
        var strict = one.run(true);
        if (!one.meets(strict)) {
            return Optional.of(shown(one, one.expected("expect"), strict));
        }
        if (one.compatible()) {
            var tolerant = one.run(false);
            if (!one.meets(tolerant, "expect_214")) {
                return Optional.of(shown(one, "(compat) " + one.expected("expect_214"), tolerant));
            }
        }
        return Optional.empty();
    }

    private static String shown(JinjaCase one, String expected, JinjaCase.Outcome outcome) {
        String message = one.json().get("expect").orElseThrow() instanceof Value.Mapping expect
                ? expect.get("message").map(PyText::str).orElse("")
                : "";
        return one.text("id") + " " + one.text("category") + " " + one.text("mode") + "\n  template "
                + PyText.repr(one.text("template")) + "\n  context  " + one.text("context") + "\n  expected "
                + expected + " " + message + "\n  got      " + outcome.value() + " " + outcome.detail() + "\n";
    }

    private static void report(String file, Map<String, int[]> counts, List<String> failures) throws IOException {
        var target = Files.createDirectories(Path.of("target"));
        Files.write(target.resolve(file.replace(".jsonl", "-failures.txt")), failures);
        int passed = counts.values().stream().mapToInt(count -> count[0]).sum();
        int all = counts.values().stream().mapToInt(count -> count[1]).sum();
        System.out.printf("%s: %d of %d%n", file, passed, all);
        counts.forEach((category, count) -> {
            if (count[0] < count[1]) {
                System.out.printf("  %s: %d of %d%n", category, count[0], count[1]);
            }
        });
    }
}
