package dev.drover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.inventory.InventoryException;
import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.PlaybookException;
import dev.drover.playbook.PlaybookLoader;
import dev.drover.playbook.SearchPaths;
import dev.drover.value.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a file, somebody is told where, and nothing else happens. */
@Timeout(60)
class BrokenContentTest {

    private static final String BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
            + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
            + "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\n"
            + "g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]\nh: [*g, *g, *g, *g, *g, *g, *g, *g, *g]\n";

    @TempDir
    Path directory;

    /** What is no YAML, whatever file it is. */
    static Stream<String> anywhere() {
        return Stream.of(
                "a: [1, 2",
                "a: {b: 1",
                "a: 'b",
                "a: \"b",
                "a: b: c",
                "\tb: 1",
                "a:\n\tb: 1",
                "a: *nothing",
                "a: &a [*a]",
                "a: \"\\q\"",
                "a: !wrong x",
                "? [a]\n: b",
                "{{ a }}: b",
                "a: {{ b }}",
                "a: @b",
                "a: `b",
                "a: %b\n%",
                "a: ]",
                "a: }",
                "a: |\n b\nc",
                "a: >x\n b",
                "a: \"\\u12\"",
                "- a\nb: c",
                "a: b\n- c",
                "a: b\n  c: d",
                "---\na: b\n---\nc: d",
                "<<: x\na: b",
                "a: !vault nothing",
                "a: \u0001",
                "a: " + "[".repeat(200),
                BOMB);
    }

