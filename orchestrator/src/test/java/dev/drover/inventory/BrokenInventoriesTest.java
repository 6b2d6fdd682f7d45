package dev.drover.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drover.value.Origin;
import dev.drover.vars.Layer;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inventories that nobody should write: each is refused with a place, and nothing hangs or fills the memory. */
class BrokenInventoriesTest {

    @TempDir
    private Path directory;

    private InventoryException refused(Path file) {
        var settings = new InventorySettings(
                Set.of(),
                List.of(),
                InventorySettings.DEFAULT.enabled(),
                Optional.empty(),
                Layer.of("extra variables", Map.of()),
                Duration.ofMillis(300));
        return assertThatExceptionOfType(InventoryException.class)
                .isThrownBy(() -> InventoryLoader.load(
                        List.of(file.toString()), (message, origin) -> {}, Decryption.NONE, settings))
                .satisfies(e -> assertThat(e.origin().file()).startsWith(directory.toString()))
                .actual();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`[web`|1",
                "`[]`|1",
                "`[web:wars]\\nx=1`|1",
                "`[web:vars]\\nx=1`|1",
                "`[web:children]\\nnowhere`|2",
                "`a b`|1",
                "`a =x`|1",
                "`a x='open`|1",
                "`a[1:`|1",
                "`a[3]`|1",
                "`a[x:1]`|1",
                "`a[1:z]`|1",
                "`a[01:100]`|1",
                "`a[1:9:0]`|1",
                "`a[1:9:-1]`|1",
                "`a[1:2:3:4]`|1",
                "`a[1:99999999]`|1",
                "`a[1:2000][1:2000]`|1",
                "`a:port`|1",
                "`a:99999999`|1",
                "`a:`|1",
                "`[g]\\nh\\n[g:vars]\\nnothing`|4",
                "`[g]\\nh\\n[g:vars]\\nansible_group_priority=high`|4",
                "`[a:children]\\nb\\n[b:children]\\na`|2",
                "`[a:children]\\na`|2",
                "`[a:children]\\nb\\n[b:children]\\nc\\n[c:children]\\nb`|4",
                "`[web]]`|1",
                "`h\\n[web`|2",
                "`h\\n\\nb c`|3",
                "`a x=\"open`|1",
                "`a[]`|1",
            })
    void ini(String text, int line) throws IOException {
        assertThat(refused(file("hosts.ini", text.replace("\\n", "\n")))
                        .origin()
                        .line())
                .isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a`|1",
                "`- a`|1",
                "`a: {`|1",
                "`a: b`|1",
                "`a: [b]`|1",
                "`a:\\n\\thosts: x`|2",
                "`a:\\n  hosts: [x]`|2",
                "`a:\\n  hosts:\\n    x: 1`|3",
                "`a:\\n  hosts:\\n    x: [1]`|3",
                "`a:\\n  hosts:\\n    x[1:: {}`|3",
                "`a:\\n  vars: x`|2",
                "`a:\\n  children: x`|2",
                "`a:\\n  children: [x]`|2",
                "`a:\\n  children:\\n    a:`|3",
                "`a: {children: {b: {children: {a: }}}}`|1",
                "`a: *b`|1",
                "`a: &x {children: *x}`|1",
                "`a: !unknown b`|1",
                "`a: !vault b`|1",
                "`? [a]\\n: b`|1",
                "`a: b: c`|1",
                "`a: \"b`|1",
                "`plugin: constructed`|1",
                "`plugin: aws_ec2`|1",
                "`{\"all\": {\"hosts\": `|1",
                "`a: {vars: {ansible_group_priority: {}}}`|0",
                "`a: [1, 2`|1",
                "`a: 'b`|1",
                "`a: @b`|1",
                "`a:\\n- b\\nc: d`|2",
                "`a: {hosts: x, hosts: [y]}`|1",
            })
    void yaml(String text, int line) throws IOException {
        var file = file("hosts.yml", text.replace("\\n", "\n"));
        if (line == 0) {
            assertThatExceptionOfType(InventoryException.class)
                    .isThrownBy(() -> InventoryLoader.load(List.of(file.toString()), (message, origin) -> {}));
        } else {
            assertThat(refused(file).origin().line()).isBetween(1, 4);
        }
    }

    @Test
    void allMistakesOfAllFilesAtOnce() throws IOException {
        var folder = Files.createDirectory(directory.resolve("inventory"));
        Files.writeString(folder.resolve("1.ini"), "a b\nc[\nd =\n[x:vars]\n");
        Files.writeString(folder.resolve("2.yml"), "a: b\n");

        assertThat(refused(folder).problems()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void textThatIsNone() throws IOException {
        for (var name : List.of("a.ini", "a.yml", "a")) {
            var file = directory.resolve(name);
            Files.write(file, new byte[] {'a', (byte) 0xff, (byte) 0xfe, '\n'});

            assertThat(refused(file)).hasMessageContaining("not UTF-8");
        }
    }

    @Test
    void anAliasBomb() throws IOException {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }

        refused(file("bomb.yml", text.toString()));
    }

    @Test
    void longScalarsAreReadAsTheyAre() throws IOException {
        String value = "x".repeat(10 << 20);
        for (var file : List.of(
                file("long.yml", "all: {hosts: {a: {v: " + value + "}}}\n"), file("long.ini", "a v=" + value + "\n"))) {
            var inventory = InventoryLoader.load(List.of(file.toString()), (message, origin) -> {});

            assertThat(inventory.variablesOf("a").get("v").toString()).hasSize(10 << 20);
        }
    }

    @Test
    void deepGroupsAreRead() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("[g%d:children]\ng%d\n".formatted(i, i + 1));
        }
        text.append("[g20000]\nh\n");
        var inventory = InventoryLoader.load(List.of(file("deep.ini", text.toString()) + ""), (message, origin) -> {});

        assertThat(inventory.hostsOf("g0")).containsExactly("h");
        assertThat(inventory.groups().get("g20000").depth()).isEqualTo(20_001);
    }

    @Test
    void manyDiamondsAreRead() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append("[t%d:children]\nl%d\nr%d\n[l%d:children]\nt%d\n[r%d:children]\nt%d\n"
                    .formatted(i, i, i, i, i + 1, i, i + 1));
        }
        text.append("[t60]\nh\n");
        var inventory = InventoryLoader.load(List.of(file("wide.ini", text.toString()) + ""), (message, origin) -> {});

        assertThat(inventory.hostsOf("t0")).containsExactly("h");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`exit 1`|status 1",
                "`echo nonsense`|no JSON",
                "`echo '{\"a\": '`|no JSON",
                "`:`|no JSON",
                "`echo '[]'`|JSON object",
                "`echo '{\"a\": 1}'`|object or a list",
                "`echo '{\"a\": {\"hosts\": \"x\"}}'`|list of names",
                "`echo '{\"a\": {\"hosts\": [1]}}'`|list of names",
                "`echo '{\"a\": {\"vars\": []}}'`|must be an object",
                "`echo '{\"a\": {\"children\": [\"a\"]}}'`|inside of itself",
                "`echo '{\"_meta\": [], \"a\": []}'`|must be an object",
                "`echo '{\"_meta\": {\"hostvars\": {\"x\": 1}}, \"a\": [\"x\"]}'`|must be an object",
                "`[ $1 = --list ] || exit 3; echo '{\"a\": [\"x\"]}'`|status 3",
                "`sleep 100`|did not answer",
                "`sleep 100 & wait`|did not answer",
                "`yes '['`|levels",
                "`kill -9 $$`|failed",
                "`echo '3'`|JSON object",
                "`echo 'null'`|JSON object",
                "`echo '\"a\"'`|JSON object",
                "`echo '{\"a\": [}'`|no JSON",
                "`echo '{\"a\": []} x'`|no JSON",
                "`echo '{a: []}'`|no JSON",
                "`echo \"{'a': []}\"`|no JSON",
                "`echo '{\"a\": \"x\"}'`|object or a list",
                "`echo '{\"a\": null}'`|object or a list",
                "`echo '{\"a\": {\"hosts\": {\"x\": 1}}}'`|list of names",
                "`echo '{\"a\": {\"children\": \"b\"}}'`|list of names",
                "`echo '{\"a\": {\"children\": [1]}}'`|list of names",
                "`echo '{\"a\": {\"vars\": \"x\"}}'`|must be an object",
                "`echo '{\"a\": {\"children\": [\"b\"]}, \"b\": {\"children\": [\"a\"]}}'`|inside of itself",
                "`printf '\\377\\376'`|no JSON",
            })
    void scripts(String body, String message) throws IOException {
        var script =
                file("script", "#!/bin/sh\n" + (body.startsWith("yes") ? body + " | head -n 100000" : body) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

        assertThat(refused(script)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compose: x",
                "compose: [x]",
                "compose: 3",
                "compose: {a: '{{'}",
                "compose: {a: '1 +'}",
                "compose: {a: 'x | nothing'}",
                "compose: {a: [1}",
                "groups: x",
                "groups: [x]",
                "groups: {web: '=='}",
                "groups: {web: '{% if %}'}",
                "groups: {web: 'x is nothing'}",
                "keyed_groups: x",
                "keyed_groups: {key: x}",
                "keyed_groups: 3",
                "keyed_groups: [x]",
                "keyed_groups: [[]]",
                "keyed_groups: [{}]",
                "keyed_groups: [{prefix: x}]",
                "keyed_groups: [{key: 'a b'}]",
                "keyed_groups: [{key: x, default_value: y, trailing_separator: false}]",
                "keyed_groups: [{key: 3 4}]",
                "strict: maybe",
                "strict: [true]",
                "strict: true\ncompose: {a: nothing}",
                "strict: true\ngroups: {web: nothing == 1}",
                "strict: true\nkeyed_groups: [{key: nothing}]",
                "leading_separator: maybe",
                "use_vars_plugins: 7x",
                "compsoe: {}",
                "compose: {a: *b}",
                "compose: 'a",
                "\tcompose: {}",
                "compose: {a: !wrong b}",
            })
    void constructed(String text) throws IOException {
        var hosts = file("1.ini", "web1\n");
        var constructed = file("2.yml", "plugin: constructed\n" + text + "\n");

        var origin = assertThatExceptionOfType(InventoryException.class)
                .isThrownBy(() ->
                        InventoryLoader.load(List.of(hosts.toString(), constructed.toString()), (message, place) -> {}))
                .actual()
                .origin();

        assertThat(origin.file()).isEqualTo(constructed.toString());
        assertThat(origin.line()).isPositive();
    }

    @Test
    void scriptsWhoseInterpreterIsMissing() throws IOException {
        var script = file("script", "#!/no/such/interpreter\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

        assertThat(refused(script)).hasMessageContaining("can't be run");
    }

    @Test
    void filesOfVariables() throws IOException {
        var files = new VariableFiles((message, origin) -> {});
        int number = 0;
        for (var text : List.of("- a", "text", "a: {", "a: *x", "\ta: 1", "a: !vault x", "1")) {
            var file = file("vars" + number++ + ".yml", text);

            assertThatExceptionOfType(InventoryException.class)
                    .isThrownBy(() -> files.file(file))
                    .satisfies(e -> assertThat(e.origin()).isNotEqualTo(Origin.NONE));
        }
        Files.write(directory.resolve("bytes.yml"), "a: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(InventoryException.class)
                .isThrownBy(() -> files.file(directory.resolve("bytes.yml")));
    }
}
