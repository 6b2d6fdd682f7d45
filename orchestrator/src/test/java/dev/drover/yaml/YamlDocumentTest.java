package dev.drover.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class YamlDocumentTest {

    private final List<String> warnings = new ArrayList<>();

    @Test
    void readsWhatJsonIsToo() {
        assertThat(value("{\"a\": [1, \"x\", true, null]}"))
                .isEqualTo(map("a", Value.Sequence.of(Value.of(1), Value.of("x"), Value.TRUE, Value.NIL)));
    }

    @Test
    void leavesQuotedTextAsItIs() {
        assertThat(value("['yes', \"0644\", '~', !!str 12]"))
                .isEqualTo(Value.Sequence.of(Value.of("yes"), Value.of("0644"), Value.of("~"), Value.of("12")));
    }

    @Test
    void readsTaggedScalars() {
        assertThat(value("[!!int '12', !!float 3, !!bool 'yes', !!null '', ! 12]"))
                .isEqualTo(Value.Sequence.of(Value.of(12), Value.of(3.0), Value.TRUE, Value.NIL, Value.of(12)));
    }

    @Test
    void marksUnsafeText() {
        var text = (Value.Text) value("!unsafe '{{ x }}'");

        assertThat(text.unsafe()).isTrue();
        assertThat(text.text()).isEqualTo("{{ x }}");
    }

    @Test
    void findsNothingInAnEmptyFile() {
        assertThat(YamlDocument.parse("# nothing here\n", "play.yml", this::warn))
                .isEmpty();
    }

    @Test
    void knowsWhereTextsBegin() {
        var document = entries("""
                plain: text
                single: 'text'
                double: "text"
                literal: |
                  text
                folded: >-

                    text
                list:
                  - first
                """);

        assertThat(origin(document, "plain")).isEqualTo(at(1, 8));
        assertThat(origin(document, "single")).isEqualTo(at(2, 10));
        assertThat(origin(document, "double")).isEqualTo(at(3, 10));
        assertThat(origin(document, "literal")).isEqualTo(at(5, 3));
        assertThat(origin(document, "folded")).isEqualTo(at(8, 5));
        var list = (YamlNode.Items) document.get("list").orElseThrow();
        assertThat(list.origin()).isEqualTo(at(10, 3));
        assertThat(list.items().getFirst().origin()).isEqualTo(at(10, 5));
    }

    @Test
    void knowsWhereNodesBegin() {
        var document = entries("single: 'text'\nliteral: |\n  text\n");

        assertThat(document.entries().getFirst().key().origin()).isEqualTo(at(1, 1));
        assertThat(document.get("single").orElseThrow().origin()).isEqualTo(at(1, 9));
        assertThat(document.get("literal").orElseThrow().origin()).isEqualTo(at(2, 10));
    }

    @Test
    void knowsWhereABlockScalarWithAGivenIndentBegins() {
        var document = entries("a: |2\n    indented\n  text\n");

        assertThat(document.get("a").orElseThrow().value()).isEqualTo(Value.of("  indented\ntext\n"));
        assertThat(origin(document, "a")).isEqualTo(at(2, 3));
    }

    @Test
    void countsColumnsInCharacters() {
        var document = entries("{ö: 'x', 😀: y}");

        assertThat(origin(document, "ö")).isEqualTo(at(1, 6));
        assertThat(origin(document, "😀")).isEqualTo(at(1, 13));
    }

    @Test
    void warnsOfAKeyThatIsThereTwice() {
        assertThat(value("a: 1\nb: 2\na: 3\n")).isEqualTo(map("b", Value.of(2), "a", Value.of(3)));
        assertThat(warnings).containsExactly("play.yml:3:1: the key \"a\" is there twice; the last one counts");
    }

    @Test
    void mergesMappings() {
        var value = value("""
                base: &base {a: 1, b: 2}
                more: &more {b: 3, c: 4}
                one:
                  <<: *base
                  b: own
                two:
                  <<: [*base, *more]
                """);

        assertThat(get(value, "one")).isEqualTo(map("a", Value.of(1), "b", Value.of("own")));
        assertThat(get(value, "two")).isEqualTo(map("a", Value.of(1), "b", Value.of(2), "c", Value.of(4)));
        assertThat(warnings).isEmpty();
    }

    @Test
    void mergesOnlyMappings() {
        assertThat(failure("a:\n  <<: text\n")).hasMessage("only mappings can be merged with <<");
        assertThat(failure("a:\n  <<: text\n").origin()).isEqualTo(at(2, 7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'a:\n\tb: 1'            | 2 | 1 | YAML allows no tab for indentation
                    'a: b: c'               | 1 | 5 | a colon with a blank behind it is not allowed here: quote the text
                    'a: *nowhere'           | 1 | 4 | this is not YAML: found undefined alias nowhere
                    'a: !vault x'           | 1 | 4 | what is tagged !vault begins with $ANSIBLE_VAULT
                    'a: !custom x'          | 1 | 4 | the tag !custom is not known
                    """)
    void tellsWhereItIsWrong(String text, int line, int column, String message) {
        var failure = failure(text.replace("\\n", "\n").replace("\\t", "\t"));

        assertThat(failure.origin()).isEqualTo(at(line, column));
        assertThat(failure).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1, 2",
                "a: {b: 1",
                "a: 'text",
                "a: \"text",
                "- a\nb: 1",
                "a: \"\\q\"",
                "%YAML 9.9\n---\na",
                "---\na: 1\n---\nb: 2\n",
                "a: @b",
                "a: `b",
                "a: %b",
                "&a [*a]"
            })
    void refusesWhatIsNoDocument(String text) {
        assertThat(failure(text).origin().line()).isPositive();
    }

    @Test
    void wantsTemplatesInQuotationMarks() {
        assertThat(failure("a: {{ x }}"))
                .hasMessage("a mapping or a list can't be a key; text that begins with {{ stands in quotation marks");
        assertThat(failure("a: {{ x }}").origin()).isEqualTo(at(1, 5));
        assertThat(failure("? [a, b]\n: c").origin()).isEqualTo(at(1, 3));
    }

    @Test
    void refusesControlCharacters() {
        assertThat(failure("a: 1\nb: \u0007")).hasMessage("YAML allows no control character such as U+0007");
        assertThat(failure("a: 1\nb: \u0007").origin()).isEqualTo(at(2, 4));
    }

    @Test
    void survivesAliasesOfAliases() {
        var text = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            text.append("l").append(i).append(": &l").append(i).append(" [");
            text.append(("*l" + (i - 1) + ", ").repeat(9))
                    .append("*l")
                    .append(i - 1)
                    .append("]\n");
        }

        assertThat(failure(text.toString()).origin().file()).isEqualTo("play.yml");
    }

    @Test
    void survivesDeepNesting() {
        assertThat(failure("[".repeat(100_000)).origin().file()).isEqualTo("play.yml");
        assertThat(failure("{a: ".repeat(100_000)).origin().file()).isEqualTo("play.yml");
        assertThat(failure("- ".repeat(100_000)).origin().file()).isEqualTo("play.yml");
    }

    @Test
    void readsLongScalars() {
        String text = "x".repeat(10_000_000);

        assertThat(value("a: " + text + "\n")).isEqualTo(map("a", Value.of(text)));
        assertThat(value("a: |\n  " + text + "\n")).isEqualTo(map("a", Value.of(text + "\n")));
        assertThat(value("a: '" + text + "'\n")).isEqualTo(map("a", Value.of(text)));
    }

    @Test
    void refusesWhatIsNoUtf8(@TempDir Path directory) throws IOException {
        var file = Files.write(directory.resolve("play.yml"), new byte[] {'a', ':', ' ', (byte) 0xff, '\n'});

        var failure = catchThrowableOfType(YamlException.class, () -> YamlDocument.read(file, "play.yml", this::warn));

        assertThat(failure).hasMessage("the file is not UTF-8 text");
        assertThat(failure.origin()).isEqualTo(at(1, 4));
    }

    @Test
    void readsAFileWithAByteOrderMark(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("play.yml"), "\ufeffa: 1\n");

        assertThat(YamlDocument.read(file, "play.yml", this::warn).orElseThrow().value())
                .isEqualTo(map("a", Value.of(1)));
    }

    private Value value(String text) {
        return YamlDocument.parse(text, "play.yml", this::warn).orElseThrow().value();
    }

    private YamlNode.Entries entries(String text) {
        return (YamlNode.Entries)
                YamlDocument.parse(text, "play.yml", this::warn).orElseThrow();
    }

    private YamlException failure(String text) {
        return catchThrowableOfType(YamlException.class, () -> value(text));
    }

    private void warn(String message, Origin origin) {
        warnings.add(origin + ": " + message);
    }

    private static Value get(Value value, String key) {
        return ((Value.Mapping) value).get(key).orElseThrow();
    }

    private static Origin origin(YamlNode.Entries document, String key) {
        return ((Value.Text) document.get(key).orElseThrow().value()).origin();
    }

    private static Origin at(int line, int column) {
        return new Origin("play.yml", line, column);
    }

    private static Value.Mapping map(Object... entries) {
        var map = new LinkedHashMap<String, Value>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], (Value) entries[i + 1]);
        }
        return Value.Mapping.of(map);
    }
}
