package dev.drover.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.Problem;
import dev.drover.yaml.YamlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken files beside playbooks: whatever is wrong, somebody is told where. */
@Timeout(60)
class BrokenFilesTest {

    @TempDir
    Path directory;

    private static Stream<byte[]> bytes(String... texts) {
        return Stream.concat(
                Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Stream.of(new byte[] {(byte) 0xff, (byte) 0xfe, 'a'}, new byte[] {'a', ':', (byte) 0xc3, '('}));
    }

    /** What is no YAML, whatever the file is for. */
    private static Stream<byte[]> yaml(String... texts) {
        return Stream.concat(
                bytes(
                        "a: [1, 2",
                        "a: {b: 1",
                        "a: 'b",
                        "a: b: c",
                        "a:\n\tb: 1",
                        "a: *nothing",
                        "a: &a [*a]",
                        "a: \"\\q\"",
                        "a: !wrong x",
                        "- a\nb: c",
                        "a: b\n- c",
                        "? [a]\n: b",
                        "a: @b",
                        "a: ]",
                        "<<: x\na: b",
                        "a: \u0001",
                        "---\na: b\n---\nc: d"),
                bytes(texts));
    }

    static Stream<byte[]> metas() {
        return yaml(
                "text",
                "3",
                "[a]",
                "- dependencies: []",
                "dependencies: nginx",
                "dependencies: 3",
                "dependencies: {role: nginx}",
                "dependencies: [3]",
                "dependencies: [[nginx]]",
                "dependencies: [{}]",
                "dependencies: [{tags: x}]",
                "dependencies: [{role: [x]}]",
                "dependencies: [nothing]",
                "dependencies: [{role: nothing}]",
                "dependencies: [r]",
                "dependencies: ['{{ late }}']",
                "dependencies: [" + "x".repeat(1_000_000) + "]");
    }

    @ParameterizedTest
    @MethodSource("metas")
    void roleMeta(byte[] text) throws IOException {
        write("roles/r/meta/main.yml", text);
        // a cycle of roles is told at the role
        assertLocated(loaded(), "r");
    }

    static Stream<byte[]> specs() {
        return yaml(
                "text",
                "3",
                "[a]",
                "true",
                "argument_specs: text",
                "argument_specs: 3",
                "argument_specs: [main]",
                "argument_specs: {main: text}",
                "argument_specs: {main: [options]}",
                "argument_specs: {main: {options: text}}",
                "argument_specs: {main: {options: [a]}}",
                "argument_specs: {main: {options: {a: text}}}",
                "argument_specs: {main: {options: {a: 3}}}",
                "argument_specs: {main: {options: {a: [type]}}}",
                "argument_specs: {main: {options: {a: {options: text}}}}",
                "argument_specs: {main: {options: {a: {options: {b: text}}}}}");
    }

    @ParameterizedTest
    @MethodSource("specs")
    void argumentSpecs(byte[] text) throws IOException {
        write("roles/r/meta/argument_specs.yml", text);
        assertLocated(loaded(), "argument_specs.yml");
    }

    static Stream<byte[]> requirements() {
        return yaml(
                "text",
                "3",
                "true",
                "- []",
                "- 3",
                "- {}",
                "- {version: 1}",
                "- {src: [a]}",
                "- {src: {a: b}}",
                "- {name: a, version: [1]}",
                "- {name: a, scm: {}}",
                "rolse: []",
                "roles: text",
                "roles: {a: b}",
                "roles: [3]",
                "roles: [[a]]",
                "collections: text",
                "collections: [{version: 1}]",
                "collections: [[a]]",
                "{roles: [], more: []}");
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void requirementsFile(byte[] text) throws IOException {
        var file = write("requirements.yml", text);
        try {
            Requirement.read(file);
            assertThat(text).as("is read").isEmpty();
        } catch (PlaybookException e) {
            assertLocated(e.problems(), "requirements.yml");
        } catch (YamlException e) {
            assertThat(e.origin().file()).endsWith("requirements.yml");
            assertThat(e.origin().line()).isPositive();
        }
    }

    static Stream<byte[]> configurations() {
        return bytes(
                "forks = 3",
                "x",
                "[defaults",
                "defaults]",
                "[]",
                "[]\nforks = 3",
                "[]x",
                "[defaults]\njunk",
                "[defaults]\n= 3",
                "[defaults]\n: 3",
                "[defaults]\nforks = 3\nforks = 4",
                "[defaults]\nforks = 3\nforks: 4",
                "[defaults]\nforks = 3\nFORKS = 4",
                "[defaults]\n[defaults]",
                "[defaults]\n[ssh_connection]\n[defaults]\nforks = 3",
                "[defaults]\nforks 3",
                "[defaults]\n- forks",
                "[defaults]\n{}",
                "[defaults]\n<<<<<<< ours\nforks = 3",
                "[defaults]\n\"forks\"",
                "{\"defaults\": {\"forks\": 3}}",
                "defaults:\n  forks: 3",
                "---\n",
                "[defaults]\nforks\n= 3",
                "\ufeff[defaults]\nforks = 3",
                "\0\0\0",
                "[defaults]\n\0",
                "x".repeat(10_000_000),
                "[defaults]\n" + "x\n".repeat(100_000),
                "[defaults]\n" + "a = 1\n".repeat(1000));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void configuration(byte[] text) throws IOException {
        write("ansible.cfg", text);
        try {
            AnsibleConfig.load(Map.of(), directory, directory.resolve("home"));
            assertThat(text).as("is read").isEmpty();
        } catch (PlaybookException e) {
            assertLocated(e.problems(), "ansible.cfg");
        }
    }

    private List<Problem> loaded() throws IOException {
        write("roles/r/tasks/main.yml", "[]\n".getBytes(StandardCharsets.UTF_8));
        var site = write("site.yml", "- hosts: all\n  roles: [r]\n".getBytes(StandardCharsets.UTF_8));
        try {
            new PlaybookLoader(SearchPaths.NONE, ConstantNames.none(), (message, origin) -> {}).load(site);
            return List.of();
        } catch (PlaybookException e) {
            return e.problems();
        }
    }

    private Path write(String name, byte[] text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, text);
    }

    private static void assertLocated(List<Problem> problems, String file) {
        assertThat(problems)
                .isNotEmpty()
                .anyMatch(problem -> problem.isError()
                        && problem.origin().file().contains(file)
                        && problem.origin().line() > 0
                        && problem.message().length() < 2_000_000);
    }
}
