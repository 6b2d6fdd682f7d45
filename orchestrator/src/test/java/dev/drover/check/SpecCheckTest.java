package dev.drover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.PlaybookLoader;
import dev.drover.playbook.SearchPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecCheckTest {

    @TempDir
    Path directory;

    @BeforeEach
    void role() throws IOException {
        write("roles/apps/meta/argument_specs.yml", """
                argument_specs:
                  main:
                    options:
                      apps:
                        type: list
                        elements: dict
                        required: true
                        options:
                          name: {type: str, required: true}
                          server: {type: str, choices: [gunicorn, uvicorn]}
                          workers: {type: int}
                          tls:
                            type: dict
                            options: {key: {type: path, required: true}}
                      level: {type: int, default: 1}
                """);
        write("roles/apps/tasks/main.yml", "- debug: {msg: hello}\n");
    }

    @Test
    void saysWhatIsWrongWhereItIsWritten() throws IOException {
        write("group_vars/web.yml", """
                apps:
                  - name: shop
                    server: gunicron
                    workers: several
                  - nmae: blog
                    tls: {keys: x}
                level: "{{ known_later }}"
                """);

        assertThat(problems("- hosts: web\n  gather_facts: false\n  roles: [apps]\n"))
                .contains(
                        "group_vars/web.yml:3:13 argument \"server\" in \"apps[0]\" must be one of gunicorn, uvicorn, not gunicron",
                        "group_vars/web.yml:5:5 missing required argument: \"name\" in \"apps[1]\"")
                .anyMatch(problem -> problem.startsWith("group_vars/web.yml:4:14 argument \"workers\" in \"apps[0]\""))
                .anyMatch(problem -> problem.startsWith(
                        "group_vars/web.yml:5:5 there is no argument \"nmae\" in \"apps[1]\", did you mean \"name\"?"))
                .anyMatch(problem -> problem.contains("missing required argument: \"key\" in \"tls\" in \"apps[1]\""));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(problems("- hosts: web\n  gather_facts: false\n  roles: [apps]\n"))
                .containsExactly("site.yml:1:3 missing required argument: \"apps\"");
    }

    @Test
    void saysNothingOfWhatTheRunDecides() throws IOException {
        assertThat(problems("""
                - hosts: web
                  gather_facts: false
                  pre_tasks:
                    - set_fact: {apps: []}
                  roles: [apps]
                - hosts: web
                  gather_facts: false
                  vars: {apps: "{{ groups['web'] }}"}
                  tasks:
                    - import_role: {name: apps}
                """)).isEmpty();
    }

    @Test
    void theNearestDefinitionCounts() throws IOException {
        write("group_vars/web.yml", "apps: [{name: shop, workers: many}]\n");

        assertThat(problems("- hosts: web\n  gather_facts: false\n  roles: [{role: apps, apps: [{name: shop}]}]\n"))
                .isEmpty();
    }

    private void write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> problems(String playbook) throws IOException {
        write("site.yml", playbook);
        var plays = new PlaybookLoader(SearchPaths.NONE, ConstantNames.none(), (message, origin) -> {})
                .load(directory.resolve("site.yml"));
        return PlaybookCheck.check(plays, Knowledge.of(SearchPaths.NONE)).stream()
                .map(problem -> directory.relativize(Path.of(problem.origin().file())) + ":"
                        + problem.origin().line() + ":" + problem.origin().column() + " " + problem.message())
                .toList();
    }
}
