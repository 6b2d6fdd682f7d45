package dev.drover.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CodeTest {

    @Test
    void numbersAreNeverUsedTwice() {
        assertThat(Arrays.stream(Code.values()).map(Code::text)).doesNotHaveDuplicates();
        assertThat(Code.named("drv012")).contains(Code.UNKNOWN_ARGUMENT);
        assertThat(Code.named("DRV999")).isEmpty();
    }

    /** With {@code -Dformat}, the page is written. */
    @Test
    void thePageOfErrorsIsMadeFromTheCodes() throws IOException {
        var page = Path.of("../docs/errors.md");
        if (System.getProperty("format") != null) {
            Files.writeString(page, text());
        }
        assertThat(page).hasContent(text());
    }

    private static String text() {
        var text = new StringBuilder("""
                # Codes of mistakes

                Made from `Code.java`, as `drover explain` is. Numbers never change.
                """);
        for (var code : Code.values()) {
            text.append("\n## ")
                    .append(code.text())
                    .append(": ")
                    .append(code.title())
                    .append("\n\n");
            text.append(code.explanation()).append("\n\n");
            code.example()
                    .lines()
                    .forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.toString();
    }
}
