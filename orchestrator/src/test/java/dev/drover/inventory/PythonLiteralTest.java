package dev.drover.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those of ansible-core 2.21 to {@code h x="…"} in an INI inventory. */
class PythonLiteralTest {

    static Stream<Arguments> literals() {
        return Stream.of(
                Arguments.of("1", Value.of(1)),
                Arguments.of("-5", Value.of(-5)),
                Arguments.of("+5", Value.of(5)),
                Arguments.of("00", Value.of(0)),
                Arguments.of("1_000", Value.of(1000)),
                Arguments.of("0x1f", Value.of(31)),
                Arguments.of("0b11", Value.of(3)),
                Arguments.of("0o17", Value.of(15)),
                Arguments.of("123456789012345678901", new Value.Int(new BigInteger("123456789012345678901"))),
                Arguments.of("1.5", Value.of(1.5)),
                Arguments.of("1.", Value.of(1.0)),
                Arguments.of(".5", Value.of(0.5)),
                Arguments.of("1e3", Value.of(1000.0)),
                Arguments.of("True", Value.TRUE),
                Arguments.of("False", Value.FALSE),
                Arguments.of("None", Value.NIL),
                Arguments.of("'text'", Value.of("text")),
                Arguments.of("'a\\nb'", Value.of("a\nb")),
                Arguments.of("\"it's\"", Value.of("it's")),
                Arguments.of("[1, 'x']", Value.Sequence.of(Value.of(1), Value.of("x"))),
                Arguments.of("[-1, [2]]", Value.Sequence.of(Value.of(-1), Value.Sequence.of(Value.of(2)))),
                Arguments.of("[]", Value.EMPTY_SEQUENCE),
                Arguments.of("()", Value.EMPTY_SEQUENCE),
                Arguments.of("(1)", Value.of(1)),
                Arguments.of("(1,)", Value.Sequence.of(Value.of(1))),
                Arguments.of("(1, 2)", Value.Sequence.of(Value.of(1), Value.of(2))),
                Arguments.of("{'a': 1}", Value.Mapping.of(Map.of("a", Value.of(1)))),
                Arguments.of("{}", Value.EMPTY_MAPPING),
                Arguments.of("1 # one", Value.of(1)),
                Arguments.of("'a' # text", Value.of("a")));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void isALiteral(String text, Value value) {
        assertThat(literal(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0644", "yes", "true", "a-b", "/etc/x", "1+2", "1.2.3", "int(1)", "100%", "{{ x }}", "a = b", "[1, x]",
                "'open", "[1", "{'a'}1", "a # b", "# a", "web1"
            })
    void isText(String text) {
        assertThat(literal(text)).isEqualTo(Value.of(text));
    }

    @Test
    void survivesDeepNesting() {
        assertThat(literal("[".repeat(100_000))).isInstanceOf(Value.Text.class);
    }

    private static Value literal(String text) {
        return PythonLiteral.orText(text, new Origin("hosts", 1, 1));
    }
}
