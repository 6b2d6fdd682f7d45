package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.Origin;
import dev.drover.value.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemTextTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("site.yml"), "- hosts: all\n  tasks:\n\t- apt: {nam: nginx}\n");
    }

    @Test
    void pointsAtThePlace() {
        assertThat(text(new Problem("wrong", new Origin(file.toString(), 2, 3))))
                .isEqualTo("""
                error: wrong
                  --> %s:2:3
                  |
                2 |   tasks:
                  |   ^

                """.formatted(file));
    }

    @Test
    void saysHowToGoOnBehindTheCaret() {
        var problem = new Problem("wrong", new Origin(file.toString(), 3, 10), Optional.of("did you mean `name`?"));

        assertThat(text(problem)).endsWith("""
                3 |  - apt: {nam: nginx}
                  |          ^ did you mean `name`?

                """);
    }

    @Test
    void doesWithoutAFileThatCantBeRead() {
        assertThat(text(new Problem("wrong", new Origin("-e", 1, 1), Optional.of("write it otherwise"))))
                .isEqualTo("error: wrong\n  --> -e:1:1\n  write it otherwise\n\n");
        assertThat(text(new Problem("wrong", Origin.NONE))).isEqualTo("error: wrong\n\n");
        assertThat(text(new Problem("wrong", new Origin(directory.toString(), 1, 1))))
                .startsWith("error: wrong\n");
    }

    @Test
    void staysInsideOfTheLine() {
        assertThat(text(new Problem("wrong", new Origin(file.toString(), 1, 99))))
                .contains("1 | - hosts: all\n  |             ^\n");
        assertThat(text(new Problem("wrong", new Origin(file.toString(), 99, 1))))
                .isEqualTo("error: wrong\n  --> " + file + ":99:1\n\n");
    }

    private static String text(Problem problem) {
        return new ProblemText(new Terminal(Optional.empty(), false)).of(List.of(problem));
    }
}
