package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactMentionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    {{ ansible_distribution }} ; distribution
                    {{ ansible_facts.distribution }} ; distribution
                    {{ ansible_facts['distribution'] }} ; distribution
                    {{ ansible_facts["os_family"] }} ; os_family
                    {{ ansible_facts . kernel }} ; kernel
                    {{ ansible_facts['ansible_kernel'] }} ; kernel
                    {{ ansible_default_ipv4.address }} ; default_ipv4
                    {{ hostvars['a'].ansible_fqdn }} ; fqdn
                    {{ hostvars[h]['ansible_hostname'] }} ; hostname
                    {{ hostvars[h].ansible_facts.fqdn }} ; fqdn
                    {{ hostvars[groups['web'][0]].ansible_fqdn }} ; fqdn
                    {{ hostvars[groups['web'][0]]['ansible_fqdn'] }} ; fqdn
                    {{ groups['all'] | map('extract', hostvars, 'ansible_fqdn') }} ; fqdn
                    {{ groups['all'] | map('extract', hostvars, ['ansible_default_ipv4', 'address']) }} ; default_ipv4
                    """)
    void findsNames(String text, String name) {
        var mentions = scan(text);

        assertThat(mentions.names()).contains(name);
        assertThat(mentions.all()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ansible_facts }}",
                "{{ ansible_facts[name] }}",
                "{{ ansible_facts | dict2items }}",
                "{{ ansible_facts.items() }}",
                "{{ ansible_facts.get('kernel') }}",
                "{{ vars['ansible_' + x] }}",
                "{{ lookup('vars', 'ansible_' + x) }}",
                "{{ lookup('ansible.builtin.vars', x) }}",
                "{{ q('vars', x) }}",
                "{{ query('vars', x) }}",
                "{{ hostvars[h]['ansible_' ~ x] }}",
                "{{ hostvars[h] }}",
                "{{ hostvars[h][name] }}",
                "{{ hostvars | dict2items }}",
                "{{ vars }}",
                "{{ vars.get('x') }}",
                "{{ hostvars.values() }}",
                "{{ groups['all'] | map('extract', hostvars) }}",
                "{{ ansible_facts['ansible_' ~ x] }}",
                "{{ hostvars[groups['web'][0]][x] }}"
            })
    void needsAllWhereTheNameIsKnownLater(String text) {
        assertThat(scan(text).all()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ item }}",
                "my_ansible_facts",
                "variables",
                "{{ hostvars[h].plain }}",
                "{{ hostvars['a']['plain'] }}",
                "envvars"
            })
    void needsNoneOtherwise(String text) {
        assertThat(scan(text).all()).isFalse();
    }

    private static FactMentions scan(String text) {
        var mentions = new FactMentions();
        mentions.scan(text);
        return mentions;
    }
}
