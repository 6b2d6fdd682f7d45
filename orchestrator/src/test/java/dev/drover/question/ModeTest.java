package dev.drover.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "u=rw,g=r,o=; 0777; 0640",
                "a+x; 0644; 0755",
                "+x; 0644; 0755",
                "u+s,g-w; 0775; 04755",
                "g=u; 0750; 0770",
                "o-rwx,u+X; 0644; 0640",
                "u=rwX,go=rX; 0755; 0755",
                "ug=rw+x; 0000; 0770",
                "o+t; 0777; 01777"
            })
    void symbolicOnesChangeWhatIsThere(String mode, String before, String after) {
        assertThat(Mode.digits(Mode.parse(Value.of(mode)).of(Integer.parseInt(before, 8), false)))
                .isEqualTo(after.length() == 4 ? after : Mode.digits(Integer.parseInt(after, 8)));
    }

    @Test
    void anIntegerIsWhatYamlMadeOfAnOctalNumber() {
        assertThat(Mode.parse(Value.of(420))).isEqualTo(Mode.parse(Value.of("0644")));
        assertThat(Mode.parse(Value.of("644"))).isEqualTo(Mode.parse(Value.of("0644")));
        assertThat(Mode.parse(Value.of("0o644"))).isEqualTo(Mode.parse(Value.of("0644")));
    }

    @Test
    void nonsenseIsRefused() {
        for (var wrong : new String[] {"u=q", "888", "0100000", "rw-r--r--", ""}) {
            assertThatThrownBy(() -> Mode.parse(Value.of(wrong))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
