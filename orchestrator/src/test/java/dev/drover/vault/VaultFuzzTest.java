package dev.drover.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.drover.value.Origin;
import dev.drover.value.UndecryptableException;

/** Whatever text is given: a vault or an error. */
class VaultFuzzTest {

    @FuzzTest
    void text(@NotNull String text) {
        try {
            VaultText.parse(text, new Origin("secrets.yml", 1, 1));
        } catch (UndecryptableException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }
}
