package dev.drover.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.file.Path;

/** Whatever text is given: an inventory, hosts, or an error with a place. */
class InventoryFuzzTest {

    private static InventoryBuilder read(String text) {
        var builder = new InventoryBuilder();
        IniSource.read(text, "hosts", Path.of("hosts"), builder);
        return builder;
    }

    @FuzzTest
    void ini(@NotNull String text) {
        try {
            read(text);
        } catch (InventoryException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    @FuzzTest
    void hostPattern(@NotNull String text) {
        if (text.contains("@")) {
            return; // names a file to read
        }
        try {
            HostPattern.match(text, read("[web]\nweb[1:3]\n[db]\ndb-a\n").build(), part -> {});
        } catch (InventoryException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }
}
