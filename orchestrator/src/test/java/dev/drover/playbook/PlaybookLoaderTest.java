package dev.drover.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PlaybookLoaderTest {

    @TempDir
    Path directory;

    @Test
    void readsTheThreeWaysOfWritingArguments() throws IOException {
        var tasks = tasks("""
                - copy: {src: a, dest: b}
                - copy: src=a dest=b
                - action: copy src=a dest=b
                - action: {module: copy, src: a, dest: b}
                - ansible.builtin.copy: {src: a}
                  args: {dest: b}
                """);

        assertThat(tasks)
                .hasSize(5)
                .allSatisfy(task -> assertThat(task.arguments())
                        .isEqualTo(Value.Mapping.of(new java.util.TreeMap<>(
                                java.util.Map.of("src", Value.of("a"), "dest", Value.of("b"))))))
                .allSatisfy(task -> assertThat(task.shortModule()).isEqualTo("copy"));
    }

    @Test
    void letsInlineArgumentsWinOverArgs() throws IOException {
        var task = tasks("- command: ls chdir=/inline\n  args: {chdir: /args, creates: /x}")
                .getFirst();

        assertThat(task.arguments().get("chdir")).contains(Value.of("/inline"));
        assertThat(task.arguments().get("creates")).contains(Value.of("/x"));
        assertThat(task.arguments().get("_raw_params")).contains(Value.of("ls"));
    }

    @Test
    void takesLocalActionForADelegation() throws IOException {
        var task = tasks("- local_action: command ls").getFirst();

        assertThat(task.keywords().text(Keyword.DELEGATE_TO)).contains("localhost");
        assertThat(task.module()).isEqualTo("command");
    }

    @Test
    void readsLoops() throws IOException {
        var tasks = tasks("""
                - {command: ls, loop: [1]}
                - {command: ls, with_items: [1]}
                - {command: ls, with_ansible.builtin.dict: {a: 1}}
                - {command: ls}
                """);

        assertThat(tasks.get(0).loop().orElseThrow().lookup()).isEqualTo("list");
        assertThat(tasks.get(1).loop().orElseThrow().lookup()).isEqualTo("items");
        assertThat(tasks.get(2).loop().orElseThrow().lookup()).isEqualTo("ansible.builtin.dict");
        assertThat(tasks.get(3).loop()).isEmpty();
    }

    @Test
    void passesKeywordsFromPlaysAndBlocksToTasks() throws IOException {
        var plays = load("""
                - hosts: all
                  become: true
                  tags: play
                  environment: {A: play}
                  vars: {v: play}
                  tasks:
                    - block:
                        - {name: task, command: ls, when: inner, tags: [task], become: false, vars: {v: task}}
                        - {name: other, command: ls}
                      name: block
                      when: [outer, more]
                      tags: "one, two"
                      vars: {v: block}
                      ignore_errors: true
                      run_once: true
                """);
        var task = plays.getFirst().tasks().getFirst();
        var keywords = task.keywords();

        assertThat(keywords.list(Keyword.WHEN).toString()).isEqualTo("[outer, more, inner]");
        assertThat(task.tags()).containsExactly("play", "one", "two", "task");
        assertThat(keywords.get(Keyword.BECOME)).contains(Value.FALSE);
        assertThat(keywords.get(Keyword.IGNORE_ERRORS)).contains(Value.TRUE);
        assertThat(keywords.get(Keyword.RUN_ONCE)).contains(Value.TRUE);
        assertThat(keywords.list(Keyword.ENVIRONMENT)).hasSize(1);
        assertThat(keywords.list(Keyword.VARS)).hasSize(2);
        assertThat(task.name()).contains(Value.of("task"));
        assertThat(plays.getFirst().tasks().get(1).keywords().get(Keyword.BECOME))
                .contains(Value.TRUE);
    }

    @Test
    void ordersSections() throws IOException {
        write("roles/r/tasks/main.yml", "- {name: role, command: ls}");
        write("roles/r/handlers/main.yml", "- {name: of role, command: ls}");
        var play = load("""
                - hosts: all
                  post_tasks: [{name: post, command: ls}]
                  tasks: [{name: task, command: ls}]
                  roles: [r]
                  pre_tasks: [{name: pre, command: ls}]
                  handlers: [{name: of play, command: ls}]
                """).getFirst();

        assertThat(play.steps().stream().map(PlaybookLoaderTest::name))
                .containsExactly("pre", "flush", "role", "task", "flush", "post", "flush");
        assertThat(play.handlers().stream().map(PlaybookLoaderTest::name)).containsExactly("of role", "of play");
    }

    @Test
    void importsTasksOnceAndWithKeywords() throws IOException {
        write("more/tasks.yml", "- {name: imported, command: ls, when: inner}\n- import_tasks: deeper.yml\n");
        write("more/deeper.yml", "- {name: deeper, command: ls}\n");
        var tasks = tasks("- {name: import, import_tasks: more/tasks.yml, when: outer, tags: t, vars: {x: 1}}");

        assertThat(tasks.stream().map(PlaybookLoaderTest::name)).containsExactly("imported", "deeper");
        assertThat(tasks.getFirst().keywords().list(Keyword.WHEN).toString()).isEqualTo("[outer, inner]");
        assertThat(tasks.getLast().keywords().list(Keyword.WHEN).toString()).isEqualTo("[outer]");
        assertThat(tasks).allSatisfy(task -> assertThat(task.tags()).containsExactly("t"));
        assertThat(tasks.getFirst().origin().file()).endsWith("more/tasks.yml");
    }

    @Test
    void importsPlaybooks() throws IOException {
        write("more/web.yml", "- {hosts: web, tasks: [{name: web, command: ls}]}");
        var plays = load("""
                - import_playbook: more/web.yml
                  tags: t
                  when: condition
                  vars: {x: 1}
                - {hosts: db, tasks: [{name: db, command: ls}]}
                """);

        assertThat(plays.stream()
                        .map(play -> play.keywords().text(Keyword.HOSTS).orElseThrow()))
                .containsExactly("web", "db");
        var task = plays.getFirst().tasks().getFirst();
        assertThat(task.tags()).containsExactly("t");
        assertThat(task.keywords().list(Keyword.WHEN).toString()).isEqualTo("[condition]");
    }

    @Test
    void readsRolesAndTheirDependencies() throws IOException {
        role("base", "");
        role("web", "dependencies: [base, {role: tls, listen_on: 443}]");
        role("tls", "dependencies: [base]");
        write("roles/web/defaults/main.yml", "d: 1");
        write("roles/web/vars/main/a.yml", "v: 1");
        var play = load("""
                - hosts: all
                  roles:
                    - {role: web, tags: t, become: true, when: c, listen_on: 80}
                    - base
                    - {role: web, listen_on: 81}
                """).getFirst();

        assertThat(play.tasks().stream().map(PlaybookLoaderTest::name)).containsExactly("base", "tls", "web", "web");
        var web = play.tasks().get(2);
        assertThat(web.tags()).containsExactly("t");
        assertThat(web.keywords().get(Keyword.BECOME)).contains(Value.TRUE);
        assertThat(web.role().orElseThrow().parameters().get("listen_on")).contains(Value.of(80));
        assertThat(web.role().orElseThrow().defaults().getFirst().find("d")).contains(Value.of(1));
        assertThat(web.role().orElseThrow().variables().getFirst().find("v")).contains(Value.of(1));
        var tls = play.tasks().get(1);
        assertThat(tls.tags()).containsExactly("t");
        assertThat(tls.role().orElseThrow().parents()).isEmpty();
    }

    @Test
    void runsARoleAgainWithOtherConditionsTagsAndVariables() throws IOException {
        role("v", "");
        var play = load("""
                - hosts: all
                  roles:
                    - {role: v, vars: {x: 1}}
                    - {role: v, vars: {x: 2}}
                    - {role: v, vars: {x: 2}}
                    - {role: v, tags: [a]}
                    - {role: v, when: true}
                    - {role: v, become: false}
                    - v
                    - {role: v, p: 1}
                """).getFirst();

        assertThat(play.tasks()).hasSize(6); // as ansible-core 2.21 does
    }

    @Test
    void importsRolesAmongTasks() throws IOException {
        role("web", "");
        write("roles/web/tasks/other.yml", "- {name: other, command: ls}");
        var tasks = tasks("""
                - import_role: {name: web}
                - import_role: {name: web, tasks_from: other.yml}
                - import_role: name=web tasks_from=other
                """);

        assertThat(tasks.stream().map(PlaybookLoaderTest::name)).containsExactly("web", "other", "other");
    }

    @Test
    void tellsOfEverythingThatIsWrongAtOnce() throws IOException {
        var problems = problems("""
                - hosts: all
                  gater_facts: false
                  tasks:
                    - {name: two modules, command: ls, shel: ls}
                    - {name: no module}
                    - {command: ls, register: "not a name"}
                    - {command: ls, vars: {"a-b": 1}}
                    - just text
                    - block: [{command: ls}]
                      loop: [1]
                    - {import_tasks: nowhere.yml}
                  roles: [nobody]
                - tasks: []
                """);

        assertThat(problems)
                .contains(
                        "2:3 \"gater_facts\" is no keyword of a play; did you mean `gather_facts`?",
                        "5:7 this task names no module",
                        "6:31 register takes the name of a variable, or names with expressions of the result",
                        "7:28 \"a-b\" can't be the name of a variable: use letters, digits and _",
                        "8:7 a task is a mapping: a module's name, a colon, its arguments",
                        "10:7 \"loop\" is no keyword of a block",
                        "13:3 this play does not say which hosts it is for")
                .anyMatch(problem -> problem.startsWith("4:40 a task has one module"))
                .anyMatch(problem -> problem.startsWith("11:8 there is no file nowhere.yml in"))
                .anyMatch(problem -> problem.startsWith("12:11 there is no role \"nobody\"; looked in"));
    }

    @Test
    void namesTheKeywordThatAMisspelledOneMayHaveBeen() throws IOException {
        assertThat(problems("- hosts: all\n  tasks:\n    - {command: ls, wen: x}\n"))
                .singleElement()
                .asString()
                .endsWith("did you mean `when`?");
        assertThat(problems("- hosts: all\n  tasks:\n    - {bcome: true, command: ls}\n"))
                .singleElement()
                .asString()
                .startsWith("3:8 ")
                .endsWith("did you mean `become`?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''               | 1:1 a playbook is a list of plays, each with a dash in front
                    'hosts: all'     | 1:1 a playbook is a list of plays, each with a dash in front
                    '- text'         | 1:3 a play is a mapping with "hosts" and tasks or roles
                    '- {hosts: a, tasks: {}}' | 1:21 a list of tasks is expected here, each with a dash in front
                    '- {hosts: a, roles: x}'  | 1:21 roles takes a list
                    '- {hosts: a, vars: x}'   | 1:20 vars takes a mapping of names to values
                    '- {import_playbook: x.yml}' | there is no playbook
                    '- {hosts: a, tasks: [{debug: {}, rescue: []}]}' | 1:42 "rescue" belongs to a block, and there is none here
                    """)
    void refusesOtherShapes(String text, String problem) throws IOException {
        assertThat(problems(text)).anySatisfy(found -> assertThat(found).contains(problem));
    }

    @Test
    void endsImportsWithoutEnd() throws IOException {
        write("tasks.yml", "- import_tasks: tasks.yml\n");
        role("a", "dependencies: [b]");
        role("b", "dependencies: [a]");

        assertThat(problems("- {hosts: all, tasks: [{import_tasks: tasks.yml}]}"))
                .anyMatch(problem -> problem.contains("import each other without end"));
        assertThat(problems("- import_playbook: site.yml"))
                .anyMatch(problem -> problem.contains("import each other without end"));
        assertThat(problems("- {hosts: all, roles: [a]}"))
                .anyMatch(problem -> problem.contains("depend on each other without end"));
    }

    private void role(String name, String meta) throws IOException {
        write("roles/" + name + "/tasks/main.yml", "- {name: " + name + ", command: ls}");
        write("roles/" + name + "/meta/main.yml", meta);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        Files.writeString(directory.resolve(name), text);
    }

    private List<Task> tasks(String tasks) throws IOException {
        return load("- hosts: all\n  tasks:\n" + tasks.indent(4)).getFirst().tasks();
    }

    private List<Play> load(String playbook) throws IOException {
        write("site.yml", playbook);
        return new PlaybookLoader(SearchPaths.NONE, ConstantNames.none(), (message, origin) -> {})
                .load(directory.resolve("site.yml"));
    }

    private List<String> problems(String playbook) throws IOException {
        var thrown = catchThrowableOfType(PlaybookException.class, () -> load(playbook));
        assertThat(thrown).as("problems of " + playbook).isNotNull();
        return thrown.problems().stream()
                .map(problem -> problem.origin().line() + ":" + problem.origin().column() + " " + problem.message()
                        + problem.hint().map(hint -> "; " + hint).orElse(""))
                .toList();
    }

    private static String name(Step step) {
        return switch (step) {
            case Step.Run(var task) -> name(task);
            case Step.Guarded guarded -> "guarded";
            case Step.Flush() -> "flush";
        };
    }

    private static String name(Task task) {
        return task.name().orElseThrow().toString();
    }
}
