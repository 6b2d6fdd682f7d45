package dev.drover.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.value.Value;
import dev.drover.vars.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariableFilesTest {

    @TempDir
    Path directory;

    /** What was there when it was first asked for is read once: each look is a new one. */
    private static VariableFiles files() {
        return new VariableFiles((message, origin) -> {});
    }

    @Test
    void takesTheFirstEndingThatIsThere() throws IOException {
        write("web.json", "{\"a\": \"json\"}");
        write("db.yml", "a: yml");
        write("db.json", "{\"a\": \"json\"}");
        write("app", "a: none");
        write("app.yml", "a: yml");

        assertThat(variables("web").find("a")).contains(Value.of("json"));
        assertThat(variables("db").find("a")).contains(Value.of("yml"));
        assertThat(variables("app").find("a")).contains(Value.of("none"));
    }

    @Test
    void readsDirectoriesInTheOrderOfTheirNames() throws IOException {
        write("web/b.yml", "x: 1\nfrom: b");
        write("web/a.yml", "x: 0\ny: 2");
        write("web/c/d.yml", "z: 3\nfrom: d");
        write("web/.hidden.yml", "x: 9");
        write("web/old.yml~", "x: 9");
        write("web/readme.md", "no variables");

        var variables = variables("web");

        assertThat(variables.find("x")).contains(Value.of(1));
        assertThat(variables.find("y")).contains(Value.of(2));
        assertThat(variables.find("z")).contains(Value.of(3));
        assertThat(variables.find("from")).contains(Value.of("d"));
    }

    @Test
    void findsNothingInEmptyFilesAndMissingOnes() throws IOException {
        write("web.yml", "---\n");

        assertThat(files().named(directory, "web")).isEmpty();
        assertThat(files().named(directory, "nowhere")).isEmpty();
    }

    @Test
    void wantsAMapping() throws IOException {
        write("web.yml", "- a\n");

        assertThatThrownBy(() -> files().named(directory, "web"))
                .hasMessage("a file of variables is a mapping of names to values");
    }

    private Layers variables(String name) {
        return new Layers(files().named(directory, name));
    }

    private void write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
