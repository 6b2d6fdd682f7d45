package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Keywords;
import dev.drover.run.RunOptions;
import dev.drover.run.Steering;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.yaml.Decryption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What the command line and the configuration together say about a run. */
record RunSettings(
        AnsibleConfig config, ExecutionOptions execution, ConnectionOptions connection, BecomeOptions become) {

    private static final int DEFAULT_FORKS = 100;

    static AnsibleConfig configuration() throws IOException {
        return AnsibleConfig.load(
                System.getenv(), Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home")));
    }

    /**
     * All of it.
     *
     * @param selection which tasks are run, from which on, and how they are asked about
     */
    RunOptions options(Selection selection, Passwords passwords, Decryption decryption) throws IOException {
        var rules = VariableSettings.rules(config, execution.flushCache);
        return new RunOptions(
                execution.check,
                execution.diff || config.diffAlways(),
                selection.tags().isEmpty() ? config.list("tags", "run", "ANSIBLE_RUN_TAGS") : selection.tags(),
                selection.skipTags().isEmpty()
                        ? config.list("tags", "skip", "ANSIBLE_SKIP_TAGS")
                        : selection.skipTags(),
                limit(),
                forks(),
                ExtraVariables.parse(execution.extraVars, decryption, rules.merging()),
                keywords(),
                variables(passwords),
                selection.lookAhead(),
                selection.forceHandlers() || config.flag("defaults", "force_handlers", "ANSIBLE_FORCE_HANDLERS"),
                config.find("defaults", "strategy", "ANSIBLE_STRATEGY").orElse("linear"),
                execution.verbose.length,
                selection.steering(),
                rules);
    }

    /** Which of a playbook's tasks are run, and how. */
    record Selection(
            List<String> tags, List<String> skipTags, boolean lookAhead, boolean forceHandlers, Steering steering) {}

    private int forks() {
        int forks = execution.forks.or(config::forks).orElse(DEFAULT_FORKS);
        if (forks < 1) {
            throw new UserError("at least one host has to be worked on at once: --forks takes 1 or more");
        }
        return forks;
    }

    /** The pattern of {@code --limit}, with the lines of a file in place of {@code @FILE}. */
    private Optional<String> limit() throws IOException {
        if (execution.limit.isEmpty()) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        for (var part : execution.limit.get().split(",")) {
            if (part.startsWith("@")) {
                Files.readAllLines(Path.of(part.substring(1))).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .forEach(parts::add);
            } else {
                parts.add(part);
            }
        }
        return Optional.of(String.join(",", parts));
    }

    private Keywords keywords() {
        var keywords = new EnumMap<Keyword, Value>(Keyword.class);
        connection.user.or(config::remoteUser).ifPresent(name -> keywords.put(Keyword.REMOTE_USER, Value.of(name)));
        if (config.flag("defaults", "any_errors_fatal", "ANSIBLE_ANY_ERRORS_FATAL")) {
            keywords.put(Keyword.ANY_ERRORS_FATAL, Value.TRUE);
        }
        config.find("defaults", "task_timeout", "ANSIBLE_TASK_TIMEOUT")
                .ifPresent(seconds -> keywords.put(Keyword.TIMEOUT, Value.of(seconds)));
        connection
                .connection
                .or(() -> config.find("defaults", "transport", "ANSIBLE_TRANSPORT")
                        .filter(name -> !name.equals("smart")))
                .ifPresent(name -> keywords.put(Keyword.CONNECTION, Value.of(name)));
        config.remotePort().ifPresent(port -> keywords.put(Keyword.PORT, Value.of(port)));
        if (become.become || config.become().orElse(false)) {
            keywords.put(Keyword.BECOME, Value.TRUE);
        }
        become.user.or(config::becomeUser).ifPresent(name -> keywords.put(Keyword.BECOME_USER, Value.of(name)));
        become.method.or(config::becomeMethod).ifPresent(name -> keywords.put(Keyword.BECOME_METHOD, Value.of(name)));
        return new Keywords(keywords);
    }

    private Layer variables(Passwords passwords) throws IOException {
        var variables = new LinkedHashMap<String, Value>();
        connection
                .privateKey
                .or(config::privateKeyFile)
                .ifPresent(file -> variables.put("ansible_ssh_private_key_file", Value.of(file)));
        config.sshArguments().ifPresent(text -> variables.put("ansible_ssh_args", Value.of(text)));
        connection
                .sshCommonArgs
                .or(config::sshCommonArguments)
                .ifPresent(text -> variables.put("ansible_ssh_common_args", Value.of(text)));
        connection
                .sshExtraArgs
                .or(() -> config.find("ssh_connection", "ssh_extra_args", "ANSIBLE_SSH_EXTRA_ARGS"))
                .ifPresent(text -> variables.put("ansible_ssh_extra_args", Value.of(text)));
        connection
                .timeout
                .map(String::valueOf)
                .or(config::timeout)
                .ifPresent(seconds -> variables.put("ansible_timeout", Value.of(seconds)));
        config.hostKeyChecking().ifPresent(checking -> variables.put("ansible_host_key_checking", Value.of(checking)));
        config.sshRetries().ifPresent(retries -> variables.put("ansible_ssh_retries", Value.of(retries)));
        if (connection.passwordFile.isPresent()) {
            variables.put("ansible_password", passwords.file(connection.passwordFile.get()));
        } else if (connection.askPassword || config.flag("defaults", "ask_pass", "ANSIBLE_ASK_PASS")) {
            variables.put("ansible_password", passwords.ask("SSH password"));
        }
        if (become.passwordFile.isPresent()) {
            variables.put("ansible_become_password", passwords.file(become.passwordFile.get()));
        } else if (become.askPassword || config.becomeAskPass()) {
            variables.put("ansible_become_password", passwords.ask("BECOME password"));
        }
        return Layer.of("command line and configuration", variables);
    }
}
