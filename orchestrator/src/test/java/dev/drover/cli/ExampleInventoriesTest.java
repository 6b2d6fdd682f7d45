package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inventories that people copy pass the check, with the playbooks that they are for. */
class ExampleInventoriesTest {

    private static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"demo", "one-server", "production", "staging"})
    void passTheCheck(String inventory) {
        var checked = DroverRun.command(List.of(
                "check",
                "-i",
                ROOT.resolve("inventory/" + inventory).toString(),
                ROOT.resolve("playbooks/site.yml").toString(),
                ROOT.resolve("playbooks/deploy.yml").toString(),
                ROOT.resolve("playbooks/rollback.yml").toString()));
        assertThat(checked.code()).as(checked.text()).isZero();
        assertThat(checked.text()).contains("0 errors, 0 warnings");
    }
}
