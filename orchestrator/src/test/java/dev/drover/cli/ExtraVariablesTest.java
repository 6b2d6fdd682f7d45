package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.template.PyJson;
import dev.drover.vars.Layer;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtraVariablesTest {

    private static final List<String> OPTIONS =
            List.of("{\"a\": {\"x\": 1, \"deep\": {\"p\": 1}}, \"l\": [1]}", "{a: {y: 2, deep: {q: 2}}}", "l=text b=1");

    @Test
    void theLastOfEqualNamesCounts() throws IOException {
        var extra = ExtraVariables.parse(OPTIONS, Decryption.NONE, false);

        assertThat(json(extra, "a")).isEqualTo("{\"y\": 2, \"deep\": {\"q\": 2}}");
        assertThat(extra.find("l").orElseThrow()).hasToString("text");
    }

    /** As ansible-core does with {@code hash_behaviour = merge}. */
    @Test
    void mappingsBecomeOneWhereThatIsWanted() throws IOException {
        var extra = ExtraVariables.parse(OPTIONS, Decryption.NONE, true);

        assertThat(json(extra, "a")).isEqualTo("{\"x\": 1, \"deep\": {\"p\": 1, \"q\": 2}, \"y\": 2}");
        assertThat(extra.find("l").orElseThrow()).hasToString("text");
    }

    /** {@code -M}: nothing is passed over in silence. */
    @Test
    void modulesInPythonAreWarnedOf(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("plugins/modules"));
        Files.createDirectories(directory.resolve("empty"));
        Files.writeString(directory.resolve("plugins/modules/own.py"), "");
        var options = new ExecutionOptions();
        options.modulePaths = List.of(directory + "/empty:" + directory + "/plugins", directory + "/missing");

        assertThat(options.modulePathWarnings())
                .containsExactly(
                        "the modules in " + directory + "/plugins are of no use here: they are written in Python, and"
                                + " Drover runs its own modules only");
    }

    private static String json(Layer layer, String name) {
        return PyJson.line(layer.find(name).orElseThrow());
    }
}
