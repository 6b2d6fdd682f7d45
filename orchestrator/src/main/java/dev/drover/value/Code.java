package dev.drover.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of mistakes there are, each with a number that never changes: what {@code drover explain} and docs/errors.md say of
 * them, and what is named in reports that machines read.
 */
public enum Code {
    NOT_YAML(
            1,
            "a file that is not YAML",
            "The file can't be read as YAML 1.1, is no UTF-8 text, or its aliases mean more than memory holds.",
            "name: web: server    # a colon with a blank behind it needs quotation marks"),
    UNREADABLE(
            2,
            "a file that is missing or can't be read",
            "A playbook or a file of tasks that is named does not exist where Ansible looks for it: beside the file that names it,"
                    + " in the role, and beside the playbook.",
            "- import_tasks: instal.yml"),
    WRONG_SHAPE(
            3,
            "a list or a mapping in the wrong place",
            "A playbook is a list of plays, a play and a task are mappings, and each keyword takes values of its own kind.",
            "- hosts: all\n  tasks:\n    install: {apt: {name: nginx}}    # a list belongs here"),
    UNKNOWN_KEYWORD(
            4,
            "a keyword that does not exist here",
            "A play, a block or a task has a key that is none of its keywords. Some keywords belong to one kind of element only.",
            "- hosts: all\n  task: []    # tasks"),
    VARIABLE_NAME(
            5,
            "a name that no variable can have",
            "Names of variables consist of letters, digits and underscores, and begin with no digit.",
            "vars:\n  app-port: 80    # app_port"),
    CYCLE(
            6,
            "content that brings in itself",
            "Playbooks, files of tasks or roles import or depend on each other without end.",
            "# tasks/main.yml\n- import_tasks: main.yml"),
    LATE_NAME(
            7,
            "a name that must be known earlier",
            "Imports and lists of roles are read before anything runs: their names may depend on extra variables and on the"
                    + " variables of the play only. include_tasks and include_role decide while the play runs.",
            "- import_tasks: \"{{ ansible_os_family }}.yml\"    # include_tasks"),
    NOT_SUPPORTED(
            8,
            "a keyword that Drover does not support",
            "Ansible knows this keyword or strategy and Drover does not. It is refused rather than passed over in silence.",
            "- hosts: all\n  strategy: my_own"),
    NO_MODULE(
            9,
            "a task without a module, or with several",
            "Whatever on a task is no keyword names its module, and there must be exactly one.",
            "- name: install nginx\n  apt: {name: nginx}\n  wen: ready    # when"),
    UNKNOWN_MODULE(
            10,
            "a module that does not exist",
            "No module goes by this name. `drover doc` lists those there are.",
            "- coppy: {src: a, dest: /a}"),
    ARGUMENT_TEXT(
            11,
            "arguments that can't be taken apart",
            "Arguments in one line are written as name=value, with quotation marks around values that have blanks.",
            "- copy: src=a dest"),
    UNKNOWN_ARGUMENT(
            12,
            "an argument that its module does not have",
            "The module takes no argument of this name. `drover doc MODULE` lists those it takes.",
            "- apt: {nam: nginx}    # name"),
    MISSING_ARGUMENT(
            13,
            "an argument that must be given",
            "The module can't do anything without this argument, and no module_defaults give it.",
            "- copy: {src: a}    # dest"),
    WRONG_ARGUMENT(
            14,
            "an argument of the wrong type, or none of its choices",
            "The value can't become what the argument is: a number, yes or no, one of its choices.",
            "- apt: {name: nginx, state: instaled}"),
    AGAINST_EACH_OTHER(
            15,
            "arguments that do not go together",
            "Two arguments exclude each other, or one needs another that is not there.",
            "- copy: {src: a, content: b, dest: /a}"),
    WRONG_KEYWORD_VALUE(
            16,
            "a value that its keyword can't take",
            "A keyword of a play, a block or a task wants yes or no, a number, a list or one of its choices, and this is none and no"
                    + " template.",
            "become: yse    # yes"),
    ROLE_ARGUMENT(
            17,
            "a variable that is not as its role wants it",
            "The role describes its arguments in meta/argument_specs.yml, and this one is missing, unknown, or of another type. "
                    + "Only what is written out is looked at; the rest is checked when the role begins.",
            "apps: [{nmae: shop}]    # name"),
    TEMPLATE_SYNTAX(
            20,
            "a template that is not Jinja",
            "The template, expression or condition can't be parsed.",
            "when: port = 80    # =="),
    UNKNOWN_PLUGIN(
            21,
            "a filter, test or lookup that does not exist",
            "A template uses a filter, a test, a lookup or a function that there is none of.",
            "msg: \"{{ name | uper }}\"    # upper"),
    UNDEFINED(
            22,
            "a variable that nothing defines",
            "No inventory, file of variables, role, registered result or fact gives this variable a value. It is an error where the"
                    + " task fails for certain, and a warning where it depends on what the run finds. default(…) and `is defined`"
                    + " say that it may be missing.",
            "msg: \"{{ prot }}\"    # port"),
    UNKNOWN_HANDLER(
            30,
            "a handler that does not exist",
            "A task notifies a handler, and no handler of the play has this name or listens to this topic.",
            "notify: restrat nginx"),
    NO_ROLE(
            31,
            "a role that does not exist",
            "No directory of this name is in the roles beside the playbook, on the roles path, or in an installed collection.",
            "roles: [ngnix]"),
    NO_TASK_FILE(
            32,
            "a file of tasks that does not exist",
            "An include or import names a file that is neither beside it, nor in the role, nor beside the playbook.",
            "- include_tasks: instal.yml"),
    NO_SOURCE_FILE(
            33,
            "a file or template that does not exist",
            "copy, template, script and others name a file of the controller that is not in files/ or templates/ of the role, nor"
                    + " beside the file of tasks or the playbook.",
            "- template: {src: shop.conf, dest: /etc/shop.conf}    # shop.conf.j2"),
    NO_VARIABLE_FILE(
            34,
            "a file of variables that does not exist",
            "vars_files or include_vars names a file that is not there.",
            "vars_files: [secret.yml]"),
    BAD_VARIABLE_FILE(
            35,
            "a file of variables that can't be read",
            "A file of variables is a mapping of names to values, in YAML or JSON.",
            "- port: 80    # a list"),
    NO_TEMPLATE(
            36,
            "a template that another one names and that does not exist",
            "include, import or extends of a template name a file that is not there.",
            "{% include 'header.j2' %}"),
    NO_HOSTS(
            40,
            "a pattern that matches no host",
            "The play does nothing: its pattern names hosts and groups that the inventory does not have.",
            "- hosts: wbe    # web");

    private final int number;
    private final String title;
    private final String explanation;
    private final String example;

    Code(int number, String title, String explanation, String example) {
        this.number = number;
        this.title = title;
        this.explanation = explanation;
        this.example = example;
    }

    /** {@code DRV012}. */
    public String text() {
        return "DRV%03d".formatted(number);
    }

    /** What is wrong, without the particulars. */
    public String title() {
        return title;
    }

    /** Why it is wrong and how to go on, in sentences. */
    public String explanation() {
        return explanation;
    }

    /** What it looks like, often with the right spelling behind it. */
    public String example() {
        return example;
    }

    /** The code that goes by this text, in letters of any case. */
    public static Optional<Code> named(String text) {
        return Arrays.stream(values())
                .filter(code -> code.text().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
