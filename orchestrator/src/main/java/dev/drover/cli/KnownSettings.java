package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of ansible.cfg: those that count here, and those that do not. */
final class KnownSettings {

    /**
     * One that counts.
     *
     * @param otherwise what holds where it is not set; empty where nothing does
     */
    record Setting(String section, String key, String variable, String otherwise, String meaning) {
        private static Setting of(String line) {
            var cells = line.split("\\|", -1);
            return new Setting(
                    cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
        }
    }

    private static final String TABLE = """
            defaults | any_errors_fatal | ANSIBLE_ANY_ERRORS_FATAL | false | a host that fails ends the play for all
            defaults | ask_pass | ANSIBLE_ASK_PASS | false | ask for the SSH password
            defaults | ask_vault_pass | ANSIBLE_ASK_VAULT_PASS | false | ask for a vault password where no other source has one
            defaults | callback_result_format | ANSIBLE_CALLBACK_RESULT_FORMAT | json | json or yaml: how results are shown
            defaults | check_mode_markers | ANSIBLE_CHECK_MODE_MARKERS | false | write behind names that nothing is changed
            defaults | collections_path | ANSIBLE_COLLECTIONS_PATH | ~/.ansible/collections:/usr/share/ansible/collections | where collections are looked for
            defaults | collections_paths | ANSIBLE_COLLECTIONS_PATHS | | the old name of collections_path
            defaults | display_failed_stderr | ANSIBLE_DISPLAY_FAILED_STDERR | false | what failed goes to standard error
            defaults | display_ok_hosts | ANSIBLE_DISPLAY_OK_HOSTS | true | name hosts on which nothing was to be changed
            defaults | display_skipped_hosts | ANSIBLE_DISPLAY_SKIPPED_HOSTS | true | name hosts that skip a task
            defaults | fact_caching | ANSIBLE_CACHE_PLUGIN | memory | memory or jsonfile; another one is a warning, and memory
            defaults | fact_caching_connection | ANSIBLE_CACHE_PLUGIN_CONNECTION | | the directory of jsonfile
            defaults | fact_caching_prefix | ANSIBLE_CACHE_PLUGIN_PREFIX | | what the names of its files begin with
            defaults | fact_caching_timeout | ANSIBLE_CACHE_PLUGIN_TIMEOUT | 86400 | for how many seconds its files count; 0: for ever
            defaults | enable_task_debugger | ANSIBLE_ENABLE_TASK_DEBUGGER | false | stop at the debugger's prompt behind tasks that fail
            defaults | force_color | ANSIBLE_FORCE_COLOR | false | colours even where nobody looks
            defaults | force_handlers | ANSIBLE_FORCE_HANDLERS | false | run notified handlers of hosts that failed
            defaults | forks | ANSIBLE_FORKS | 100 | how many hosts are worked on at once
            defaults | gathering | ANSIBLE_GATHERING | implicit | implicit, explicit, or smart: not of hosts whose facts are known
            defaults | hash_behaviour | ANSIBLE_HASH_BEHAVIOUR | replace | replace, or merge: mappings of several levels become one
            defaults | host_key_checking | ANSIBLE_HOST_KEY_CHECKING | true | refuse hosts whose key is not known
            defaults | inject_facts_as_vars | ANSIBLE_INJECT_FACT_VARS | true | facts are variables ansible_NAME, too
            defaults | inventory | ANSIBLE_INVENTORY | | the sources of the inventory, where no -i names any
            defaults | jinja2_extensions | ANSIBLE_JINJA2_EXTENSIONS | | extensions of Jinja: jinja2.ext.do, jinja2.ext.loopcontrols
            defaults | log_path | ANSIBLE_LOG_PATH | | a file that gets what is printed, with times
            defaults | nocolor | ANSIBLE_NOCOLOR | false | no colours
            defaults | private_key_file | ANSIBLE_PRIVATE_KEY_FILE | | the private key to log in with
            defaults | remote_port | ANSIBLE_REMOTE_PORT | 22 | the port of sshd
            defaults | remote_user | ANSIBLE_REMOTE_USER | | whom to log in as
            defaults | retry_files_enabled | ANSIBLE_RETRY_FILES_ENABLED | false | write down the hosts that failed, for --limit @FILE
            defaults | retry_files_save_path | ANSIBLE_RETRY_FILES_SAVE_PATH | beside the playbook | where to
            defaults | roles_path | ANSIBLE_ROLES_PATH | ~/.ansible/roles:/usr/share/ansible/roles:/etc/ansible/roles | where roles are looked for
            defaults | show_custom_stats | ANSIBLE_SHOW_CUSTOM_STATS | false | show the figures of set_stats
            defaults | show_per_host_start | ANSIBLE_SHOW_PER_HOST_START | false | tell when a host begins with a task
            defaults | stdout_callback | ANSIBLE_STDOUT_CALLBACK | default | default, yaml or minimal; another one is a warning, and default
            defaults | strategy | ANSIBLE_STRATEGY | linear | the strategy of plays that name none
            defaults | task_timeout | ANSIBLE_TASK_TIMEOUT | 0 | for how many seconds a change of a task may take; 0: for ever
            defaults | timeout | ANSIBLE_TIMEOUT | 10 | for how many seconds a connection is waited for
            defaults | transport | ANSIBLE_TRANSPORT | ssh | the kind of connection: ssh or local
            defaults | vault_encrypt_identity | ANSIBLE_VAULT_ENCRYPT_IDENTITY | | the vault id that is encrypted with
            defaults | vault_encrypt_salt | ANSIBLE_VAULT_ENCRYPT_SALT | | a salt that makes encrypting repeatable
            defaults | vault_id_match | ANSIBLE_VAULT_ID_MATCH | false | open vaults with the secret of their id only
            defaults | vault_identity | ANSIBLE_VAULT_IDENTITY | default | the id of passwords that have none
            defaults | vault_identity_list | ANSIBLE_VAULT_IDENTITY_LIST | | vault ids as --vault-id takes them
            defaults | vault_password_file | ANSIBLE_VAULT_PASSWORD_FILE | | the file or script with the vault password
            diff | always | ANSIBLE_DIFF_ALWAYS | false | show differences without --diff
            diff | context | ANSIBLE_DIFF_CONTEXT | 3 | how many lines around a change are shown
            inventory | enable_plugins | ANSIBLE_INVENTORY_ENABLED | all that Drover has | the kinds of sources that are read
            inventory | ignore_extensions | ANSIBLE_INVENTORY_IGNORE | | endings of files that are no sources
            inventory | ignore_patterns | ANSIBLE_INVENTORY_IGNORE_REGEX | | names of files that are no sources, as regular expressions
            privilege_escalation | become | ANSIBLE_BECOME | false | become another user
            privilege_escalation | become_ask_pass | ANSIBLE_BECOME_ASK_PASS | false | ask for the password for that
            privilege_escalation | become_method | ANSIBLE_BECOME_METHOD | sudo | how
            privilege_escalation | become_user | ANSIBLE_BECOME_USER | root | whom
            ssh_connection | retries | ANSIBLE_SSH_RETRIES | 0 | how often a connection is tried again
            ssh_connection | ssh_args | ANSIBLE_SSH_ARGS | | options of ssh; those that Drover knows count
            ssh_connection | ssh_common_args | ANSIBLE_SSH_COMMON_ARGS | | likewise
            ssh_connection | ssh_extra_args | ANSIBLE_SSH_EXTRA_ARGS | | likewise
            tags | run | ANSIBLE_RUN_TAGS | | the tags of --tags
            tags | skip | ANSIBLE_SKIP_TAGS | | the tags of --skip-tags
            """;

