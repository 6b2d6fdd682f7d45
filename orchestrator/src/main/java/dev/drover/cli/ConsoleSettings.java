package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.report.Style;
import dev.drover.report.Terminal;
import dev.drover.run.RunOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What ansible.cfg and the environment say about what is printed. */
final class ConsoleSettings {

    private static final List<String> KNOWN = List.of("default", "yaml", "debug", "minimal");

    private ConsoleSettings() {}

    static Style style(AnsibleConfig config, RunOptions options) {
        return new Style(
                options.diff(),
                context(config),
                options.verbosity(),
                config.flag("defaults", "display_skipped_hosts", "ANSIBLE_DISPLAY_SKIPPED_HOSTS", true),
                config.flag("defaults", "display_ok_hosts", "ANSIBLE_DISPLAY_OK_HOSTS", true),
                config.flag("defaults", "show_per_host_start", "ANSIBLE_SHOW_PER_HOST_START"),
                config.flag("defaults", "check_mode_markers", "ANSIBLE_CHECK_MODE_MARKERS"),
                yaml(config),
                config.flag("defaults", "show_custom_stats", "ANSIBLE_SHOW_CUSTOM_STATS"),
                options.check());
    }

    private static boolean yaml(AnsibleConfig config) {
        String format = config.find("defaults", "callback_result_format", "ANSIBLE_CALLBACK_RESULT_FORMAT")
                .orElse("json");
        if (!List.of("json", "yaml").contains(format)) {
            throw new UserError("callback_result_format is json or yaml, not \"" + format + "\"");
        }
        return format.equals("yaml") || callback(config).equals("yaml");
    }

    private static int context(AnsibleConfig config) {
        return config.find("diff", "context", "ANSIBLE_DIFF_CONTEXT")
                .map(text -> {
                    if (!text.matches("[0-9]{1,6}")) {
                        throw new UserError("diff context takes a number of lines, not \"" + text + "\"");
                    }
                    return Integer.parseInt(text);
                })
                .orElse(3);
    }

    /** The callback that prints, without the name of its collection. */
    static String callback(AnsibleConfig config) {
        String name = config.find("defaults", "stdout_callback", "ANSIBLE_STDOUT_CALLBACK")
                .orElse("default");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    static boolean isKnown(AnsibleConfig config) {
        return KNOWN.contains(callback(config));
    }

    /** The terminal, with the colours that the settings ask for. */
    static Terminal terminal(AnsibleConfig config, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        set(all, "ANSIBLE_FORCE_COLOR", config.flag("defaults", "force_color", "ANSIBLE_FORCE_COLOR"));
        set(all, "ANSIBLE_NOCOLOR", config.flag("defaults", "nocolor", "ANSIBLE_NOCOLOR"));
        return Terminal.of(all);
    }

    private static void set(Map<String, String> environment, String name, boolean wanted) {
        if (wanted) {
            environment.put(name, "1");
        } else {
            environment.remove(name);
        }
    }
}
