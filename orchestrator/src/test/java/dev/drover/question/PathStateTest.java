package dev.drover.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.module.Answers;
import dev.drover.module.LocalShell;
import dev.drover.question.PathState.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class PathStateTest {

    private static final String SHA1_OF_HELLO = "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d";

    @TempDir
    Path home;

    @Parameter
    List<String> shell;

    @Test
    void tellsOfNamesOfEveryKind() throws IOException {
        for (var name :
                List.of("plain", "with 'quotes\" and blanks", "new\nline", "-rf", "back\\slash", "$NOT_SET", "*")) {
            Files.writeString(home.resolve(name), "hello");

            assertThat(ask(PathState.of(path(name)).withChecksum("sha1")).found())
                    .flatMap(Found::checksum)
                    .contains(SHA1_OF_HELLO);
        }
    }

    @Test
    void tellsOfLinks() throws IOException {
        Files.writeString(home.resolve("f"), "hello");
        Files.createSymbolicLink(home.resolve("l"), Path.of("f"));
        Files.createSymbolicLink(home.resolve("dangling"), Path.of("no where\n"));

        assertThat(ask(PathState.of(path("l"))).found().flatMap(Found::link))
                .contains(new PathState.Link("f", home.toRealPath() + "/f"));
        assertThat(ask(PathState.following(path("l"))).is(FileType.REGULAR)).isTrue();
        assertThat(ask(PathState.of(path("dangling"))).found().flatMap(Found::link))
                .map(PathState.Link::target)
                .contains("no where\n");
        assertThat(ask(PathState.following(path("dangling")))).isEqualTo(new PathState.Missing(home + "/dangling"));
    }

    @Test
    void tellsOfManyAtOnce() throws IOException {
        var questions = new ArrayList<PathState>();
        for (int i = 0; i < 1000; i++) {
            if (i % 3 != 0) {
                Files.writeString(home.resolve("f" + i), "hello");
            }
            questions.add(new PathState(path("f" + i), i % 2 == 0, Optional.of("sha1")));
        }

        var answers = Answers.<PathState.Answer, PathState>all(questions, new LocalShell(home, shell));

        for (int i = 0; i < 1000; i++) {
            assertThat(answers.get(i).path()).isEqualTo(home + "/f" + i);
            assertThat(answers.get(i).exists()).isEqualTo(i % 3 != 0);
        }
    }

    private NodePath path(String name) {
        return new NodePath(home + "/" + name);
    }

    private PathState.Answer ask(PathState question) {
        return Answers.ask(question, new LocalShell(home, shell));
    }
}
