package dev.drover.run;

import dev.drover.node.Become;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Keywords;
import dev.drover.template.Templar;
import dev.drover.template.Variables;
import dev.drover.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a host is reached, and as whom: from its variables first, then from keywords. */
final class ConnectionSettings {

    private final Keywords keywords;
    private final Variables variables;
    private final Templar templar;
    private final RunOptions options;

    ConnectionSettings(Keywords keywords, Variables variables, Templar templar, RunOptions options) {
        this.keywords = keywords;
        this.variables = variables;
        this.templar = templar;
        this.options = options;
    }

    /** The name of the connection: {@code ssh} or {@code local}. */
    String connection() {
        return variable("ansible_connection")
                .or(() -> keyword(Keyword.CONNECTION))
                .orElse("ssh");
    }

    /** As whom the task runs on the node, if not as the login. */
    Optional<Become> become() {
        boolean wanted = value("ansible_become")
                .or(() -> written(Keyword.BECOME).map(value -> templar.resolve(value, variables)))
                .map(ConnectionSettings::truth)
                .orElse(false);
        if (!wanted) {
            return Optional.empty();
        }
        String method = variable("ansible_become_method", "ansible_sudo_method")
                .or(() -> keyword(Keyword.BECOME_METHOD))
                .orElse("sudo");
        return Optional.of(new Become(
                method(method),
                variable("ansible_become_user", "ansible_sudo_user")
                        .or(() -> keyword(Keyword.BECOME_USER))
                        .orElse("root"),
                variable("ansible_become_flags", "ansible_sudo_flags").or(() -> keyword(Keyword.BECOME_FLAGS)),
                variable("ansible_become_exe", "ansible_sudo_exe").or(() -> keyword(Keyword.BECOME_EXE)),
                variable(
                        "ansible_become_password",
                        "ansible_become_pass",
                        "ansible_sudo_pass",
                        "ansible_sudo_password")));
    }

    private static Become.Method method(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sudo" -> Become.Method.SUDO;
            case "su" -> Become.Method.SU;
            default -> throw new SettingsException("become_method \"" + name + "\" is not supported; sudo and su are");
        };
    }

    /** The text of the first of these variables that is defined. */
    Optional<String> variable(String... names) {
        for (var name : names) {
            var value = value(name);
            if (value.isPresent()) {
                return value.map(ConnectionSettings::plain).filter(text -> !text.isEmpty());
            }
        }
        return Optional.empty();
    }

    Optional<String> keyword(Keyword keyword) {
        return written(keyword)
                .map(value -> templar.resolve(value, variables))
                .filter(value -> !(value instanceof Value.Nil) && !templar.isOmit(value))
                .map(ConnectionSettings::plain);
    }

    private Optional<Value> written(Keyword keyword) {
        return keywords.get(keyword).or(() -> options.keywords().get(keyword));
    }

    private Optional<Value> value(String name) {
        return variables
                .find(name)
                .or(() -> options.connection().find(name))
                .map(value -> templar.resolve(value, variables))
                .filter(value -> !(value instanceof Value.Nil) && !templar.isOmit(value));
    }

    private static String plain(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Int(var number) -> number.toString();
            case Value.Bool(var truth) -> truth ? "true" : "false";
            default -> value.toString();
        };
    }

    /** Ansible's words for true, as text or as values. */
    static boolean truth(Value value) {
        return switch (value) {
            case Value.Bool(var truth) -> truth;
            case Value.Int(var number) -> number.signum() != 0;
            case Value.Text text ->
                List.of("yes", "true", "on", "1", "y", "t").contains(text.text().toLowerCase(Locale.ROOT));
            default -> false;
        };
    }

    /** A setting that can't be used; fails the task. */
    static final class SettingsException extends RuntimeException {
        SettingsException(String message) {
            super(message);
        }
    }
}
