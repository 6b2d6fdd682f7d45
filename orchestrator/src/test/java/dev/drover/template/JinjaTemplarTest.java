package dev.drover.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.template.TemplateException.Kind;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaTemplarTest {

    private final CaseHost host = new CaseHost(true, java.nio.file.Path.of(""));
    private final Templar templar = new JinjaTemplar(host);

    private static final Map<String, Value> VARIABLES = Map.of(
            "password", Value.Text.data("hunter2").asSecret(),
            "user", Value.Text.data("eve"),
            "login",
                    Value.Mapping.of(Map.of(
                            "user",
                            Value.Text.data("eve"),
                            "password",
                            Value.Text.data("hunter2").asSecret())),
            "injected", Value.Text.data("{{ user }}"),
            "list", Value.Sequence.of(Value.of(1)));

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

    private Value resolve(String template) {
        return templar.resolve(Value.Text.written(template, new Origin("site.yml", 7, 11)), ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ password }}",
                "x{{ password }}",
                "{{ password ~ '' }}",
                "{{ password + '' }}",
                "{{ '%s' % password }}",
                "{{ '%(p)s' | format(p=password) }}",
                "{{ '{}'.format(password) }}",
                "{{ ','.join([password]) }}",
                "{{ [password] | join }}",
                "{{ password | upper }}",
                "{{ password[1:] }}",
                "{{ password | b64encode }}",
                "{{ password | hash('sha256') }}",
                "{{ login | to_json }}",
                "{{ login | to_nice_yaml }}",
                "{{ login | string }}",
                "{{ login.password }}",
                "{{ login | dict2items | map(attribute='value') | last }}",
                "{{ 'a' | replace('a', password) }}",
                "{{ password | regex_replace('h', 'x') }}",
                "{{ password.replace('h', 'x') }}",
                "{% set p = password %}{{ p }}",
                "{% macro m(p) %}<{{ p }}>{% endmacro %}{{ m(password) }}",
                "{{ lookup('password', '/dev/null') }}",
                "{{ lookup('password', '/dev/null') | b64encode }}",
            })
    void whatIsMadeOfSecretsIsSecret(String template) {
        var result = (Value.Text) resolve(template);

        assertThat(result.secret()).isTrue();
        assertThat(result.unsafe()).isTrue();
    }

    @Test
    void otherTextIsNotSecret() {
        assertThat(((Value.Text) resolve("{{ user | upper }}")).secret()).isFalse();
    }

    @Test
    void whatANodeSaysIsNoTemplate() {
        assertThat(resolve("{{ injected }}")).isEqualTo(Value.of("{{ user }}"));
        assertThat(resolve("<{{ injected | trim }}>")).isEqualTo(Value.of("<{{ user }}>"));
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> templar.condition(Value.Text.written("{{ injected }}", Origin.NONE), ALL))
                .matches(e -> e.kind() == Kind.UNTRUSTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% set l = [1] %}{% set x = l.append(l) %}{{ l }}",
                "{% set l = [1] %}{% set x = l.append(l) %}{{ l | to_json }}",
                "{% set l = [1] %}{% set x = l.append(l) %}{{ l == l }}",
                "{% set l = [1] %}{% set x = l.append(l) %}{{ l | flatten }}",
                "{% set d = {} %}{% set x = d.update(d=d) %}{{ d | to_nice_yaml }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{{ 'x' * 10 ** 9 }}",
                "{{ [0] * 10 ** 9 }}",
                "{{ 10 ** 100000000 }}",
                "{{ range(10 ** 12) | list }}",
                "{{ '%999999999d' % 1 }}",
                "{{ '{:>999999999}'.format(1) }}",
            })
    void hostileTemplatesEndInAnError(String template) {
        assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> resolve(template));
    }

    @Test
    void deepNestingEndsInAnError() {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> resolve("{{ " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " }}"));
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> resolve("{{ " + "not ".repeat(100_000) + "1 }}"));
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> resolve("{{ " + "-".repeat(100_000) + "1 }}"));
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> resolve("{{ user" + " | upper".repeat(100_000) + " }}"));
        assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> resolve("{% if user %}".repeat(20_000)));
    }

    @Test
    void mistakesKnowTheirPlace() {
        var e = catchThrowableOfType(TemplateException.class, () -> resolve("{{ user }}\n{{ 1 / 0 }}"));

        assertThat(e.origin().file()).isEqualTo("site.yml");
        assertThat(e.origin().line()).isEqualTo(8);
        assertThat(e).hasMessageContaining("division by zero");
    }

    @Test
    void statementsOfExtensionsAreThereWhereTheyAreEnabled() {
        var extended = new JinjaTemplar(host, java.util.Set.of(Extension.DO, Extension.LOOP_CONTROLS));
        var text = Value.Text.written(
                "{% for i in [1, 2, 3] %}{% if i == 1 %}{% continue %}{% endif %}{{ i }}{% break %}{% endfor %}!",
                Origin.NONE);

        assertThat(extended.resolve(text, ALL)).isEqualTo(Value.of("2!"));
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> templar.resolve(text, ALL))
                .withMessageContaining("unknown tag 'continue'")
                .withMessageContaining("jinja2_extensions = jinja2.ext.loopcontrols");
    }
}
