package dev.drover.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.value.Origin;
import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the inventories mean is what {@code ansible-inventory --list} of ansible-core 2.21 says of them. */
class InventoryLoaderTest {

    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void readsIni() throws IOException {
        var inventory = ini("""
                lone ansible_host=10.0.0.9   # comment
                ; comment
                [web] # comment
                web[01:03].example.com http=80 flag=True name="a b" quoted='"yes"' list="[1, 'x']" mode=0644
                web1:2222 x='1'
                [db]
                db-[a:c]
                n[1:9:4]
                [app:children]
                web
                db
                [app:vars]
                tier = app
                text = a = b
                number = 1 # one
                str = "quoted"
                empty =
                [prod:children]
                app
                """);

        assertThat(inventory.hostsOf("web"))
                .containsExactly("web01.example.com", "web02.example.com", "web03.example.com", "web1");
        assertThat(inventory.hostsOf("db")).containsExactly("db-a", "db-b", "db-c", "n1", "n5", "n9");
        assertThat(inventory.hostsOf("prod")).hasSize(10);
        assertThat(inventory.hostsOf("ungrouped")).containsExactly("lone");
        assertThat(inventory.variablesOf("lone")).containsOnlyKeys("ansible_host");
        var web = inventory.variablesOf("web02.example.com");
        assertThat(web)
                .containsEntry("http", Value.of(80))
                .containsEntry("flag", Value.TRUE)
                .containsEntry("name", Value.of("a b"))
                .containsEntry("quoted", Value.of("yes"))
                .containsEntry("list", Value.Sequence.of(Value.of(1), Value.of("x")))
                .containsEntry("mode", Value.of("0644"));
        assertThat(inventory.variablesOf("web1"))
                .containsEntry("ansible_port", Value.of(2222))
                .containsEntry("x", Value.of(1));
        assertThat(inventory.groups().get("app").variables())
                .containsEntry("tier", Value.of("app"))
                .containsEntry("text", Value.of("a = b"))
                .containsEntry("number", Value.of(1))
                .containsEntry("str", Value.of("quoted"))
                .containsEntry("empty", Value.of(""));
    }

    @Test
    void beginsACommentInTheMiddleOfAWord() throws IOException {
        assertThat(ini("h a=b#c d=e\nk v='x#y'\n").variablesOf("h")).containsOnlyKeys("a");
        assertThat(ini("h a=b#c d=e\nk v='x#y'\n").variablesOf("k")).containsEntry("v", Value.of("x#y"));
    }

    @Test
    void readsAddressesOfTheSixthVersion() throws IOException {
        var inventory = ini("[a]\n2001:db8::1\n[2001:db8::2]:22 x=1\n");

        assertThat(inventory.hosts()).containsExactly("2001:db8::1", "2001:db8::2");
        assertThat(inventory.variablesOf("2001:db8::2"))
                .containsEntry("ansible_port", Value.of(22))
                .containsEntry("x", Value.of(1));
    }

