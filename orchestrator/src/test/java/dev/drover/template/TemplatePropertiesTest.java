package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every template. */
class TemplatePropertiesTest {

    private static final Map<String, Value> VARIABLES = Map.of(
            "n", Value.of(5),
            "s", Value.of("some text"),
            "l", Value.Sequence.of(Value.of(1), Value.of("b")),
            "d", Value.Mapping.of(Map.of("a", Value.of(1))),
            "secret", Value.Text.data("hunter2").asSecret());

    private static final Variables ALL = new Variables() {
        @Override
        public Optional<Value> find(String name) {
            return Optional.ofNullable(VARIABLES.get(name));
        }

        @Override
        public Set<String> names() {
            return VARIABLES.keySet();
        }
    };

    private final JinjaTemplar templar = new JinjaTemplar(new CaseHost(true, Path.of("")));

    @Provide
    Arbitrary<String> templates() {
        var pieces = Arbitraries.of(
                "{{",
                "}}",
                "{%",
                "%}",
                "{#",
                "#}",
                "-",
                "+",
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                ",",
                ".",
                ":",
                "|",
                "~",
                "*",
                "**",
                "/",
                "//",
                "%",
                "=",
                "==",
                "!=",
                "<",
                ">=",
                " ",
                "\n",
                "'a'",
                "\"b\"",
                "1",
                "2.5",
                "n",
                "s",
                "l",
                "d",
                "nosuch",
                "if",
                "else",
                "elif",
                "endif",
                "for",
                "in",
                "endfor",
                "set",
                "endset",
                "is",
                "not",
                "and",
                "or",
                "defined",
                "upper",
                "list",
                "length",
                "default('x')",
                "map('int')",
                "macro m(a)",
                "endmacro",
                "m",
                "block b",
                "endblock",
                "raw",
                "endraw",
                "loop",
                "loop.index",
                "filter upper",
                "endfilter",
                "with",
                "endwith",
                "true",
                "none",
                "text",
                "#jinja2: trim_blocks: True\n",
                "\\",
                "'",
                "\u00e9",
                "\ud83d\ude00");
        return pieces.list().ofMaxSize(30).map(list -> String.join(" ", list));
    }

    @Property(tries = 2000)
    void renderingFailsWithNothingButErrorsOfItsOwn(@ForAll("templates") String template) {
        tried(template);
        tried("{{ " + template + " }}");
        tried("{% for i in l %}" + template + "{% endfor %}");
    }

    @Property(tries = 500)
    void anyTextIsRendered(@ForAll String text) {
        tried("{{" + text);
        tried("{%" + text + "%}");
    }

    private void tried(String template) {
        try {
            templar.resolve(Value.Text.written(template, new Origin("a.yml", 0, 0)), ALL);
        } catch (TemplateException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    @Property(tries = 2000)
    void printedTemplatesParseToTheSame(@ForAll("templates") String template) {
        List<Statement> body;
        try {
            body = TemplateParser.parse("{{ " + template + " }}", TemplateOptions.DEFAULT.withTrimBlocks(false), false);
        } catch (SyntaxMistake e) {
            return;
        }
        if (body.toString().contains("Name[name=not,")) {
            return; // as in Jinja "- not" names a variable, which parentheses around it would make an operator
        }
        String printed = Unparser.of(body);

        var again = TemplateParser.parse(printed, TemplateOptions.DEFAULT.withTrimBlocks(false), false);

        assertThat(Unparser.of(again)).isEqualTo(printed);
    }

    @Provide
    Arbitrary<List<String>> chains() {
        return Arbitraries.of(Filters.names().stream()
                        .filter(name -> !name.contains("pipe") && !name.equals("fileglob"))
                        .sorted()
                        .toList())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 800)
    void whatIsMadeOfASecretIsSecret(@ForAll("chains") List<String> chain) {
        Value result;
        try {
            result = templar.resolve(
                    Value.Text.written("{{ secret | " + String.join(" | ", chain) + " }}", new Origin("a.yml", 0, 0)),
                    ALL);
        } catch (TemplateException e) {
            return;
        }
        texts(result).forEach(text -> {
            assertThat(text.secret()).as("secret").isTrue();
            assertThat(text.unsafe()).as("unsafe").isTrue();
        });
    }

    private static List<Value.Text> texts(Value value) {
        return switch (value) {
            case Value.Text text -> List.of(text);
            case Value.Sequence(var items) ->
                items.stream().flatMap(item -> texts(item).stream()).toList();
            case Value.Mapping(var entries) ->
                entries.values().stream().flatMap(item -> texts(item).stream()).toList();
            default -> List.of();
        };
    }
}
