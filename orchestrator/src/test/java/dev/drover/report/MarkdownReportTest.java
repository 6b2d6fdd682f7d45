package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {

    @TempDir
    Path directory;

    private final Redactor redactor = new Redactor();
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("summary.md");
    }

    @Test
    void tellsOfHostsFailuresAndChanges() throws Exception {
        try (var report = report(false)) {
            report.accept(Events.finished("a", "install", Events.changed("x\n", "y\n")));
            report.accept(Events.finished("b", "install", Events.changed("x\n", "y\n")));
            report.accept(Events.finished("a", "start", Events.failed("bad\nnews")));
            report.accept(Events.finished("b", "start", Events.failed("bad\nnews")));
            report.accept(Events.end());
        }

        assertThat(file).hasContent("""
                ## Drover

                1 node, 6 tasks, 2 changes, 0.4 s

                | host | ok | changed | unreachable | failed | skipped | rescued | ignored |
                |---|--:|--:|--:|--:|--:|--:|--:|
                | 🟡 a | 5 | 2 | 0 | 0 | 1 | 0 | 0 |

                ### What failed

                - **a, b** failed: start (`site.yml:3:7`)

                  ```
                  bad
                  news
                  ```


                ### What was changed

                <details><summary>a, b: install</summary>

                ```diff
                --- before: /f
                +++ after: /f
                @@ -1,1 +1,1 @@
                -x
                +y
                ```

                </details>
                """);
    }

    @Test
    void takesNothingForMarkdown() throws Exception {
        redactor.add("s3cret-word");
        try (var report = report(false)) {
            report.accept(Events.finished("a|b", "<b>*x*", Events.failed("```\n</details> s3cret-word\n````")));
        }

        assertThat(Files.readString(file))
                .contains("- **a\\|b** failed: &lt;b>\\*x\\* (")
                .contains("  `````\n  ```\n  </details> $REDACTED$\n  ````\n  `````\n")
                .contains("The run was given up before its end.");
    }

    @Test
    void isAddedToTheSummaryOfAJobWhereThereIsRoom() throws Exception {
        Files.writeString(file, "x".repeat(600_000));
        try (var report = report(true)) {
            for (int i = 0; i < 20; i++) {
                report.accept(Events.finished("a", "t" + i, Events.changed("", "é".repeat(30_000))));
            }
            report.accept(Events.end());
        }

        assertThat(Files.size(file)).isBetween(900_000L, 1_000_000L);
        assertThat(Files.readString(file))
                .startsWith("xxx")
                .contains("| 🟡 a | 5 |")
                .endsWith("*The rest is left out: the summary would be too long.*\n");
    }

    private MarkdownReport report(boolean appends) {
        return new MarkdownReport(file, appends, true, redactor::redact);
    }
}
