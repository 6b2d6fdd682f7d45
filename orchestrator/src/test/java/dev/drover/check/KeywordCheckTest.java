package dev.drover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.PlaybookLoader;
import dev.drover.playbook.SearchPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer is that of ansible-core 2.21. */
class KeywordCheckTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            become: yse             | "become" takes yes or no, not "yse"; did you mean `yes`?
            become: 2               | "become" takes yes or no, not "2"
            become: ''              | "become" takes yes or no, not ""
            become: '1.0'           | "become" takes yes or no, not "1.0"
            ignore_errors: maybe    | "ignore_errors" takes yes or no, not "maybe"
            no_log: ture            | "no_log" takes yes or no, not "ture"; did you mean `true`?
            any_errors_fatal: flase | "any_errors_fatal" takes yes or no, not "flase"; did you mean `false`?
            run_once: []            | "run_once" takes yes or no, not a list
            retries: often          | "retries" takes a whole number, not "often"
            retries: 1.5            | "retries" takes a whole number, not "1.5"
            delay: 1s               | "delay" takes a number of seconds, not "1s"
            timeout: -1             | "timeout" takes a number of seconds, not below 0, not "-1"
            throttle: x             | "throttle" takes a whole number, not "x"
            port: 22.5              | "port" takes a whole number, not "22.5"
            when: 3                 | "when" takes expressions, which are text, or yes or no, not "3"
            until: {a: b}           | "until" takes expressions, which are text, or yes or no, not a mapping
            loop: words             | "loop" takes a list, not "words"
            loop: {a: 1}            | "loop" takes a list, not a mapping
            loop_control: 3         | "loop_control" takes a mapping
            become_user: [x]        | "become_user" takes text, not a list
            delegate_to: {}         | "delegate_to" takes text, not a mapping
            collections: [3]        | "collections" takes names, not a list
            """)
    void tasksAreRefused(String keyword, String message) throws IOException {
        int column = keyword.indexOf(':') + 9;
        assertThat(problems("- hosts: all\n  tasks:\n    - debug:\n      " + keyword + "\n"))
                .containsExactly("ERROR 4:" + column + " " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gather_facts: 3x        | "gather_facts" takes yes or no, not "3x"
            gather_facts: flase     | "gather_facts" takes yes or no, not "flase"; did you mean `false`?
            force_handlers: maybe   | "force_handlers" takes yes or no, not "maybe"
            serial: some            | "serial" takes numbers of hosts and whole percentages, not "some"
            serial: [1, 5x]         | "serial" takes numbers of hosts and whole percentages, not "5x"
            serial: 1.5%            | "serial" takes numbers of hosts and whole percentages, not "1.5%"
            serial:                 | "serial" takes numbers of hosts and whole percentages, not nothing
            max_fail_percentage: x  | "max_fail_percentage" takes a percentage, not "x"
            strategy: linaer        | there is no strategy "linaer"; there are linear, free, host_pinned, debug; did you mean `linear`?
            order: up               | "order" takes one of inventory, reverse_inventory, sorted, reverse_sorted, shuffle, not "up"
            order: shufle           | "order" takes one of inventory, reverse_inventory, sorted, reverse_sorted, shuffle, not "shufle"; did you mean `shuffle`?
            gather_timeout: 1.5     | "gather_timeout" takes a whole number, not "1.5"
            gather_subset: [all, 3] | "gather_subset" takes names, not a list
            remote_user: [x]        | "remote_user" takes text, not a list
            """)
    void playsAreRefused(String keyword, String message) throws IOException {
        assertThat(problems("- hosts: all\n  " + keyword + "\n  tasks: [{debug: {}}]\n"))
                .singleElement()
                .asString()
                .startsWith("ERROR 2:")
                .endsWith(" " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "become: Y",
                "become: 't'",
                "become: 1.0",
                "become:",
                "become: '{{ any }}'",
                "port: '22'",
                "port:",
                "port: true",
                "retries: -1",
                "retries: '3'",
                "delay: '0.5'",
                "timeout: '5'",
                "throttle: -1",
                "become_user: 3",
                "when: [true, 'x == 1']",
                "loop: '{{ any }}'",
                "loop:",
                "changed_when: false",
                "loop_control: {label: x, pause: 1, extended_allitems: false, break_when: [true]}",
            })
    void tasksArePassed(String keyword) throws IOException {
        assertThat(problems("- hosts: all\n  vars: {any: 1, x: 1}\n  tasks:\n    - debug:\n      " + keyword + "\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serial: [1, 30%, '5']",
                "serial: true",
                "serial: 1.5",
                "max_fail_percentage: 30%",
                "max_fail_percentage: 30.5",
                "order:",
                "gather_facts: '0'",
                "gather_subset: x"
            })
    void playsArePassed(String keyword) throws IOException {
        assertThat(problems("- hosts: all\n  " + keyword + "\n  tasks: [{debug: {}}]\n"))
                .isEmpty();
    }

    @Test
    void whatIsLeftOutIsAWarning() throws IOException {
        assertThat(problems(
                        "- hosts: all\n  tasks:\n    - {debug: {}, when: inventory_hostname == 'a', become: yse}\n"))
                .containsExactly("WARNING 3:60 \"become\" takes yes or no, not \"yse\"; did you mean `yes`?");
    }

    @Test
    void whatManyTasksInheritIsSaidOnce() throws IOException {
        assertThat(problems("""
                - hosts: all
                  become: yse
                  tasks:
                    - {debug: {}, when: inventory_hostname == 'a'}
                    - block:
                        - debug:
                        - debug:
                      timeout: long
                """))
                .containsExactly(
                        "ERROR 2:11 \"become\" takes yes or no, not \"yse\"; did you mean `yes`?",
                        "ERROR 8:16 \"timeout\" takes a number of seconds, not below 0, not \"long\"");
    }

    @Test
    void keysOfLoopControlAreKnown() throws IOException {
        assertThat(problems("- hosts: all\n  tasks: [{debug: {}, loop: [1], loop_control: {lop_var: x}}]\n"))
                .containsExactly("ERROR 2:49 \"lop_var\" is no keyword of loop_control; did you mean `loop_var`?");
    }

    private List<String> problems(String playbook) throws IOException {
        var file = Files.writeString(directory.resolve("site.yml"), playbook);
        var plays = new PlaybookLoader(SearchPaths.NONE, ConstantNames.none(), (message, origin) -> {}).load(file);
        return PlaybookCheck.check(plays, Knowledge.of(SearchPaths.NONE)).stream()
                .map(problem -> problem.severity() + " " + problem.origin().line() + ":"
                        + problem.origin().column() + " " + problem.message()
                        + problem.hint().map(hint -> "; " + hint).orElse(""))
                .toList();
    }
}
