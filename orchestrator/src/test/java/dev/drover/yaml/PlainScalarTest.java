package dev.drover.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those that PyYAML 6 gave to the same scalars. */
class PlainScalarTest {

    @ParameterizedTest
    @ValueSource(strings = {"yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"})
    void isTrue(String text) {
        assertThat(resolve(text)).isEqualTo(Value.TRUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"})
    void isFalse(String text) {
        assertThat(resolve(text)).isEqualTo(Value.FALSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void isNull(String text) {
        assertThat(resolve(text)).isEqualTo(Value.NIL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | 0
                    00 | 0
                    0_ | 0
                    -0 | 0
                    +1 | 1
                    -1 | -1
                    1_ | 1
                    1_000 | 1000
                    1__0 | 10
                    123456789012345678901234567890 | 123456789012345678901234567890
                    0644 | 420
                    -0644 | -420
                    0_7 | 7
                    0x1f | 31
                    +0x1F | 31
                    0x_f | 15
                    0b101 | 5
                    0b1_0 | 2
                    1:5 | 65
                    9:59 | 599
                    -1:30 | -90
                    22:22 | 1342
                    60:00 | 3600
                    1:00:00 | 3600
                    12:30:45 | 45045
                    190:20:30 | 685230
                    """)
    void isInteger(String text, String number) {
        assertThat(resolve(text)).isEqualTo(new Value.Int(new BigInteger(number)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1. | 1.0
                    0. | 0.0
                    1.5 | 1.5
                    .5 | 0.5
                    00.5 | 0.5
                    -00.5 | -0.5
                    08.5 | 8.5
                    1_000.5 | 1000.5
                    0.1_5 | 0.15
                    1._5 | 1.5
                    1.e+3 | 1000.0
                    1.0e+3 | 1000.0
                    1.0E+3 | 1000.0
                    1.5e-3 | 0.0015
                    .5e+3 | 500.0
                    1:30.5 | 90.5
                    190:20:30.15 | 685230.15
                    -190:20:30.15 | -685230.15
                    .inf | Infinity
                    +.INF | Infinity
                    -.Inf | -Infinity
                    .nan | NaN
                    .NaN | NaN
                    .NAN | NaN
                    """)
    void isReal(String text, double number) {
        assertThat(resolve(text)).isEqualTo(new Value.Real(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "n",
                "Y",
                "N",
                "yEs",
                "t",
                "f",
                "T",
                "F",
                "none",
                "None",
                "nULL",
                "0o644",
                "08",
                "09",
                "-08",
                "0X1F",
                "0b",
                "0x",
                "0x1g",
                "1:60",
                "01:30",
                "0:0",
                "-.5",
                "+.5",
                "1e",
                "1e3",
                "1.0e3",
                "1.0e+",
                "-.nan",
                "._5",
                ".",
                "..",
                "+",
                "-_1",
                "+_1",
                "_1",
                "1.2.3",
                "1,000",
                "0.0.0.0",
                "web1",
                "/etc/motd"
            })
    void isText(String text) {
        assertThat(resolve(text)).isEqualTo(Value.of(text)).isInstanceOf(Value.Text.class);
    }

    /** PyYAML fails on these; they are no numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"0b_", "0x_", "-0b__", "+0x_"})
    void isTextWithoutADigit(String text) {
        assertThat(resolve(text)).isEqualTo(Value.of(text));
    }

    private static Value resolve(String text) {
        return PlainScalar.resolve(text, new Origin("play.yml", 1, 1));
    }
}
