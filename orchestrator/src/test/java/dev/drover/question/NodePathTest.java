package dev.drover.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.module.LocalShell;
import dev.drover.node.Script;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.drover.module.LocalShell#all")
class NodePathTest {

    @Parameter
    List<String> shell;

    @Test
    void beginsWhereItBeginsOnTheNode() {
        var home = said("printf %s \"$HOME\"");

        assertThat(expanded("~/a b")).isEqualTo(home + "/a b");
        assertThat(expanded("~")).isEqualTo(home);
        assertThat(expanded("~root/x")).isEqualTo("/root/x");
        assertThat(expanded("$HOME/a'b")).isEqualTo(home + "/a'b");
        assertThat(expanded("${HOME}x")).isEqualTo(home + "x");
    }

    @Test
    void isNothingElseToAShell() {
        for (var path :
                List.of("/a b", "/`id`", "/$(id)", "/$NOT_SET/${NOT_SET}", "/~root", "/a\nb", "/a;b&c|d>e", "/*")) {
            assertThat(expanded(path)).isEqualTo(path);
        }
        assertThat(expanded("-rf")).isEqualTo("./-rf");
        assertThatThrownBy(() -> new NodePath("")).isInstanceOf(IllegalArgumentException.class);
    }

    private String expanded(String path) {
        return said("printf %s {}", new NodePath(path).sh());
    }

    private String said(String pattern, Object... arguments) {
        return new LocalShell(Path.of("/"), shell)
                .apply(Script.of(pattern, arguments))
                .out();
    }
}
