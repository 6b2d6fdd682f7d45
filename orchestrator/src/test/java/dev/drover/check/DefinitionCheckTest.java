package dev.drover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.VariableFiles;
import dev.drover.module.Modules;
import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.Includer;
import dev.drover.playbook.PlaybookLoader;
import dev.drover.playbook.SearchPaths;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that nothing defines, in what other variables are defined as. */
class DefinitionCheckTest {

    private static final String USES_URL = "  tasks:\n    - debug: {msg: '{{ url }}'}\n";

    @TempDir
    Path directory;

    @Test
    void variablesOfThePlay() throws IOException {
        assertThat(problems("- hosts: all\n  vars:\n    url: 'http://{{ hots }}/'\n    host: a\n" + USES_URL))
                .containsExactly("ERROR site.yml:3:21 nothing defines the variable \"hots\", which \"url\" needs; "
                        + "did you mean `host`?");
    }

    @Test
    void variablesOfGroupsHostsAndFiles() throws IOException {
        write("group_vars/all.yml", "url: 'http://{{ host }}:{{ prot }}'\nport: 80\n");
        write("host_vars/web1.yml", "host: '{{ nmae }}'\n");
        write("more.yml", "path: '{{ base }}/x'\n");
        assertThat(problems(
                        "- hosts: all\n  vars_files: [more.yml]\n" + USES_URL + "    - debug: {msg: '{{ path }}'}\n"))
                .containsExactly(
                        "ERROR all.yml:1:28 nothing defines the variable \"prot\", which \"url\" needs; did you mean `port`?",
                        "ERROR web1.yml:1:11 nothing defines the variable \"nmae\", which \"host\" needs",
                        "ERROR more.yml:1:11 nothing defines the variable \"base\", which \"path\" needs");
    }

    @Test
    void defaultsAndVariablesOfRoles() throws IOException {
        write("roles/r/defaults/main.yml", "url: '{{ scheme }}'\nunused: '{{ nothing }}'\n");
        write("roles/r/vars/main.yml", "path: '{{ base }}'\n");
        write("roles/r/tasks/main.yml", "- debug: {msg: '{{ url }} {{ path }}'}\n");
        assertThat(problems("- hosts: all\n  roles: [r]\n"))
                .containsExactlyInAnyOrder(
                        "ERROR main.yml:1:10 nothing defines the variable \"scheme\", which \"url\" needs",
                        "ERROR main.yml:1:11 nothing defines the variable \"base\", which \"path\" needs");
    }

    @Test
    void filesThatTasksInclude() throws IOException {
        write("vars/more.yml", "url: '{{ scheme }}'\n");
        assertThat(problems("- hosts: all\n  tasks:\n    - include_vars: more.yml\n    - debug: {msg: '{{ url }}'}\n"))
                .containsExactly("ERROR more.yml:1:10 nothing defines the variable \"scheme\", which \"url\" needs");
    }

    @Test
    void factsThatTasksSet() throws IOException {
        assertThat(
                        problems(
                                "- hosts: all\n  tasks:\n    - set_fact: {url: '{{ scheme }}'}\n    - debug: {msg: '{{ url }}'}\n"))
                .containsExactly("ERROR site.yml:3:27 nothing defines the variable \"scheme\"");
    }

    @Test
    void whatWinsOverDefaultsCounts() throws IOException {
        write("roles/r/defaults/main.yml", "url: '{{ scheme }}'\n");
        write("roles/r/tasks/main.yml", "- debug: {msg: '{{ url }}'}\n");
        assertThat(problems("- hosts: all\n  vars: {url: x}\n  roles: [r]\n")).isEmpty();
        assertThat(problems("- hosts: all\n  roles: [r]\n", Layer.of("-e", Map.of("url", Value.of("x")))))
                .isEmpty();
    }

    @Test
    void whatTheRunDecidesIsAWarning() throws IOException {
        String warning = "WARNING site.yml:2:19 nothing defines the variable \"scheme\", which \"url\" needs";
        String play = "- hosts: all\n  vars: {url: '{{ scheme }}'}\n  tasks:\n";
        assertThat(problems(play + "    - {debug: {msg: '{{ url }}'}, when: inventory_hostname == 'a'}\n"))
                .containsExactly(warning);
        assertThat(problems(play + "    - debug: {msg: \"{{ url if inventory_hostname == 'a' else 1 }}\"}\n"))
                .containsExactly(warning);
        assertThat(problems(play + "    - {command: ls, register: url}\n    - debug: {msg: '{{ url }}'}\n"))
                .containsExactly(warning);
        assertThat(
                        problems(
                                "- hosts: all\n  vars: {url: {a: '{{ scheme }}', b: 1}}\n  tasks:\n    - debug: {msg: '{{ url.b }}'}\n"))
                .containsExactly(warning.replace("2:19", "2:23"));
    }

    @Test
    void whatIsAskedForIsNothing() throws IOException {
        String play = "- hosts: all\n  vars:\n    url: '{{ scheme }}'\n    two: '{{ url | default(1) }}'\n"
                + "    own: '{{ scheme | default(1) }}'\n  tasks:\n    - debug: {msg: '{{ two }} {{ own }}'}\n"
                + "    - {debug: {msg: '{{ url }}'}, when: scheme is defined}\n"
                + "    - debug: {msg: '{{ url | default(3) }}'}\n";
        assertThat(problems(play)).isEmpty();
    }

    @Test
    void whatNoTaskUsesIsNothing() throws IOException {
        assertThat(problems("- hosts: all\n  vars: {url: '{{ scheme }}'}\n  tasks: [{debug: {}}]\n"))
                .isEmpty();
    }

    @Test
    void chainsAreFollowedAndCyclesEnd() throws IOException {
        assertThat(problems("""
                - hosts: all
                  vars:
                    url: '{{ one }}'
                    one: '{{ two }}'
                    two: '{{ one }}{{ three }}'
                    three: '{{ missing }}'
                  tasks:
                    - debug: {msg: '{{ url }}'}
                    - debug: {msg: '{{ three }}'}
                """))
                .containsExactly("ERROR site.yml:6:16 nothing defines the variable \"missing\", which \"three\" needs");
    }

    private Path write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> problems(String playbook) throws IOException {
        return problems(playbook, Layer.of("-e", Map.of()));
    }

    private List<String> problems(String playbook, Layer extra) throws IOException {
        var file = write("site.yml", playbook);
        var plays = new PlaybookLoader(SearchPaths.NONE, ConstantNames.none(), (message, origin) -> {}).load(file);
        var known = new Known(
                new Modules(),
                Inventory.of(Map.of("all", List.of("web1"))),
                new VariableFiles((message, origin) -> {}),
                new Includer(SearchPaths.NONE, ConstantNames.none(), (message, origin) -> {}, Decryption.NONE),
                extra,
                Optional.empty(),
                task -> true);
        return PlaybookCheck.check(plays, known).stream()
                .map(problem -> problem.severity() + " "
                        + Path.of(problem.origin().file()).getFileName() + ":"
                        + problem.origin().line() + ":" + problem.origin().column() + " " + problem.message()
                        + problem.hint().map(hint -> "; " + hint).orElse(""))
                .toList();
    }
}
