package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.value.Value;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10 | ''        | 10
                    10 | 0         | 10
                    10 | 3         | 3 3 3 1
                    10 | 1 5       | 1 5 4
                    10 | 1 2 3     | 1 2 3 3 1
                    10 | 30%       | 3 3 3 1
                    10 | 10% 100%  | 1 9
                    3  | 10%       | 1 1 1
                    3  | 50%       | 1 1 1
                    3  | 100%      | 3
                    3  | 5         | 3
                    0  | 5         | ''
                    """)
    void cuts(int hosts, String serial, String sizes) {
        var written = serial.isEmpty()
                ? List.<Value>of()
                : Stream.of(serial.split(" ")).map(Value::of).toList();

        var batches = Batches.of(IntStream.range(0, hosts).boxed().toList(), written);

        assertThat(String.join(
                        " ", batches.stream().map(batch -> "" + batch.size()).toList()))
                .isEqualTo(sizes);
        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, hosts).boxed().toList());
    }

    @Test
    void takesNumbers() {
        assertThat(Batches.of(List.of(1, 2, 3), List.of(Value.of(2)))).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    void refusesWords() {
        assertThatThrownBy(() -> Batches.of(List.of(1), List.of(Value.of("many"))))
                .hasMessage("serial takes numbers and percentages, not \"many\"");
    }
}
