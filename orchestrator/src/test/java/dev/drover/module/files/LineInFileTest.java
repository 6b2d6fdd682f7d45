package dev.drover.module.files;

import static dev.drover.module.Tasks.module;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.LocalShell;
import dev.drover.module.Plans;
import dev.drover.module.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class LineInFileTest {

    @Parameter
    List<String> shell;

    @TempDir
    Path home;

    /** Each as ansible-core 2.21 does it; | stands for the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a|b|; line: c; a|b|c|",
                "a|b; line: c; a|b|c|",
                "a|b|; line: a; a|b|",
                "a|b|; regexp: '^b', line: c; a|c|",
                "b1|x|b2|; regexp: '^b', line: c; b1|x|c|",
                "a|b|; regexp: '^z', line: c; a|b|c|",
                "a|b|c|; line: x, insertafter: '^a'; a|x|b|c|",
                "a|b|a|c|; line: x, insertafter: '^a', firstmatch: true; a|x|b|a|c|",
                "a|b|; line: x, insertbefore: '^b'; a|x|b|",
                "a|b|; line: x, insertbefore: BOF; x|a|b|",
                "a|b|; line: x, insertafter: EOF; a|b|x|",
                "a|b|; line: x, insertbefore: '^z'; a|b|x|",
                "k = 1|; regexp: '^(k) = (\\d+)$', line: '\\1=\\g<2>', backrefs: true; k=1|",
                "k|; regexp: '^z', line: x, backrefs: true; k|",
                "a|b|a|; regexp: '^a', state: absent; b|",
                "a|b|a|; line: a, state: absent; b|",
                "a|bcd|; search_string: c, line: x; a|x|",
                "a|b; regexp: '^b', line: b; a|b|",
                "a|b|b|; regexp: '^b', line: c, firstmatch: true; a|c|b|",
                "a|b|; regexp: '^(?P<the_n>b)', line: '<\\g<the_n>>', backrefs: true; a|<b>|"
            })
    void edits(String before, String arguments, String after) throws IOException {
        Files.writeString(home.resolve("f"), before.replace('|', '\n'));
        var task = "lineinfile: {path: f, " + arguments + "}";

        assertThat(run(task).changed()).isEqualTo(!before.equals(after));
        assertThat(Files.readString(home.resolve("f"))).isEqualTo(after.replace('|', '\n'));
    }

    @Test
    void keepsBytesThatAreNoText() throws IOException {
        Files.write(home.resolve("f"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run("lineinfile: {path: f, line: 'th\u00e9'}").changed()).isTrue();
        assertThat(run("lineinfile: {path: f, line: 'th\u00e9'}").changed()).isFalse();
        assertThat(Files.readAllBytes(home.resolve("f")))
                .startsWith("caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1))
                .endsWith("th\u00e9\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void editsWhatALinkLeadsTo() throws IOException {
        Files.writeString(home.resolve("f"), "a\n");
        Files.createSymbolicLink(home.resolve("l"), Path.of("f"));

        assertThat(run("lineinfile: {path: l, line: b}").changed()).isTrue();
        assertThat(home.resolve("l")).isSymbolicLink();
        assertThat(home.resolve("f")).hasContent("a\nb\n");
    }

    @Test
    void makesTheFileOnlyWhenTold() {
        assertThat(run("lineinfile: {path: d/f, line: a}").failed()).isTrue();
        assertThat(run("lineinfile: {path: d/f, line: a, state: absent}")
                        .fields()
                        .get("msg"))
                .hasToString("file not present");
        assertThat(run("lineinfile: {path: d/f, line: a, create: true, mode: '0600'}")
                        .changed())
                .isTrue();
        assertThat(home.resolve("d/f")).hasContent("a\n");
    }

    private Result run(String task) {
        return new Plans(new LocalShell(home, shell), false).run(module(task).plan());
    }
}
