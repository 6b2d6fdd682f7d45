package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inventories that people copy pass the check, with the playbooks that they are for. */
class ExampleInventoriesTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"demo", "one-server", "production", "staging"})
    void passTheCheck(String inventory) {
        var said = new StringWriter();
        var writer = new PrintWriter(said, true);
        var code = Main.run(
                new String[] {
                    "check",
                    "-i",
                    ROOT.resolve("inventory/" + inventory).toString(),
                    ROOT.resolve("playbooks/site.yml").toString(),
                    ROOT.resolve("playbooks/deploy.yml").toString(),
                    ROOT.resolve("playbooks/rollback.yml").toString()
                },
                writer,
                writer);
        assertThat(code).as(said.toString()).isZero();
        assertThat(said.toString()).contains("0 errors, 0 warnings");
    }
}
