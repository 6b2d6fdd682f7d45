package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A template that wants too much ends in an error of its own, not in a dead process. */
class HostileTemplatesTest {

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

    static Stream<String> hostile() {
        return Stream.of(
                "{{ 'x' * 10000000000 }}",
                "{{ [1] * 10000000000 }}",
                "{{ 'x' * 10000000 + 'x' * 10000000 }}",
                "{{ 10 ** 10000000 }}",
                "{{ '%1000000000d' % 1 }}",
                "{{ '%.1000000000f' % 1.5 }}",
                "{{ '%*d' % (1000000000, 1) }}",
                "{{ '{:1000000000}'.format(1) }}",
                "{{ '{:.1000000000f}'.format(1.5) }}",
                "{{ range(10000000000) | list }}",
                "{{ 'x'.ljust(1000000000) }}",
                "{{ 'x'.zfill(1000000000) }}",
                "{{ '\t'.expandtabs(1000000000) }}",
                "{{ 'x' | center(1000000000) }}",
                "{{ ('x\n' * 100000) | indent(1000000) }}",
                "{{ [1] | batch(1000000000, 1) | list }}",
                "{{ [1] | slice(1000000000) | list }}",
                "{{ ('a' * 1000000).replace('a', 'x' * 100000) }}",
                "{{ ('a' * 1000000) | replace('a', 'x' * 100000) }}",
                "{{ ('a' * 1000000) | regex_replace('a', 'x' * 100000) }}",
                "{{ ('x' * 100000).join(('y' * 100000) | list) }}",
                "{{ ('a' * 60) is match('(.*a){25}b') }}",
                "{{ ('a' * 60) | regex_search('(.*a){25}b') }}",
                "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% set ns = namespace(l=[]) %}{% for i in range(100) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
                "{% set ns = namespace(l=[1]) %}{% for i in range(100) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
                "{% set ns = namespace(s='x') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
                "{% set ns = namespace(n=7) %}{% for i in range(100) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
                "{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}",
                "{{ " + "[".repeat(100_000) + "]".repeat(100_000) + " }}",
                "{{ " + "-".repeat(100_000) + "1 }}",
                "{{ " + "not ".repeat(100_000) + "1 }}",
                "{{ 1" + " + 1".repeat(100_000) + " + 'x' }}",
                "{{ x" + ".y".repeat(100_000) + " }}",
                "{{ 1" + " if 1 else 2".repeat(100_000) + " }}",
                "{% if 1 %}".repeat(10_000),
                "{% for i in range(10) recursive %}{{ loop(range(10)) }}{% endfor %}",
                "{% block a %}{{ self.a() }}{% endblock %}");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void endsInAnError(String template) {
        var templar = new JinjaTemplar(new CaseHost(true, Path.of("")));

        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> templar.resolve(Value.Text.written(template, new Origin("a.yml", 0, 0)), NONE));
    }
}