    static final List<Setting> COUNT = TABLE.lines().map(Setting::of).toList();

    /** Of no effect, and something is missing for it. */
    static final Map<String, String> MISSED = new TreeMap<>(Map.ofEntries(
            Map.entry("library", "modules come with drover"),
            Map.entry("module_utils", "modules come with drover"),
            Map.entry("action_plugins", "plugins in Python are not run"),
            Map.entry("callback_plugins", "plugins in Python are not run"),
            Map.entry("filter_plugins", "filters come with drover"),
            Map.entry("lookup_plugins", "lookups come with drover"),
            Map.entry("test_plugins", "tests come with drover"),
            Map.entry("vars_plugins", "variables come from inventories and files"),
            Map.entry("inventory_plugins", "the sources that drover reads come with it"),
            Map.entry("strategy_plugins", "strategies come with drover"),
            Map.entry("precedence", "levels of variables rank as they do without it"),
            Map.entry("playbook_vars_root", "files of variables count beside the inventory and the first playbook"),
            Map.entry("executable", "the module shell runs /bin/sh, or what the task's own executable says")));

    private KnownSettings() {}

    /** A warning for each setting of the file that is missed. */
    static List<String> notices(AnsibleConfig config) {
        var notices = new ArrayList<String>();
        for (var key : config.keys("defaults")) {
            Optional.ofNullable(MISSED.get(key))
                    .ifPresent(reason -> notices.add(config.place() + ": " + key + " is of no effect: " + reason));
        }
        if (!ConsoleSettings.isKnown(config)) {
            notices.add("stdout_callback = " + ConsoleSettings.callback(config)
                    + " is of no effect: plugins in Python are not run; there are default, yaml and minimal");
        }
        return notices;
    }

    /** The page that documents them. */
    static String page() {
        var page = new StringBuilder("""
                # Configuration

                Drover reads the `ansible.cfg` that Ansible would: the file that `ANSIBLE_CONFIG` names, `./ansible.cfg` (unless everybody may
                write in its directory), `~/.ansible.cfg`, `/etc/ansible/ansible.cfg`; the first that is there. Variables of the environment
                win over it, options of the command line over both. This page is written by `KnownSettings`.

                ## Settings that count

                | section | key | variable | otherwise | what it does |
                |---|---|---|---|---|
                """);
        for (var setting : COUNT) {
            page.append("| `")
                    .append(setting.section())
                    .append("` | `")
                    .append(setting.key())
                    .append("` | `")
                    .append(setting.variable())
                    .append("` | ")
                    .append(setting.otherwise().isEmpty() ? "" : "`" + setting.otherwise() + "`")
                    .append(" | ")
                    .append(setting.meaning())
                    .append(" |\n");
        }
        page.append("""

                ## Settings that are missed

                A warning says so where one of these is in `[defaults]`. `error_on_undefined_vars = false` has one, too: it is of no effect in
                Ansible either since 2.19.

                | key | why |
                |---|---|
                """);
        MISSED.forEach((key, reason) ->
                page.append("| `").append(key).append("` | ").append(reason).append(" |\n"));
        return page.append("""

                All other settings are left alone without a word: most steer what Drover has no need of, such as `pipelining`, `control_path`,
                `remote_tmp`, `interpreter_python` and `nocows`.
                """).toString();
    }
}
