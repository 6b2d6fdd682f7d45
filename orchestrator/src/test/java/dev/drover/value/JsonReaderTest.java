package dev.drover.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void readsAllThereIs() {
        assertThat(JsonReader.parse(" {\"a\\u00e9\\n\\/\" : [1, -2.5e1, true, false, null, \"\", {}, []]}\n"))
                .isEqualTo(Value.Mapping.of(Map.of(
                        "a\u00e9\n/",
                        Value.Sequence.of(
                                Value.of(1),
                                Value.of(-25.0),
                                Value.TRUE,
                                Value.FALSE,
                                Value.NIL,
                                Value.of(""),
                                Value.EMPTY_MAPPING,
                                Value.EMPTY_SEQUENCE))));
        assertThat(JsonReader.parse("\"\\ud83d\\ude00\"")).isEqualTo(Value.of("\ud83d\ude00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a: 1}",
                "'a'",
                "01",
                "1.",
                "+1",
                "tru",
                "[1] 2",
                "\"\\x\"",
                "\"\\u12\"",
                "\"a",
                "NaN",
                "\"\t\""
            })
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> JsonReader.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no JSON: ");
    }

    @Test
    void doesNotLoseItselfInTheDeep() {
        assertThatThrownBy(() -> JsonReader.parse("[".repeat(100_000))).hasMessageContaining("too many levels");
    }
}
