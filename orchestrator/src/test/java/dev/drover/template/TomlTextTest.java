package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts are what tomlkit 0.15 makes of the same values. */
class TomlTextTest {

    @Test
    void valuesStandBeforeTables() {
        assertThat(toml("{'s': {'x': 1}, 'top': 2, 'n o': true, 'l': [1, 'a'], 'f': 1.5}"))
                .isEqualTo("top = 2\n\"n o\" = true\nl = [1, \"a\"]\nf = 1.5\n\n[s]\nx = 1\n");
    }

    @Test
    void tablesOfTablesAreNamedByThem() {
        assertThat(toml("{'t': {'u': {'v': 1}}}")).isEqualTo("[t.u]\nv = 1\n");
        assertThat(toml("{'f': {'g': 1, 'h': {'i': 'j'}}, 'm': {}}"))
                .isEqualTo("[f]\ng = 1\n\n[f.h]\ni = \"j\"\n\n[m]\n");
    }

    @Test
    void listsOfMappingsAreTables() {
        assertThat(toml("{'k': [{'x': 1}, {'y': 2}]}")).isEqualTo("[[k]]\nx = 1\n\n[[k]]\ny = 2\n");
    }

    @Test
    void textIsEscaped() {
        assertThat(toml("{'b': 'x\"y\\n'}")).isEqualTo("b = \"x\\\"y\\n\"\n");
    }

    @Test
    void refusesWhatTomlHasNot() {
        assertThatThrownBy(() -> toml("{'a': none}")).hasMessageContaining("TOML has no NoneType");
        assertThatThrownBy(() -> toml("[1]")).hasMessageContaining("to_toml requires a dict");
    }

    private static String toml(String value) {
        var templar = new JinjaTemplar(new CaseHost(true, Path.of("")));
        var expression = Value.Text.written(value + " | community.general.to_toml", Origin.NONE);
        return templar.expression(expression, new Layers(List.of())).toString();
    }
}
