package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Keywords;
import dev.drover.report.Redactor;
import dev.drover.run.RunOptions;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vault.Vaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Runs playbooks: brings the hosts of an inventory to the state that they describe.",
        footer = {
            "",
            "Examples:",
            "  drover run -i inventory/demo playbooks/site.yml",
            "  drover run -i inventory/demo playbooks/site.yml --check --diff",
            "  drover run -i web1,web2, -u deploy playbooks/site.yml -e app_version=2",
            "",
            "Exit codes: 0 fine, 1 error, 2 a host failed, 4 a host unreachable or a file that does not parse,",
            "5 bad options, 99 interrupted, 250 a bug of ours."
        })
final class RunCommand implements Callable<Integer> {

    private static final int DEFAULT_FORKS = 100;

    @Parameters(paramLabel = "PLAYBOOK", arity = "1..*", description = "The playbooks, in the order they are run.")
    List<Path> playbooks = new ArrayList<>();

    @Mixin
    InventoryOptions inventory;

    @Mixin
    VaultOptions vault;

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description = "Only these of the hosts.")
    Optional<String> limit = Optional.empty();

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARS",
            description = "Variables that win over all others: name=value, YAML or JSON, or @FILE. May be repeated.")
    List<String> extraVars = new ArrayList<>();

    @Option(
            names = {"-t", "--tags"},
            paramLabel = "TAGS",
            split = ",",
            description = "Only tasks with one of these tags.")
    List<String> tags = new ArrayList<>();

    @Option(
            names = "--skip-tags",
            paramLabel = "TAGS",
            split = ",",
            description = "Only tasks without any of these tags.")
    List<String> skipTags = new ArrayList<>();

    @Option(
            names = {"-C", "--check"},
            description = "Change nothing; say what would be changed.")
    boolean check;

    @Option(
            names = {"-D", "--diff"},
            description = "Show what is changed in files and settings.")
    boolean diff;

    @Option(
            names = {"-f", "--forks"},
            paramLabel = "N",
            description = "How many hosts are worked on at once at most (100).")
    Optional<Integer> forks = Optional.empty();

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "The user to log in as.")
    Optional<String> user = Optional.empty();

    @Option(
            names = {"-k", "--ask-pass"},
            description = "Ask for the password to log in with.")
    boolean askPassword;

    @Option(
            names = {"-c", "--connection"},
            paramLabel = "TYPE",
            description = "ssh or local.")
    Optional<String> connection = Optional.empty();

    @Option(
            names = {"-T", "--timeout"},
            paramLabel = "SECONDS",
            description = "How long connecting may take.")
    Optional<Integer> timeout = Optional.empty();

    @Option(
            names = {"--private-key", "--key-file"},
            paramLabel = "FILE",
            description = "The key to log in with.")
    Optional<String> privateKey = Optional.empty();

    @Option(names = "--ssh-common-args", paramLabel = "ARGS", description = "Options as for ssh, such as -J and -o.")
    Optional<String> sshCommonArgs = Optional.empty();

    @Option(names = "--ssh-extra-args", paramLabel = "ARGS", description = "More of them.")
    Optional<String> sshExtraArgs = Optional.empty();

    @Option(
            names = {"-b", "--become"},
            description = "Become another user on the hosts.")
    boolean become;

    @Option(names = "--become-method", paramLabel = "METHOD", description = "sudo or su.")
    Optional<String> becomeMethod = Optional.empty();

    @Option(names = "--become-user", paramLabel = "USER", description = "Whom to become (root).")
    Optional<String> becomeUser = Optional.empty();

    @Option(
            names = {"-K", "--ask-become-pass"},
            description = "Ask for the password to become another user with.")
    boolean askBecomePassword;

    @Option(
            names = {"--become-password-file", "--become-pass-file"},
            paramLabel = "FILE",
            description = "The file that holds this password.")
    Optional<Path> becomePasswordFile = Optional.empty();

    @Option(
            names = {"--connection-password-file", "--conn-pass-file"},
            paramLabel = "FILE",
            description = "The file that holds the password to log in with.")
    Optional<Path> connectionPasswordFile = Optional.empty();

    @Option(names = "--force-handlers", description = "Run notified handlers even of hosts that failed.")
    boolean forceHandlers;

    @Option(names = "--syntax-check", description = "Only read the playbooks and say what is wrong with them.")
    boolean syntaxCheck;

    @Option(names = "--list-hosts", description = "Only list the hosts of each play.")
    boolean listHosts;

    @Option(names = "--list-tasks", description = "Only list the tasks of each play.")
    boolean listTasks;

    @Option(names = "--no-look-ahead", description = "Ask each task's questions when its turn comes, not before.")
    boolean noLookAhead;

    @Option(names = "-v", description = "Say more; up to -vvvv.")
    boolean[] verbose = new boolean[0];

    @Override
    public Integer call() throws IOException, InterruptedException {
        var config = AnsibleConfig.load(
                System.getenv(), Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home")));
        var redactor = new Redactor();
        var passwords = new Passwords(redactor, System.getenv("CI") != null);
        var vaults = vault.vaults(config, passwords, redactor::add);
        var session = new RunSession(config, options(config, passwords, vaults), redactor, passwords, vaults);
        if (syntaxCheck) {
            return session.check(playbooks, inventory);
        }
        if (listHosts || listTasks) {
            return session.list(playbooks, inventory, listTasks);
        }
        return session.run(playbooks, inventory);
    }

    private RunOptions options(AnsibleConfig config, Passwords passwords, Vaults vaults) throws IOException {
        return new RunOptions(
                check,
                diff || config.diffAlways(),
                tags,
                skipTags,
                limit,
                forks.or(config::forks).orElse(DEFAULT_FORKS),
                ExtraVariables.parse(extraVars, vaults),
                keywords(config),
                connection(config, passwords),
                !noLookAhead,
                forceHandlers || config.flag("defaults", "force_handlers", "ANSIBLE_FORCE_HANDLERS"),
                config.find("defaults", "strategy", "ANSIBLE_STRATEGY").orElse("linear"),
                verbose.length);
    }

    private Keywords keywords(AnsibleConfig config) {
        var keywords = new EnumMap<Keyword, Value>(Keyword.class);
        user.or(config::remoteUser).ifPresent(name -> keywords.put(Keyword.REMOTE_USER, Value.of(name)));
        connection.ifPresent(name -> keywords.put(Keyword.CONNECTION, Value.of(name)));
        config.remotePort().ifPresent(port -> keywords.put(Keyword.PORT, Value.of(port)));
        if (become || config.become().orElse(false)) {
            keywords.put(Keyword.BECOME, Value.TRUE);
        }
        becomeUser.or(config::becomeUser).ifPresent(name -> keywords.put(Keyword.BECOME_USER, Value.of(name)));
        becomeMethod.or(config::becomeMethod).ifPresent(name -> keywords.put(Keyword.BECOME_METHOD, Value.of(name)));
        return new Keywords(keywords);
    }

    private Layer connection(AnsibleConfig config, Passwords passwords) throws IOException {
        var variables = new LinkedHashMap<String, Value>();
        privateKey
                .or(config::privateKeyFile)
                .ifPresent(file -> variables.put("ansible_ssh_private_key_file", Value.of(file)));
        config.sshArguments().ifPresent(text -> variables.put("ansible_ssh_args", Value.of(text)));
        sshCommonArgs
                .or(config::sshCommonArguments)
                .ifPresent(text -> variables.put("ansible_ssh_common_args", Value.of(text)));
        sshExtraArgs.ifPresent(text -> variables.put("ansible_ssh_extra_args", Value.of(text)));
        timeout.map(String::valueOf)
                .or(config::timeout)
                .ifPresent(seconds -> variables.put("ansible_timeout", Value.of(seconds)));
        config.hostKeyChecking().ifPresent(checking -> variables.put("ansible_host_key_checking", Value.of(checking)));
        config.sshRetries().ifPresent(retries -> variables.put("ansible_ssh_retries", Value.of(retries)));
        if (connectionPasswordFile.isPresent()) {
            variables.put("ansible_password", passwords.file(connectionPasswordFile.get()));
        } else if (askPassword) {
            variables.put("ansible_password", passwords.ask("SSH password"));
        }
        if (becomePasswordFile.isPresent()) {
            variables.put("ansible_become_password", passwords.file(becomePasswordFile.get()));
        } else if (askBecomePassword || config.becomeAskPass()) {
            variables.put("ansible_become_password", passwords.ask("BECOME password"));
        }
        return Layer.of("command line and configuration", variables);
    }
}
