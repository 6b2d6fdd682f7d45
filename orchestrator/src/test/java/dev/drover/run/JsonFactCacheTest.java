package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFactCacheTest {

    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();

    private JsonFactCache cache(String prefix, Duration timeout) {
        return new JsonFactCache(
                directory.resolve("facts"), prefix, timeout, () -> NOW, (message, origin) -> warnings.add(message));
    }

    private JsonFactCache cache() {
        return cache("", Duration.ZERO);
    }

    private Path write(String text) throws IOException {
        Files.createDirectories(directory.resolve("facts"));
        return Files.writeString(directory.resolve("facts/s1_web1"), text);
    }

    @Test
    void writesWhatAnsibleReads() throws IOException {
        cache().keep("web1", Map.of("ansible_system", Value.of("Linux \"é\"")));

        assertThat(directory.resolve("facts/s1_web1"))
                .hasContent("{\"__payload__\": \"{\\\"ansible_system\\\": \\\"Linux \\\\\\\"\\\\u00e9\\\\\\\"\\\"}\"}");
        assertThat(cache().of("web1")).containsEntry("ansible_system", Value.of("Linux \"é\""));
        assertThat(cache().of("web2")).isEmpty();
    }

    @Test
    void readsWhatAnsibleWrites() throws IOException {
        write(
                "{\"__payload__\": \"{\\\"kept\\\": {\\\"value\\\": 1, \\\"tags\\\": [{\\\"__ansible_type\\\": \\\"Origin\\\"}],"
                        + " \\\"__ansible_type\\\": \\\"_AnsibleTaggedInt\\\"}, \\\"l\\\": [{\\\"value\\\": \\\"x\\\", \\\"tags\\\": [],"
                        + " \\\"__ansible_type\\\": \\\"_AnsibleTaggedStr\\\"}]}\"}");

        assertThat(cache().of("web1"))
                .isEqualTo(Map.of("kept", Value.of(1), "l", Value.Sequence.of(Value.Text.data("x"))));
    }

    @Test
    void putsThePrefixFirst() {
        cache("shop_", Duration.ZERO).keep("web1", Map.of());

        assertThat(directory.resolve("facts/shop_s1_web1")).exists();
    }

    @Test
    void leavesOutWhatIsTooOld() throws IOException {
        var file = write("{\"__payload__\": \"{\\\"a\\\": 1}\"}");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(61)));

        assertThat(cache("", Duration.ofSeconds(60)).of("web1")).isEmpty();
        assertThat(cache("", Duration.ofSeconds(62)).of("web1")).hasSize(1);
        assertThat(cache().of("web1")).hasSize(1);
    }

    @Test
    void warnsOfABrokenFile() throws IOException {
        write("{\"__payload__\": \"{\\\"a\\\": ");

        assertThat(cache().of("web1")).isEmpty();
        assertThat(warnings).singleElement().asString().contains("s1_web1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "3",
                "null",
                "true",
                "[]",
                "\"text\"",
                "{",
                "}",
                "{]",
                "{\"a\"",
                "{\"a\":",
                "{\"a\": 1",
                "{\"a\": 1,}",
                "{\"a\": 01}",
                "{\"a\": +1}",
                "{\"a\": .5}",
                "{a: 1}",
                "{'a': 1}",
                "{\"a\": 1} {\"b\": 2}",
                "{\"a\": \"\\x\"}",
                "{\"a\": \"\\u12\"}",
                "{\"a\": \"\n\"}",
                "{\"__payload__\": \"\"}",
                "{\"__payload__\": \"[]\"}",
                "{\"__payload__\": \"3\"}",
                "{\"__payload__\": \"{\"}",
                "{\"__payload__\": \"{a: 1}\"}",
                "\u0000",
                "<html>",
                "a: 1",
            })
    void warnsOfEveryBrokenFile(String text) throws IOException {
        write(text);

        assertThat(cache().of("web1")).isEmpty();
        assertThat(warnings).singleElement().asString().contains("s1_web1").hasSizeLessThan(1000);
    }

    @Test
    void warnsOfFilesThatAreNoTextOrAreDeep() throws IOException {
        for (byte[] bytes : new byte[][] {
            {(byte) 0xff, (byte) 0xfe},
            new byte[10_000_000],
            "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)
        }) {
            warnings.clear();
            Files.write(write(""), bytes);

            assertThat(cache().of("web1")).isEmpty();
            assertThat(warnings).hasSize(1);
        }
    }

    @Test
    void warnsWhereItCantWrite() throws IOException {
        Files.writeString(directory.resolve("facts"), "a file");

        cache().keep("web1", Map.of());

        assertThat(warnings).singleElement().asString().contains("can't keep the facts of web1");
    }

    @Test
    void forgets() throws IOException {
        var file = write("{}");

        cache().forget("web1");
        cache().forget("web1");

        assertThat(file).doesNotExist();
        assertThat(warnings).isEmpty();
    }

    /** Facts that a play mentions, and that a run before did not need, are gathered. */
    @Test
    void isNotAskedForFactsThatItDoesNotHave() throws Exception {
        var playbook = """
                - hosts: a
                  tasks: [debug: {msg: "{{ ansible_facts.%s }}"}]
                """;
        var rules = new VariableRules(VariableRules.Policy.SMART, cache(), false, false, true);
        var shell = new dev.drover.module.LocalShell(directory, List.of("sh"));
        var engine = new Engine(directory, (host, script) -> shell.apply(script)).rules(rules);

        assertThat(engine.run(playbook.formatted("system")).sent()).isNotEmpty();
        assertThat(engine.run(playbook.formatted("kernel")).sent()).isEmpty();
        assertThat(engine.run(playbook.formatted("pkg_mgr")).sent()).isNotEmpty();
        assertThat(engine.run(playbook.formatted("system")).sent()).isEmpty();
        var flushing = new VariableRules(VariableRules.Policy.SMART, cache(), true, false, true);
        assertThat(engine.rules(flushing).run(playbook.formatted("system")).sent())
                .isNotEmpty();
    }
}
