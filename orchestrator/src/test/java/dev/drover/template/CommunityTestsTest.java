package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What community.general's documentation says of its tests. */
class CommunityTestsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'www.example.org' is community.general.fqdn_valid; true",
                "'example.org.' is community.general.fqdn_valid; true",
                "'-bad.example.org' is community.general.fqdn_valid; false",
                "'a..b' is community.general.fqdn_valid; false",
                "'my_host.example.org' is community.general.fqdn_valid; false",
                "'my_host.example.org' is community.general.fqdn_valid(allow_underscores=true); true",
                "'host' is community.general.fqdn_valid; true",
                "'host' is community.general.fqdn_valid(min_labels=2); false",
                "'no_such_module' is community.general.a_module; false"
            })
    void holds(String expression, boolean truth) {
        var templar = new JinjaTemplar(new CaseHost(true, Path.of("")));
        assertThat(templar.expression(Value.Text.written(expression, Origin.NONE), new Layers(List.of())))
                .isEqualTo(Value.of(truth));
    }
}
