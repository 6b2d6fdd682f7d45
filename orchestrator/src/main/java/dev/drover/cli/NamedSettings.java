package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.template.TemplateHost.Setting;
import dev.drover.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Settings by the names that Ansible has for them inside, for {@code lookup('config')}. */
final class NamedSettings {

    /** How a setting is written, and what it is where it is not; the type of that is the type of both. */
    private record Definition(String section, String key, String variable, Value otherwise) {}

    private static final Map<String, Definition> ALL = Map.ofEntries(
            number("DEFAULT_FORKS", "defaults", "forks", "ANSIBLE_FORKS", 5),
            number("DEFAULT_TIMEOUT", "defaults", "timeout", "ANSIBLE_TIMEOUT", 10),
            number("DEFAULT_VERBOSITY", "defaults", "verbosity", "ANSIBLE_VERBOSITY", 0),
            text("DEFAULT_GATHERING", "defaults", "gathering", "ANSIBLE_GATHERING", "implicit"),
            text("DEFAULT_STRATEGY", "defaults", "strategy", "ANSIBLE_STRATEGY", "linear"),
            text("DEFAULT_TRANSPORT", "defaults", "transport", "ANSIBLE_TRANSPORT", "ssh"),
            text("DEFAULT_EXECUTABLE", "defaults", "executable", "ANSIBLE_EXECUTABLE", "/bin/sh"),
            text("DEFAULT_HASH_BEHAVIOUR", "defaults", "hash_behaviour", "ANSIBLE_HASH_BEHAVIOUR", "replace"),
            text("DEFAULT_MANAGED_STR", "defaults", "ansible_managed", "", "Ansible managed"),
            text("DEFAULT_BECOME_METHOD", "privilege_escalation", "become_method", "ANSIBLE_BECOME_METHOD", "sudo"),
            text("DEFAULT_BECOME_USER", "privilege_escalation", "become_user", "ANSIBLE_BECOME_USER", "root"),
            text("DEFAULT_REMOTE_USER", "defaults", "remote_user", "ANSIBLE_REMOTE_USER", ""),
            text("DEFAULT_REMOTE_PORT", "defaults", "remote_port", "ANSIBLE_REMOTE_PORT", ""),
            text("DEFAULT_PRIVATE_KEY_FILE", "defaults", "private_key_file", "ANSIBLE_PRIVATE_KEY_FILE", ""),
            text("DEFAULT_VAULT_PASSWORD_FILE", "defaults", "vault_password_file", "ANSIBLE_VAULT_PASSWORD_FILE", ""),
            text("DEFAULT_LOG_PATH", "defaults", "log_path", "ANSIBLE_LOG_PATH", ""),
            truth("DEFAULT_BECOME", "privilege_escalation", "become", "ANSIBLE_BECOME", false),
            truth("DEFAULT_FORCE_HANDLERS", "defaults", "force_handlers", "ANSIBLE_FORCE_HANDLERS", false),
            truth("DEFAULT_PRIVATE_ROLE_VARS", "defaults", "private_role_vars", "ANSIBLE_PRIVATE_ROLE_VARS", false),
            truth("HOST_KEY_CHECKING", "defaults", "host_key_checking", "ANSIBLE_HOST_KEY_CHECKING", true),
            truth("ANSIBLE_NOCOWS", "defaults", "nocows", "ANSIBLE_NOCOWS", false),
            truth("ANSIBLE_PIPELINING", "defaults", "pipelining", "ANSIBLE_PIPELINING", false),
            truth("INJECT_FACTS_AS_VARS", "defaults", "inject_facts_as_vars", "ANSIBLE_INJECT_FACT_VARS", true),
            truth("RETRY_FILES_ENABLED", "defaults", "retry_files_enabled", "ANSIBLE_RETRY_FILES_ENABLED", false));

    private NamedSettings() {}

    private static Map.Entry<String, Definition> number(
            String name, String section, String key, String variable, long otherwise) {
        return Map.entry(name, new Definition(section, key, variable, Value.of(otherwise)));
    }

    /** @param otherwise empty: null */
    private static Map.Entry<String, Definition> text(
            String name, String section, String key, String variable, String otherwise) {
        var value = otherwise.isEmpty() ? Value.NIL : Value.of(otherwise);
        return Map.entry(name, new Definition(section, key, variable, value));
    }

    private static Map.Entry<String, Definition> truth(
            String name, String section, String key, String variable, boolean otherwise) {
        return Map.entry(name, new Definition(section, key, variable, Value.of(otherwise)));
    }

    static Optional<Setting> find(AnsibleConfig config, String name) {
        return Optional.ofNullable(ALL.get(name))
                .map(definition -> config.written(definition.section(), definition.key(), definition.variable())
                        .map(written -> new Setting(typed(written.text(), definition.otherwise()), written.origin()))
                        .orElseGet(() -> new Setting(definition.otherwise(), "default")));
    }

    private static Value typed(String text, Value like) {
        return switch (like) {
            case Value.Int number when text.matches("-?[0-9]{1,18}") -> Value.of(Long.parseLong(text));
            case Value.Bool truth ->
                Value.of(List.of("1", "yes", "true", "on", "y", "t").contains(text.toLowerCase(Locale.ROOT)));
            default -> Value.of(text);
        };
    }
}
