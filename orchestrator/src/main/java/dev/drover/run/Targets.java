package dev.drover.run;

import dev.drover.playbook.Keyword;
import dev.drover.value.ShellWords;
import java.util.ArrayList;
import java.util.List;

/** Reads the connection variables of a host. */
final class Targets {

    private Targets() {}

    static Target of(String name, ConnectionSettings settings) {
        var arguments = new ArrayList<String>();
        settings.variable("ansible_ssh_args").ifPresent(text -> arguments.addAll(ShellWords.split(text)));
        settings.variable("ansible_ssh_common_args").ifPresent(text -> arguments.addAll(ShellWords.split(text)));
        settings.variable("ansible_ssh_extra_args").ifPresent(text -> arguments.addAll(ShellWords.split(text)));
        return new Target(
                name,
                settings.connection(),
                settings.variable("ansible_host", "ansible_ssh_host"),
                settings.variable("ansible_port", "ansible_ssh_port")
                        .or(() -> settings.keyword(Keyword.PORT))
                        .map(text -> number("port", text)),
                settings.variable("ansible_user", "ansible_ssh_user").or(() -> settings.keyword(Keyword.REMOTE_USER)),
                settings.variable("ansible_password", "ansible_ssh_pass", "ansible_ssh_password"),
                settings.variable("ansible_ssh_private_key_file", "ansible_private_key_file"),
                List.copyOf(arguments),
                settings.variable("ansible_ssh_timeout", "ansible_timeout").map(text -> number("timeout", text)),
                settings.variable("ansible_host_key_checking", "ansible_ssh_host_key_checking")
                        .map(text ->
                                !List.of("false", "no", "off", "0").contains(text.toLowerCase(java.util.Locale.ROOT))),
                settings.variable("ansible_ssh_retries").map(text -> number("number of retries", text)));
    }

    private static int number(String what, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new ConnectionSettings.SettingsException("\"" + text + "\" is no " + what);
        }
    }
}
