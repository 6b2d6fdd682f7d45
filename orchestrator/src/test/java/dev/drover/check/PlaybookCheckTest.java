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

class PlaybookCheckTest {

    @TempDir
    Path directory;

    @Test
    void findsNothingWhereAllIsWell() throws IOException {
        assertThat(problems("""
                - hosts: all
                  strategy: linear
                  tasks:
                    - ansible.builtin.copy: {dest: /x, content: y}
                      notify: [restart, topic, "{{ later }}"]
                    - set_fact: {any: thing}
                    - command: ls chdir=/
                  handlers:
                    - {name: restart, command: ls}
                    - {name: other, command: ls, listen: topic}
                """)).isEmpty();
    }

    @Test
    void knowsModulesAndArguments() throws IOException {
        assertThat(problems("""
                - hosts: all
                  tasks:
                    - coppy: {dest: /x}
                    - copy: {dets: /x, content: y}
                    - command: ls
                      args: {chdri: /}
                """))
                .containsExactly(
                        "3:7 there is no module \"coppy\"; did you mean `copy`?",
                        "4:14 module \"copy\" has no argument \"dets\"; did you mean `dest`?",
                        "6:14 module \"command\" has no argument \"chdri\"; did you mean `chdir`?");
    }

    @Test
    void saysWhichModulesItDoesNotHave() throws IOException {
        assertThat(problems("- hosts: all\n  tasks: [{community.vmware.vmware_guest: {}}]\n"))
                .containsExactly(
                        "2:11 Drover does not have the module \"community.vmware.vmware_guest\"; it runs its own modules"
                                + " only, which `drover doc -l` lists, and none that are written in Python");
    }

    @Test
    void knowsHandlers() throws IOException {
        assertThat(problems("""
                - hosts: all
                  tasks:
                    - {command: ls, notify: restrat}
                    - {command: ls, notify: [restart, nothing alike]}
                  handlers:
                    - {name: restart, command: ls}
                """))
                .containsExactly(
                        "3:29 no handler has the name \"restrat\" or listens to it; did you mean \"restart\"?",
                        "4:39 no handler has the name \"nothing alike\" or listens to it");
    }

    @Test
    void looksAtHandlersToo() throws IOException {
        assertThat(problems("- hosts: all\n  handlers:\n    - {name: h, coppy: {}}\n"))
                .containsExactly("3:7 there is no module \"coppy\"; did you mean `copy`?");
    }

    @Test
    void saysNothingOfHandlersWhoseNamesAreKnownLater() throws IOException {
        assertThat(problems("""
                - hosts: all
                  tasks: [{command: ls, notify: restart web}]
                  handlers: [{name: "restart {{ service }}", command: ls}]
                """)).isEmpty();
    }

    @Test
    void knowsStrategies() throws IOException {
        assertThat(problems("- {hosts: all, strategy: mitogen_free}\n")).isEmpty();
        assertThat(problems("- {hosts: all, strategy: fast}\n"))
                .containsExactly("1:26 there is no strategy \"fast\"; there are linear, free, host_pinned, debug");
    }

    private List<String> problems(String playbook) throws IOException {
        var file = Files.writeString(directory.resolve("site.yml"), playbook);
        var plays = new PlaybookLoader(SearchPaths.NONE, ConstantNames.none(), (message, origin) -> {}).load(file);
        return PlaybookCheck.check(plays, Knowledge.of(SearchPaths.NONE)).stream()
                .map(problem -> problem.origin().line() + ":" + problem.origin().column() + " " + problem.message()
                        + problem.hint().map(hint -> "; " + hint).orElse(""))
                .toList();
    }
}