    @Test
    void readsGroupsBeforeTheyAreDefined() throws IOException {
        var inventory = ini("[top:vars]\nx=1\n[top:children]\nlow\n[low]\nh\n");

        assertThat(inventory.hostsOf("top")).containsExactly("h");
        assertThat(inventory.groups().get("top").variables()).containsEntry("x", Value.of(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '[a:children]~b'    | 2 | the group "b" is not defined
                    '[a:vars]~x=1'      | 1 | the group "a" is not defined
                    '[a:foo]~x'         | 1 | the section [a:foo] is neither of hosts, nor of vars, nor of children
                    '[a]~h x'           | 2 | expected name=value behind the host "h", found "x"
                    '[a]~h x = 1'       | 2 | expected name=value behind the host "h", found "x"
                    '[a]~h x="1'        | 2 | a quotation mark is not closed
                    'h:x'               | 1 | "x" is no port; quote it or drop the colon
                    '[]~h'              | 1 | a section is written [group], [group:vars] or [group:children]
                    '[g]~h~[g:vars]~k'  | 4 | expected name = value in [g:vars]
                    'w[1:]'             | 1 | the range [1:] is not of the form [begin:end] or [begin:end:step]
                    """)
    void tellsWhereItIsWrong(String text, int line, String message) {
        var failure = catchThrowableOfType(InventoryException.class, () -> ini(text.replace('~', '\n')));

        assertThat(failure).hasMessage(message);
        assertThat(failure.origin().line()).isEqualTo(line);
    }

    @Test
    void refusesGroupsInsideOfThemselves() {
        assertThat(catchThrowableOfType(
                        InventoryException.class, () -> ini("[a:children]\nb\n[b:children]\nc\n[c:children]\na\n")))
                .hasMessageContaining("is inside of itself");
    }

    @Test
    void readsYaml() throws IOException {
        var inventory = load("y.yml", """
                all:
                  hosts:
                    top:
                  vars: {a: all, oct: 0644}
                  children:
                    web:
                      hosts:
                        web[1:2]: {speed: 80}
                        "w:9":
                      vars:
                        a: web
                    empty:
                    db:
                      hosts: single
                      children:
                        replica:
                          hosts:
                            r1:
                              x: 1
                other:
                  hosts:
                    web1: {y: "{{ a }}"}
                """);

        assertThat(inventory.hostsOf("ungrouped")).containsExactly("top");
        assertThat(inventory.hostsOf("web")).containsExactly("web1", "web2", "w");
        assertThat(inventory.hostsOf("db")).containsExactly("single", "r1");
        assertThat(inventory.hostsOf("empty")).isEmpty();
        assertThat(inventory.variablesOf("w")).containsEntry("ansible_port", Value.of(9));
        assertThat(inventory.variablesOf("web1"))
                .containsEntry("speed", Value.of(80))
                .containsEntry("y", Value.of("{{ a }}"));
        assertThat(inventory.groups().get("all").variables()).containsEntry("oct", Value.of(420));
        assertThat(names(inventory.groupsOf("r1"))).containsExactly("all", "db", "replica");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '- a'                      | 1:1 | a YAML inventory is a mapping of groups
                    'all: [a]'                 | 1:6 | the group "all" must be a mapping, with a colon behind each name
                    'all:~  hosts: [a, b]'     | 2:10 | hosts must be a mapping, with a colon behind each name
                    'all:~  vars: [x]'         | 2:9 | vars must be a mapping, with a colon behind each name
                    'plugin: constructed'      | 1:9 | templates can't be evaluated here
                    'all: {~a: b'              | 2:5 | this is not YAML: while parsing a flow mapping, expected ',' or '}', but got <stream end>
                    """)
    void tellsWhereYamlIsWrong(String text, String place, String message) {
        var failure = catchThrowableOfType(InventoryException.class, () -> load("y.yml", text.replace('~', '\n')));

        assertThat(failure).hasMessage(message);
        assertThat(failure.origin().toString()).endsWith("y.yml:" + place);
    }

    @Test
    void ordersHostsLevelByLevelAsAnsibleDoes() throws IOException {
        var inventory = ini("""
                lone
                [web]
                w1
                w2
                [app:children]
                web
                [prod:children]
                app
                [aaa]
                w2
                """);

        assertThat(inventory.hostsOf("all")).containsExactly("lone", "w2", "w1");
        assertThat(inventory.hostsOf("prod")).containsExactly("w1", "w2");
    }

    @Test
    void ordersGroupsByDepthPriorityAndName() throws IOException {
        var inventory = ini("""
                [zzz]
                h
                [aaa]
                h
                [mid]
                h
                [mid:vars]
                ansible_group_priority=10
                [top:children]
                low
                [low]
                h
                """);

        assertThat(names(inventory.groupsOf("h"))).containsExactly("all", "aaa", "top", "zzz", "mid", "low");
    }

    @Test
    void readsDirectoriesInOrder() throws IOException {
        Files.createDirectories(directory.resolve("d/group_vars"));
        Files.createDirectories(directory.resolve("d/sub"));
        Files.writeString(directory.resolve("d/02-b"), "b ansible_port=1\n");
        Files.writeString(directory.resolve("d/01-a.ini"), "a v=1\nb v=2\n");
        Files.writeString(directory.resolve("d/readme.md"), "c\n");
        Files.writeString(directory.resolve("d/sub/x"), "d\n");
        Files.writeString(directory.resolve("d/.hidden"), "e\n");
        Files.writeString(directory.resolve("d/x~"), "f\n");
        Files.writeString(directory.resolve("d/group_vars/all"), "vv: 1\n");

        var inventory = load(directory.resolve("d").toString());

        assertThat(inventory.hosts()).containsExactly("a", "b", "d");
        assertThat(inventory.variablesOf("b"))
                .containsEntry("v", Value.of(2))
                .containsEntry("ansible_port", Value.of(1));
        assertThat(inventory.directories()).contains(directory.resolve("d"));
    }

    @Test
    void readsListsOfHosts() {
        assertThat(load("a,b,").hostsOf("ungrouped")).containsExactly("a", "b");
        assertThat(load("web1.example.com,").hosts()).containsExactly("web1.example.com");
    }

    @Test
    void laterSourcesWin() throws IOException {
        Files.writeString(directory.resolve("one"), "[g]\nh x=1 y=1\n");
        Files.writeString(directory.resolve("two"), "h x=2\n");

        var inventory = InventoryLoader.load(
                List.of(
                        directory.resolve("one").toString(),
                        directory.resolve("two").toString()),
                this::warn);

        assertThat(inventory.variablesOf("h")).containsEntry("x", Value.of(2)).containsEntry("y", Value.of(1));
        assertThat(inventory.hostsOf("ungrouped")).isEmpty();
    }

    @Test
    void saysThatThereIsNoSource() {
        assertThat(catchThrowableOfType(InventoryException.class, () -> load("nowhere")))
                .hasMessage("there is no inventory nowhere; a list of hosts ends in a comma");
    }

    private Inventory ini(String text) throws IOException {
        return load("hosts", text);
    }

    private Inventory load(String name, String text) throws IOException {
        return load(Files.writeString(directory.resolve(name), text).toString());
    }

    private Inventory load(String source) {
        return InventoryLoader.load(List.of(source), this::warn);
    }

    private void warn(String message, Origin origin) {
        warnings.add(message);
    }

    private static List<String> names(List<Group> groups) {
        return groups.stream().map(Group::name).toList();
    }
}
