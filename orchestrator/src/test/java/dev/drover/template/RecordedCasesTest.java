package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates of our own with the answers of ansible-core; {@code record.py} beside them says how they were asked. */
class RecordedCasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"cases.jsonl", "collections.jsonl"})
    void sameAnswersAsAnsible(String file) throws IOException {
        var lines = lines(file);
        var variables = JinjaCase.of(lines.getFirst()).json().get("variables").orElseThrow();
        var failures = new ArrayList<String>();
        for (var line : lines.subList(1, lines.size())) {
            var json = JinjaCase.of(line).json().with("context", variables).with("lazy", Value.TRUE);
            var one = new JinjaCase(json);
            var outcome = one.run(true);
            boolean same = one.expected("expect").equals("!any")
                    ? outcome.value().startsWith("!")
                    : one.meets(outcome, "expect");
            if (!same) {
                failures.add(one.text("template") + "\n  expected " + one.expected("expect") + "\n  but was  "
                        + outcome.value() + " " + outcome.detail());
            }
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> lines(String file) throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(RecordedCasesTest.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }
}
