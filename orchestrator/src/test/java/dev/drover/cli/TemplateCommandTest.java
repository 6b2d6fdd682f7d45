package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String inventory;

    @BeforeEach
    void write() throws IOException {
        inventory = write("hosts", "[web]\nw1 port=8080\nw2 port=8081\n");
        write("group_vars/web.yml", """
                base: {name: shop, port: "80"}
                address: "{{ base.name }}.example.org"
                next: "{{ base.port + 1 }}"
                """);
        write("templates/part.j2", "{{ port }}");
    }

    private String write(String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    private int run(String... arguments) {
        return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void rendersAFileForAHost() throws IOException {
        var file = write("a.j2", "{{ inventory_hostname }} {{ address }}:{% include 'part.j2' %}\n{{ x }}\n");

        assertThat(run("template", "-i", inventory, "--host", "w2", "-e", "x=1", file))
                .isZero();
        assertThat(out).hasToString("w2 shop.example.org:80811\n");
    }

    @Test
    void otherHostsAreSeen() {
        run("template", "-i", inventory, "--host", "w1", "-e", "hostvars[groups.web[1]].port ~ ' ' ~ group_names");

        assertThat(out).hasToString("8081 ['web']\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 * 6 | 42 | {\"type\": \"int\", \"value\": 42}",
                "{{ x }}y | 5y | {\"type\": \"str\", \"value\": \"5y\"}",
                "2.5 | 2.5 | {\"type\": \"float\", \"value\": {\"__float__\": \"2.5\"}}",
                "none | null | {\"type\": \"NoneType\", \"value\": null}",
                "[] | [] | {\"type\": \"list\", \"value\": []}",
                "inventory_hostname | localhost | {\"type\": \"str\", \"value\": \"localhost\"}",
            })
    void valuesAsTextAndWithTheirType(String expression, String text, String json) {
        assertThat(run("template", "-e", expression, "-e", "x=5")).isZero();
        assertThat(out).hasToString(text + "\n");

        out.getBuffer().setLength(0);
        assertThat(run("template", "--json", "-x", "x=5", "--expression", expression))
                .isZero();
        assertThat(out).hasToString(json + "\n");
    }

    @Test
    void anErrorInAVariableIsToldWithTheValuesAroundIt() {
        assertThat(run("template", "-i", inventory, "--host", "w1", "-e", "next"))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("error: can only concatenate str (not \"int\") to str\n  --> ")
                .contains("group_vars/web.yml:3:11\n", "3 | next: \"{{ base.port + 1 }}\"\n")
                .contains("  base = {'name': 'shop', 'port': '80'} (");
        assertThat(out).hasToString("");
    }

    @Test
    void anUndefinedVariableIsToldWhereItIsUsed() {
        run("template", "-i", inventory, "--host", "w1", "-e", "port ~ adress");

        assertThat(err.toString())
                .startsWith("error: 'adress' is undefined\n  --> -e:1:8\n")
                .contains("1 | port ~ adress\n", "^ did you mean address?\n")
                .contains("  port = 8080 (");
    }

    @Test
    void allUnknownFiltersAreTold() {
        run("template", "-e", "{{ 1 | uper }}{{ 2 | lowr }}");

        assertThat(err.toString()).contains("did you mean upper?", "did you mean lower?");
    }

    @Test
    void oneHostMustBeMeant() {
        assertThat(run("template", "-i", inventory, "-e", "port")).isEqualTo(1);
        assertThat(err.toString()).contains("--host", "w1, w2");
        assertThat(run("template", "-i", inventory, "--host", "w3", "-e", "port"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no host w3");
        assertThat(run("template", "-e", "x=1")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing to evaluate");
    }

    @Test
    void casesAreAnsweredOneByOne() throws IOException {
        var cases = write("cases.jsonl", """
                {"id": 1, "mode": "template", "template": "{{ [x, (1, 2.0)] }}", "context": {"x": {"__int__": "9223372036854775808"}}}
                {"id": 2, "mode": "conditional", "template": "x", "context": {"x": 1}}
                {"id": 3, "mode": "conditional", "template": "x", "context": {"x": 1}, "compat": true}
                no case
                {"id": 4, "mode": "file", "template": "{% include 'a' %}{{ lookup('file', '/tmp/case/b') }}", "context": {},
                """.stripTrailing() + """
                 "files": {"templates/a": "A", "b": "/tmp/case"}}
                {"id": 5, "mode": "template", "template": "{{ 1 / 0 }}", "context": {}}
                {"id": 6, "mode": "template", "template": "{{ nosuch }}", "context": {}}
                {"id": 7, "mode": "template", "template": "{{ t }}{{ u }}", "context": {"t": {"__trusted__": "{{ 1 }}"}, "u": "{{ 1 }}"}}
                """);

        assertThat(run("template", "--batch", cases)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"id\": 1, \"value\": [{\"__int__\": \"9223372036854775808\"}, [1, {\"__float__\": \"2.0\"}]]}",
                        "{\"id\": 2, \"error\": \"broken-conditional\", \"message\": \"Conditional result (True) was derived"
                                + " from value of type 'int' at '<unknown>'. Conditionals must have a boolean result.\"}",
                        "{\"id\": 3, \"value\": true, \"warns\": [\"warning: Conditional result (True) was derived"
                                + " from value of type 'int' at '<unknown>'. Conditionals must have a boolean result.\"]}",
                        "{\"id\": null, \"error\": \"case\", \"message\": \"no JSON: no value at character 1\"}",
                        "{\"id\": 4, \"value\": \"A/tmp/case\"}",
                        "{\"id\": 5, \"error\": \"runtime:ZeroDivisionError\","
                                + " \"message\": \"Error rendering template: division by zero\"}",
                        "{\"id\": 6, \"error\": \"undefined\", \"message\": \"'nosuch' is undefined\"}",
                        "{\"id\": 7, \"value\": \"1{{ 1 }}\"}");
        assertThat(run("template", "--batch", "no-such-file")).isEqualTo(1);
    }
}
