package dev.drover.module.python.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.FakeController;
import dev.drover.module.PlanAssert;
import dev.drover.module.Result;
import dev.drover.module.Tasks;
import dev.drover.module.python.Marker;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lock files that the real tools made (their versions stand in the README beside them), against what the same tools export for pip.
 */
class LockTest {

    private static final Path LOCKS = Path.of("src/test/resources/dev/drover/module/python/lock");

    private static final List<String> PYTHONS = List.of("3.10.4", "3.11.1", "3.11.9", "3.13.0");

    private static final Pattern REQUIREMENT =
            Pattern.compile("([A-Za-z0-9._-]+)(?:\\[.*?\\])?==([^ ;]+)\\s*(?:;(.*?))?((?:\\s+--hash=\\S+)+)\\s*");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "uv, export.txt, ''",
        "uv, export-all.txt, 'extras: [cache], groups: [jobs]'",
        "poetry, export.txt, ''",
        "poetry, export-all.txt, 'extras: [cache], groups: [jobs]'",
        "pipenv, export.txt, ''",
        "piptools, requirements.txt, ''",
    })
    void pinsWhatTheToolItselfExports(String tool, String export, String more) throws IOException {
        var result = read(LOCKS.resolve(tool), more);
        var theirs = Files.readString(LOCKS.resolve(tool).resolve(export));
        for (var python : PYTHONS) {
            assertThat(installed(text(result, "requirements"), python))
                    .as("with Python %s", python)
                    .isNotEmpty()
                    .isEqualTo(installed(theirs, python));
        }
    }

    @Test
    void pylockPinsWhatTheLockItWasExportedFromPins() {
        var pylock = read(LOCKS.resolve("pylock"), "");
        var uv = read(LOCKS.resolve("uv"), "");
        for (var python : PYTHONS) {
            assertThat(installed(text(pylock, "requirements"), python))
                    .isEqualTo(installed(text(uv, "requirements"), python));
        }
    }

    /** What pip would install: name, version and hashes. */
    private static Map<String, SortedSet<String>> installed(String requirements, String python) {
        var pins = new TreeMap<String, SortedSet<String>>();
        for (var line : RequirementLine.of(requirements)) {
            var form = REQUIREMENT.matcher(line.text());
            if (!form.matches()) {
                assertThat(line.text()).as("a line that pins nothing").startsWith("-");
                continue;
            }
            var marker = Optional.ofNullable(form.group(3)).orElse("");
            if (marker.isBlank()
                    || Marker.holds(marker, Marker.variables(python, "x86_64")).orElseThrow()) {
                pins.put(
                        form.group(1) + " " + form.group(2),
                        new TreeSet<>(List.of(form.group(4).strip().split("\\s+"))));
            }
        }
        return pins;
    }

    private Result read(Path project, String more) {
        var call = "drover.hosting.lock: {path: ., " + more + "}";
        return PlanAssert.assertThat(
                        Tasks.module(call, new FakeController(project)).plan())
                .result();
    }

    private static String text(Result result, String field) {
        assertThat(result.fields()).as("the result").containsKey(field);
        return ((Value.Text) result.fields().get(field)).text();
    }
}
