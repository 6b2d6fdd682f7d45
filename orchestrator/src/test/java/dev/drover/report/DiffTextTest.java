package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.Diff;
import dev.drover.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffTextTest {

    @Test
    void comparesTexts() {
        assertThat(DiffText.of(Diff.text("/etc/hosts", "a\nb\nc\n", "a\nx\nc\n")))
                .containsExactly(
                        "--- before: /etc/hosts", "+++ after: /etc/hosts", "@@ -1,3 +1,3 @@", " a", "-b", "+x", " c");
    }

    @Test
    void showsThreeLinesAround() {
        var before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

        assertThat(DiffText.of(Diff.text("f", before, before.replace("5", "five"))))
                .containsExactly(
                        "--- before: f",
                        "+++ after: f",
                        "@@ -2,7 +2,7 @@",
                        " 2",
                        " 3",
                        " 4",
                        "-5",
                        "+five",
                        " 6",
                        " 7",
                        " 8");
    }

    @Test
    void comparesWithNothing() {
        assertThat(DiffText.of(Diff.text("f", "", "a\n"))).endsWith("+a").hasSize(4);
        assertThat(DiffText.of(Diff.text("f", "a\n", ""))).endsWith("-a").hasSize(4);
        assertThat(DiffText.of(Diff.text("f", "a\n", "a\n"))).isEmpty();
        assertThat(DiffText.of(Diff.NONE)).isEmpty();
    }

    @Test
    void tellsOfAMissingNewline() {
        assertThat(DiffText.of(Diff.text("f", "a\n", "b"))).endsWith("+b", "\\ No newline at end of file");
        assertThat(DiffText.of(Diff.text("f", "a", "a\n"))).isNotEmpty();
    }

    @Test
    void comparesStates() {
        var lines = DiffText.of(Diff.state("/f", Map.of("mode", Value.of("0644")), Map.of("mode", Value.of("0600"))));

        assertThat(lines).contains("-    \"mode\": \"0644\"", "+    \"mode\": \"0600\"");
    }

    @Test
    void passesOnWhatTheNodePrinted() {
        assertThat(DiffText.of(new Diff(List.of(new Diff.PreparedPart("+one\n-two\n")))))
                .containsExactly("+one", "-two");
    }

    @Test
    void leavesOutLargeTexts() {
        assertThat(DiffText.of(Diff.text("f", "", "x".repeat(200_000))))
                .containsExactly("diff skipped: f is larger than 104448 characters");
    }
}
