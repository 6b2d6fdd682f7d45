package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.value.Value;
import dev.drover.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes are told where they stand in the file, however the YAML around them is written. */
class PlacesTest {

    private static final Variables NONE = new Variables() {
        @Override
        public Optional<Value> find(String name) {
            return Optional.empty();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    };

    @TempDir
    Path folder;

    /** Files with one mistake each, that begins with {@code nosuch}. */
    static Stream<String> files() {
        return Stream.of(
                "a: x {{ nosuch }}\n",
                "a:   x {{'a'}} and\n  more {{ nosuch }}\n",
                "a: b\n   c\n\n\n   {{ nosuch }}\n",
                "a: 'it''s {{ nosuch }}'\n",
                "a: 'it''s\n\n  so: {{ nosuch }}'\n",
                "a: \"\\x41\\n\\t{{ nosuch }}\"\n",
                "a: \"\\U0001F600 \\u00e9 {{ nosuch }}\"\n",
                "a: \"one \\\n   two\n\n   three {{ nosuch }}\"\n",
                "a: |\n  one\n  {{ nosuch }}\n",
                "a: |\n\n\n  {{ nosuch }}\n",
                "a: |2-\n    deep\n   {{ nosuch }}\n",
                "- a: |  # a comment\n    {{ nosuch }}\n",
                "a: >\n  one\n  two {{ nosuch }}\n",
                "a: >-\n  one\n\n  two\n  three\n    further\n    {{ nosuch }}\n",
                "a: >+\n\n  one\n\n\n  {{ nosuch }}\n\n",
                "- |\n  {% if true %}\n  {{ 1 +\n    nosuch }}\n  {% endif %}\n",
                "a: |\n  #jinja2: lstrip_blocks: True\n  one\n  {{ nosuch }}\n",
                "a: >\n  {{ nosuch('x' | upper) }}\n");
    }

    @ParameterizedTest
    @MethodSource("files")
    void undefined(String yaml) throws IOException {
        assertThat(place(yaml)).isEqualTo(expected(yaml, "nosuch"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void syntax(String yaml) throws IOException {
        String broken = yaml.replace("nosuch", "]nosuch");

        assertThat(place(broken)).isEqualTo(expected(broken, "]nosuch"));
    }

    /** The same without evaluating anything. */
    @ParameterizedTest
    @MethodSource("files")
    void unknownFilter(String yaml) throws IOException {
        String filtered = yaml.replace("nosuch", "nosuch | nosuchfilter");
        var found = Analyzer.analyse((Value.Text) only(written(filtered)), Form.TEXT, TemplateOptions.DEFAULT);

        assertThat(found.mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(
                                mistake.origin().line() + ":" + mistake.origin().column())
                        .isEqualTo(expected(filtered, "nosuchfilter")));
        assertThat(found.variables())
                .anySatisfy(use -> assertThat(
                                use.origin().line() + ":" + use.origin().column())
                        .isEqualTo(expected(filtered, "nosuch")));
    }

    private static Value only(Value value) {
        return switch (value) {
            case Value.Sequence(var items) -> only(items.getFirst());
            case Value.Mapping(var entries) -> only(entries.values().iterator().next());
            default -> value;
        };
    }

    private String place(String yaml) throws IOException {
        var value = written(yaml);
        var templar = new JinjaTemplar(new CaseHost(true, folder));
        var problem = catchThrowableOfType(TemplateException.class, () -> templar.resolve(value, NONE));
        return problem.origin().line() + ":" + problem.origin().column();
    }

    private Value written(String yaml) throws IOException {
        var file = folder.resolve("file.yml");
        Files.writeString(file, yaml);
        return YamlDocument.parse(yaml, file.toString(), (message, origin) -> {})
                .orElseThrow()
                .value();
    }

    private static String expected(String yaml, String what) {
        int at = yaml.indexOf(what);
        String before = yaml.substring(0, at);
        return 1 + before.chars().filter(c -> c == '\n').count() + ":" + (at - before.lastIndexOf('\n'));
    }
}
