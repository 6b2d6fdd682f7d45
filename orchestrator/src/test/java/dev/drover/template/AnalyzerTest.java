package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.template.Analysis.Bringing;
import dev.drover.template.Analysis.Certainty;
import dev.drover.template.Analysis.TemplateReference;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzerTest {

    private static final Origin PLACE = new Origin("site.yml", 7, 11);

    private static Analysis analyse(String text, Form form) {
        return Analyzer.analyse(Value.Text.written(text, PLACE), form, TemplateOptions.DEFAULT);
    }

    /** Its variables in the order of their uses: {@code a} certain, {@code b?} in a branch, {@code c*} guarded. */
    private static String variables(String text, Form form) {
        return analyse(text, form).variables().stream()
                .map(use -> use.name()
                        + switch (use.certainty()) {
                            case CERTAIN -> "";
                            case IN_BRANCH -> "?";
                            case GUARDED -> "*";
                        })
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "a                                           # a",
                "a.b[c].d                                    # a c",
                "a | default(b)                              # a* b?",
                "a.b.c | d('x') | upper                      # a*",
                "(a + 1) | default(0)                        # a",
                "a[b] | default(0)                           # a* b",
                "a | upper | default(b | default(c))         # a* b* c?",
                "a is defined                                # a*",
                "a.b is undefined                            # a*",
                "a is defined and a == b                     # a* a* b?",
                "a is not defined or a.x                     # a* a*",
                "a or b                                      # a b?",
                "a if b else c                               # b a? c?",
                "a if a is defined else b                    # a* a* b?",
                "not a                                       # a",
                "a in b                                      # a b",
                "a ~ b                                       # a b",
                "1 < a < b                                   # a b",
                "[a, b]                                      # a b",
                "[a, b] | length                             # a? b?",
                "{'k': a, b: 1}                              # a b",
                "x[a:b]                                      # x a b",
                "a is version(b, '>=')                       # a b",
                "a is string                                 # a",
                "vars['a']                                   # a*",
                "vars.a                                      # a*",
                "vars.get('a', b)                            # a* b",
                "'a' in vars and a                           # a* a*",
                "lookup('vars', 'a', default=b)              # a* b",
                "lookup('file', a)                           # a",
                "lookup('file', '{{ a }}/x')                 # a",
                "q('items', a)                               # a",
                "range(a) | list                             # a",
                "omit                                        #",
                "a | ternary(b, c)                           # a b? c?",
                "a | map('extract', b) | list                # a b",
                "hostvars[a].b                               # hostvars a",
                "a | mandatory                               # a",
                "a | type_debug                              # a*",
                "'%s' | format(a)                            # a",
                "f'                                          #",
            })
    void variablesOfExpressions(String expression, String expected) {
        assertThat(variables(expression, Form.EXPRESSION))
                .isEqualTo(Optional.ofNullable(expected).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "plain                                                          #",
                "{{ a }} and {{ b }}                                            # a b",
                "{% if a %}{{ b }}{% elif c %}{{ d }}{% else %}{{ e }}{% endif %} # a b? c? d? e?",
                "{% if a is defined %}{{ a }}{% else %}{{ a }}{% endif %}       # a* a* a*",
                "{% for i in a %}{{ i }}{{ loop.index }}{{ b }}{% endfor %}     # a b?",
                "{% for i in [1] %}{{ b }}{% endfor %}                          # b",
                "{% for i in a if i != b %}{% else %}{{ c }}{% endfor %}{{ i }} # a b? c? i",
                "{% for k, v in a.items() %}{{ k ~ v }}{% endfor %}             # a",
                "{% set x = a %}{{ x }}                                         # a?",
                "{% set x = x | default(1) %}{{ x }}                            # x*",
                "{% if a %}{% set x = 1 %}{% endif %}{{ x }}                    # a x*",
                "{% if a %}{% set x = 1 %}{% else %}{% set x = 2 %}{% endif %}{{ x }} # a",
                "{% if x is not defined %}{% set x = 1 %}{% endif %}{{ x }}     # x* x*",
                "{% for i in [1] %}{% set x = 1 %}{% endfor %}{{ x }}           # x",
                "{{ x }}{% set x = 1 %}                                         # x",
                "{% set x %}{{ a }}{% endset %}{{ x }}                          # a",
                "{% with x = a, y = x %}{{ x }}{{ y }}{% endwith %}{{ y }}      # a? x? y",
                "{% macro m(p, q=a) %}{{ p }}{{ q }}{{ varargs }}{{ b }}{% endmacro %}{{ m(c) }} # a? b? c?",
                "{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(u) m() %}{{ u }}{{ a }}{% endcall %} # a?",
                "{% filter upper %}{{ a }}{% endfilter %}                       # a",
                "{% set ns = namespace(x=a) %}{% set ns.x = b %}{{ ns.x }}      # a? b?",
                "{% import 'm.j2' as m %}{{ m.f(a) }}                           # a",
                "{% from 'm.j2' import f as g with context %}{{ g(a) }}         # a?",
                "{% include a %}                                                # a",
                "{% block b %}{{ a }}{{ super() }}{% endblock %}                # a",
                "{% extends 'p.j2' %}{% block b %}{{ a }}{% endblock %}         # a?",
                "{% raw %}{{ a }}{% endraw %}                                  #",
            })
    void variablesOfTemplates(String template, String expected) {
        assertThat(variables(template, Form.FILE))
                .isEqualTo(Optional.ofNullable(expected).orElse(""));
    }

    @Test
    void constantsInConditionsAreTemplates() {
        assertThat(variables("x == '{{ a }}'", Form.CONDITION)).isEqualTo("x a");
        assertThat(variables("x == '{{ a }}'", Form.EXPRESSION)).isEqualTo("x");
        assertThat(variables("{{ a }}", Form.CONDITION)).isEqualTo("a");
    }

    @Test
    void namesThatComeOutLater() {
        assertThat(analyse("vars[a]", Form.EXPRESSION).dynamic()).isTrue();
        assertThat(analyse("lookup('vars', 'x' ~ a)", Form.EXPRESSION).dynamic())
                .isTrue();
        assertThat(analyse("lookup(a, b)", Form.EXPRESSION).dynamic()).isTrue();
        assertThat(analyse("{% include a %}", Form.FILE).dynamic()).isTrue();
        assertThat(analyse("vars['a'] ~ lookup('vars', 'x') ~ hostvars[a]", Form.EXPRESSION)
                        .dynamic())
                .isFalse();
    }

    @Test
    void placesAreThoseInTheFile() {
        var uses = analyse("{{ a }}\n  {{ b | default(c) }}", Form.TEXT).variables();

        assertThat(uses)
                .extracting(use -> use.name() + " " + use.origin() + " " + use.statement())
                .containsExactly(
                        "a site.yml:7:14 site.yml:7:11",
                        "b site.yml:8:16 site.yml:8:13",
                        "c site.yml:8:28 site.yml:8:13");
        assertThat(uses)
                .extracting(Analysis.Use::certainty)
                .containsExactly(Certainty.CERTAIN, Certainty.GUARDED, Certainty.IN_BRANCH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{{ a | uper }}                   # there is no filter uper             # 18 # did you mean upper?",
                "{{ a |  to_nice_jsn(1) }}        # there is no filter to_nice_jsn      # 19 # did you mean to_nice_json?",
                "{{ a is not definde }}           # there is no test definde            # 23 # did you mean defined?",
                "{{ lookup('fle', 'x') }}         # there is no lookup fle              # 22 # did you mean file?",
                "{{ loopup('file', 'x') }}        # there is no function loopup         # 14 # did you mean lookup?",
                "{{ a | map('uper') | list }}     # there is no filter uper             # 23 # did you mean upper?",
                "{{ a | select('definde') }}      # there is no test definde            # 26 # did you mean defined?",
                "{{ a | selectattr('x', 'equalsto') }} # there is no test equalsto      # 35 # did you mean equalto?",
                "{{ a | x.y.zzzzzzzz }}           # Drover does not have the filter x.y.zzzzzzzz # 18 #",
                "{% if false %}{{ 1 | nosch }}{% endif %} # there is no filter nosch    # 32 #",
                "{{ a                             # syntax error in template: *         #  0 #",
                "{% frobnicate %}                 # syntax error in template: Encountered unknown tag 'frobnicate'. # 0 #",
            })
    void mistakes(String template, String message, int column, String hint) {
        var mistakes = analyse(template, Form.TEXT).mistakes();

        assertThat(mistakes).hasSize(1);
        var problem = mistakes.getFirst();
        assertThat(problem.message()).startsWith(message.replace("*", "").strip());
        assertThat(problem.origin().line()).isEqualTo(7);
        if (column > 0) {
            assertThat(problem.origin().column()).isEqualTo(column);
        }
        if (hint != null) {
            assertThat(problem.hint()).contains(hint);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ a | ansible.builtin.upper }}",
                "{{ a is ansible.builtin.defined }}",
                "{{ lookup('ansible.builtin.file', 'x') }}",
                "{{ lookup('community.general.flattened', a) }}",
                "{% macro m() %}{% endmacro %}{{ m() }}",
                "{{ cycler(1, 2).next() }}",
                "{{ a.b() }}"
            })
    void nothingIsWrongWith(String template) {
        assertThat(analyse(template, Form.TEXT).mistakes()).isEmpty();
    }

    @Test
    void templatesThatAreBroughtIn() {
        var text = "{% set x = 1 %}{% include 'a.j2' %}{% include ['b.j2', 'c.j2'] ignore missing without context %}"
                + "{% import 'd.j2' as d %}{{ lookup('template', 'e.j2') }}{% extends 'f.j2' %}";

        assertThat(analyse(text, Form.FILE).templates())
                .containsExactly(
                        reference("a.j2", Bringing.INCLUDE, false, true, Set.of("x"), 38),
                        reference("b.j2", Bringing.INCLUDE, true, false, Set.of(), 59),
                        reference("c.j2", Bringing.INCLUDE, true, false, Set.of(), 67),
                        reference("d.j2", Bringing.IMPORT, false, false, Set.of(), 118),
                        reference("e.j2", Bringing.LOOKUP, false, true, Set.of(), 154),
                        reference("f.j2", Bringing.EXTENDS, false, true, Set.of("x", "d"), 175));
    }

    private static TemplateReference reference(
            String name, Bringing how, boolean optional, boolean context, Set<String> visible, int column) {
        return new TemplateReference(name, how, optional, context, visible, new Origin("site.yml", 7, column));
    }

    @Test
    void whatTheIncludingTemplateSetsIsKnown() {
        var text = Value.Text.written("{{ x }}{{ m() }}{{ y }}", PLACE);

        var analysis = Analyzer.analyse(text, Form.FILE, TemplateOptions.DEFAULT, Set.of("x", "m"));

        assertThat(analysis.variables()).extracting(Analysis.Use::name).containsExactly("y");
        assertThat(analysis.mistakes()).extracting(Problem::message).isEmpty();
    }

    @Test
    void untrustedTextIsNoTemplate() {
        assertThat(Analyzer.analyse(Value.Text.data("{{ a | nosuch }}"), Form.TEXT, TemplateOptions.DEFAULT))
                .isEqualTo(Analysis.EMPTY);
    }
}