    static Stream<String> playbooks() {
        return Stream.concat(
                anywhere(),
                Stream.of(
                        "x",
                        "3",
                        "a: b",
                        "[]x",
                        "- x",
                        "- 3",
                        "- []",
                        "- hosts: all\n  tasks: x",
                        "- hosts: all\n  tasks: {a: b}",
                        "- hosts: all\n  tasks: [x]",
                        "- hosts: all\n  tasks: [[]]",
                        "- hosts: all\n  tasks: [{}]",
                        "- hosts: all\n  tasks: [{name: x}]",
                        "- hosts: all\n  tasks: [{copy: {}, file: {}}]",
                        "- hosts: all\n  tasks: [{copy: [1]}]",
                        "- hosts: all\n  tasks: [{rescue: []}]",
                        "- hosts: all\n  tasks: [{block: x}]",
                        "- hosts: all\n  tasks: [{block: [], wen: x}]",
                        "- hosts: all\n  roles: x",
                        "- hosts: all\n  roles: [nothing]",
                        "- hosts: all\n  roles: [[]]",
                        "- hosts: all\n  roles: [{tags: x}]",
                        "- hosts: all\n  vars: x",
                        "- hosts: all\n  vars: {a-b: 1}",
                        "- hosts: all\n  vars_prompt: x",
                        "- hosts: all\n  handlers: 3",
                        "- hosts: all\n  tsaks: []",
                        "- tasks: []",
                        "- import_playbook: nothing.yml",
                        "- import_playbook: [x]",
                        "- import_playbook: file.yml",
                        "- hosts: all\n  tasks: [{import_tasks: nothing.yml}]",
                        "- hosts: all\n  tasks: [{import_tasks: '{{ x }}'}]",
                        "- hosts: all\n  tasks: [{import_role: {name: nothing}}]",
                        "- hosts: all\n  tasks: [{command: ls, register: 'a b'}]",
                        "- hosts: all\n  tasks: [{command: ls, when: 'a =='}]"));
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void playbook(String text) throws IOException {
        assertLocated(found(write("file.yml", text)), "file.yml");
    }

    static Stream<String> taskFiles() {
        return Stream.concat(
                anywhere(),
                Stream.of(
                        "x",
                        "a: b",
                        "- x",
                        "- [a]",
                        "- {}",
                        "- {copy: 3}",
                        "- {copy: {}, file: {}}",
                        "- import_tasks: file.yml",
                        "- import_tasks: nothing.yml",
                        "- {command: ls, vars: [1]}",
                        "- {coppy: {src: a}}",
                        "- {debug: {msg: '{{ a b }}'}}",
                        "- {loop: [1], with_items: [1], command: ls}"));
    }

    @ParameterizedTest
    @MethodSource("taskFiles")
    void fileOfTasks(String text) throws IOException {
        write("file.yml", text);
        assertLocated(found(write("site.yml", "- hosts: all\n  tasks: [{import_tasks: file.yml}]\n")), "file.yml");
    }

    @ParameterizedTest
    @MethodSource("taskFiles")
    void roleTasks(String text) throws IOException {
        write("roles/r/tasks/file.yml", text);
        write("roles/r/tasks/main.yml", "- import_tasks: file.yml\n");
        assertLocated(found(write("site.yml", "- hosts: all\n  roles: [r]\n")), "file.yml");
    }

    static Stream<String> variableFiles() {
        return Stream.concat(anywhere(), Stream.of("x", "3", "[a]", "- a: b", "true"));
    }

    @ParameterizedTest
    @MethodSource("variableFiles")
    void fileOfVariables(String text) throws IOException {
        write("file.yml", text);
        assertLocated(found(write("site.yml", "- hosts: all\n  vars_files: [file.yml]\n  tasks: []\n")), "file.yml");
    }

    @ParameterizedTest
    @MethodSource("variableFiles")
    void roleDefaults(String text) throws IOException {
        write("roles/r/tasks/main.yml", "[]\n");
        write("roles/r/defaults/main.yml", text);
        assertLocated(found(write("site.yml", "- hosts: all\n  roles: [r]\n")), "main.yml");
    }

    @ParameterizedTest
    @MethodSource("variableFiles")
    void groupVariables(String text) throws IOException {
        write("group_vars/all.yml", text);
        assertLocated(found(write("site.yml", "- hosts: all\n  tasks: []\n")), "all.yml");
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void bytesThatAreNoText(byte[] bytes) throws IOException {
        Files.write(directory.resolve("file.yml"), bytes);
        assertLocated(found(directory.resolve("file.yml")), "file.yml");
    }

    static Stream<byte[]> bytes() {
        return Stream.of(
                new byte[] {(byte) 0xff, (byte) 0xfe},
                new byte[] {(byte) 0xc3, 0x28},
                new byte[1000],
                ("- " + "x".repeat(10_000_000)).getBytes(StandardCharsets.UTF_8));
    }

    @org.junit.jupiter.api.Test
    void cyclesEnd() throws IOException {
        write("roles/a/meta/main.yml", "dependencies: [b]\n");
        write("roles/b/meta/main.yml", "dependencies: [a]\n");
        assertThat(found(write("site.yml", "- hosts: all\n  roles: [a]\n"))).isNotEmpty();
        write("loop.yml", "- include_tasks: loop.yml\n  when: more | bool\n");
        write("vars.yml", "more: '{{ other }}'\nother: '{{ more }}'\n");
        var includes = "- hosts: all\n  vars_files: [vars.yml]\n  tasks: [{include_tasks: loop.yml}]\n";
        assertThat(found(write("site.yml", includes))).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static List<Problem> found(Path playbook) {
        var problems = new ArrayList<Problem>();
        var loader = new PlaybookLoader(SearchPaths.NONE, ConstantNames.none(), (message, origin) -> {});
        try {
            problems.addAll(PlaybookCheck.check(loader.load(playbook), Knowledge.of(SearchPaths.NONE)));
        } catch (PlaybookException e) {
            problems.addAll(e.problems());
        } catch (InventoryException e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    private static void assertLocated(List<Problem> problems, String file) {
        assertThat(problems)
                .isNotEmpty()
                .anyMatch(
                        problem -> problem.isError() && problem.origin().file().endsWith(file));
    }
}
