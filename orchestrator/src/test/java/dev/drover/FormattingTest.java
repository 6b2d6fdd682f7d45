package dev.drover;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * All sources are as palantir-java-format leaves them. {@code mvn test -Dtest=FormattingTest -Dformat} writes them so instead of
 * complaining.
 */
class FormattingTest {

    private static final JavaFormatterOptions OPTIONS = JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build();

    @Test
    void sourcesAreFormatted() throws IOException {
        var unformatted = SourceFiles.all().stream().filter(this::differs).toList();

        assertThat(unformatted).isEmpty();
    }

    private boolean differs(Path file) {
        try {
            String source = Files.readString(file);
            String formatted = format(source);
            boolean differs = !formatted.equals(source);
            if (differs && System.getProperty("format") != null) {
                Files.writeString(file, formatted);
                return false;
            }
            return differs;
        } catch (IOException | FormatterException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    private static String format(String source) throws FormatterException {
        String imports = RemoveUnusedImports.removeUnusedImports(
                ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.PALANTIR));
        return Formatter.createFormatter(OPTIONS).formatSource(imports);
    }
}
