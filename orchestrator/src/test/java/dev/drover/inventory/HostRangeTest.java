package dev.drover.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.value.Origin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those of ansible-core 2.21. */
class HostRangeTest {

    private static final Origin ORIGIN = new Origin("hosts", 1, 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    web | web
                    w[1:3] | w1 w2 w3
                    w[01:03] | w01 w02 w03
                    w[00:02] | w00 w01 w02
                    w[08:11] | w08 w09 w10 w11
                    w[9:10] | w9 w10
                    w[:2] | w0 w1 w2
                    w[1:9:4] | w1 w5 w9
                    w[a:c] | wa wb wc
                    w[a:e:2] | wa wc we
                    w[A:C] | wA wB wC
                    w[y:B] | wy wz wA wB
                    w[0:2]-[01:02] | w0-01 w0-02 w1-01 w1-02 w2-01 w2-02
                    a[1:2]b[x:y].de | a1bx.de a1by.de a2bx.de a2by.de
                    w[3:1] | ''
                    """)
    void expands(String range, String hosts) {
        assertThat(String.join(" ", HostRange.expand(range, ORIGIN))).isEqualTo(hosts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "w[1:]",
                "w[1:2:0]",
                "w[1:2:x]",
                "w[a:1]",
                "w[1:a]",
                "w[aa:ac]",
                "w[c:a]",
                "w[001:3]",
                "w[1]",
                "w[]",
                "w[1:2:3:4]",
                "w[1:99999999999]"
            })
    void refuses(String range) {
        assertThatThrownBy(() -> HostRange.expand(range, ORIGIN))
                .isInstanceOfSatisfying(
                        InventoryException.class, e -> assertThat(e.origin()).isEqualTo(ORIGIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w[0:99999999]", "w[0:1999]x[0:1999]", "w[0:999]x[0:999]y[0:999]"})
    void refusesMillions(String range) {
        assertThatThrownBy(() -> HostRange.expand(range, ORIGIN))
                .hasMessageContaining("means more than a million hosts");
    }
}
