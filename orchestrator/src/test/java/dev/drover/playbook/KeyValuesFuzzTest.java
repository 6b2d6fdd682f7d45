package dev.drover.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.drover.value.Origin;
import dev.drover.value.Value;

/** Whatever text is given: arguments or an error with a place. */
class KeyValuesFuzzTest {

    @FuzzTest
    void keyValues(@NotNull String text) {
        for (var module : new String[] {"copy", "command"}) {
            try {
                KeyValues.parse(module, Value.Text.written(text, new Origin("site.yml", 3, 7)));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching("(?s).+");
            }
        }
    }
}
