package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.value.JsonReader;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How many of the recorded messages and warnings are word for word those of ansible-core. The others are written to {@code target}. */
class CaseAnswersTest {

    private final Map<String, Integer> other = new TreeMap<>();
    private int messages;
    private int sameMessages;
    private int warnings;
    private int sameWarnings;

    @Test
    void messagesAreThoseOfAnsible() throws IOException {
        var folder = JinjaCasesTest.folder();
        assumeTrue(folder.isPresent(), "no shared/jinja beside the project, none named by DROVER_SHARED");
        var cases = new Cases(place -> new CaseHost(false, place), false);
        for (var file : new String[] {"ansible-cases", "ansible-more"}) {
            for (var line : Files.readAllLines(folder.get().resolve(file + ".jsonl"))) {
                compare((Value.Mapping) JsonReader.parse(line), (Value.Mapping) JsonReader.parse(cases.answer(line)));
            }
        }
        System.out.printf(
                "Messages: %d of %d; warnings: %d of %d cases%n", sameMessages, messages, sameWarnings, warnings);
        var lines = new ArrayList<String>();
        other.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> lines.add(entry.getValue() + " " + entry.getKey()));
        Files.write(Path.of("target", "case-messages.txt"), lines);
        assertThat(100.0 * sameMessages / messages).isGreaterThan(MESSAGES_PERCENT);
    }

    private static final double MESSAGES_PERCENT = 80;

    private void compare(Value.Mapping one, Value.Mapping answer) {
        var expect = (Value.Mapping) one.get("expect").orElseThrow();
        if (expect.has("message") && answer.has("message")) {
            messages++;
            sameMessages += same(one, "message", text(expect, "message"), text(answer, "message"));
        }
        if (!one.has("compat") && (one.has("warns") || answer.has("warns"))) {
            warnings++;
            sameWarnings += same(one, "warns", text(one, "warns"), text(answer, "warns"));
        }
    }

    private int same(Value.Mapping one, String what, String expected, String told) {
        if (expected.equals(told)) {
            return 1;
        }
        other.merge(
                what + " " + text(one, "mode") + "\n  expected " + expected + "\n  told     " + told, 1, Integer::sum);
        return 0;
    }

    private static String text(Value.Mapping json, String key) {
        return json.get(key)
                .map(value -> value instanceof Value.Sequence(var items)
                        ? items.stream().map(PyText::str).sorted().collect(Collectors.joining(" / "))
                        : PyText.str(value))
                .orElse("none");
    }
}
