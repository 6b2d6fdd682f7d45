package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.PlaybookLoader;
import dev.drover.playbook.SearchPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagFilterTest {

    @TempDir
    Path directory;

    /** Columns: tags of the task, {@code --tags}, {@code --skip-tags}, whether it runs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''          | ''       | ''       | true
                    a           | ''       | ''       | true
                    never       | ''       | ''       | false
                    never,a     | a        | ''       | true
                    never       | never    | ''       | true
                    never,a     | all      | ''       | false
                    a           | a        | ''       | true
                    a           | b        | ''       | false
                    ''          | b        | ''       | false
                    always      | b        | ''       | true
                    always      | ''       | always   | false
                    always      | ''       | all      | true
                    a           | ''       | all      | false
                    a           | ''       | a        | false
                    a,b         | a        | b        | false
                    a           | tagged   | ''       | true
                    ''          | tagged   | ''       | false
                    never       | tagged   | ''       | false
                    ''          | untagged | ''       | true
                    a           | untagged | ''       | false
                    a           | ''       | tagged   | false
                    ''          | ''       | untagged | false
                    """)
    void selects(String tags, String run, String skip, boolean selected) throws IOException {
        var file = Files.writeString(
                directory.resolve("site.yml"), "- {hosts: all, tasks: [{command: ls, tags: [" + tags + "]}]}");
        var task = new PlaybookLoader(SearchPaths.NONE, ConstantNames.none(), (message, origin) -> {})
                .load(file)
                .getFirst()
                .tasks()
                .getFirst();

        assertThat(TagFilter.of(words(run), words(skip)).selects(task)).isEqualTo(selected);
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(",")).filter(word -> !word.isEmpty()).toList();
    }
}
