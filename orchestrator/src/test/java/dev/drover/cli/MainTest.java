package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString().strip()).isEqualTo("drover 0.1.0");
    }

    @Test
    void listsItsCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("lab", "Throwaway nodes");
    }

    @Test
    void badOptionsAreFive() {
        assertThat(run("lab", "up", "--nmae")).isEqualTo(5);
        assertThat(err.toString())
                .startsWith("error: Unknown option")
                .contains("--nmae", "drover lab up --help")
                .doesNotContain("at dev.drover");
        assertThat(run("frobnicate")).isEqualTo(5);
        assertThat(run()).isEqualTo(5);
    }

    @Test
    void mistakesOfTheUserAreOneLine() {
        assertThat(run("lab", "list", "--name", "Not-A-Name")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
    }

    private int run(String... arguments) {
        return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
