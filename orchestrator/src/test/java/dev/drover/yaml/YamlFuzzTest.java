package dev.drover.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

/** Whatever text is given: a document or an error with a place. */
class YamlFuzzTest {

    @FuzzTest
    void document(@NotNull String text) {
        try {
            YamlDocument.parse(text, "file.yml", (message, origin) -> {});
        } catch (YamlException e) {
            assertThat(e.origin().file()).isEqualTo("file.yml");
        }
    }
}
