package dev.drover.cli;

import dev.drover.playbook.AdHoc;
import dev.drover.playbook.Play;
import dev.drover.report.Forge;
import dev.drover.report.Redactor;
import dev.drover.run.Steering;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "exec",
        description = "Runs one module on hosts, without a playbook.",
        footer = {
            "",
            "Examples:",
            "  drover exec -i inventory/demo all -a uptime",
            "  drover exec -i inventory/demo web -b -m apt -a \"name=nginx state=present\"",
            "  drover exec -i inventory/demo all -m debug -a '{\"var\": \"group_names\"}'",
            "",
            "Exit codes: 0 fine, 1 error, 2 a host failed, 4 a host unreachable, 5 bad options."
        })
final class ExecCommand implements Callable<Integer> {

    private static final Set<String> NEEDS_ARGUMENTS = Set.of("command", "shell", "raw", "script");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PATTERN", description = "The hosts: web, all,!db, …")
    String pattern;

    @Option(
            names = {"-m", "--module-name"},
            paramLabel = "MODULE",
            description = "The module (command).")
    String module = "command";

    @Option(
            names = {"-a", "--args"},
            paramLabel = "ARGS",
            description = "Its arguments: name=value words, a mapping as YAML or JSON, or the command to run.")
    String arguments = "";

    @Option(names = "--list-hosts", description = "Only list the hosts.")
    boolean listHosts;

    @Mixin
    InventoryOptions inventory;

    @Mixin
    ExecutionOptions execution;

    @ArgGroup(validate = false, heading = "%nConnecting:%n")
    ConnectionOptions connection = new ConnectionOptions();

    @ArgGroup(validate = false, heading = "%nBecoming another user:%n")
    BecomeOptions become = new BecomeOptions();

    @ArgGroup(validate = false, heading = "%nVaults:%n")
    VaultOptions vault = new VaultOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (arguments.isEmpty() && NEEDS_ARGUMENTS.contains(module) && !listHosts) {
            throw new ParameterException(
                    spec.commandLine(), "module " + module + " needs something to run: -a COMMAND");
        }
        var config = RunSettings.configuration();
        var redactor = new Redactor();
        var passwords = new Passwords(redactor, Forge.of(System.getenv()) != Forge.NONE);
        var vaults = vault.vaults(config, passwords, redactor::add);
        var selection = new RunSettings.Selection(List.of(), List.of(), true, false, Steering.NONE);
        var options = new RunSettings(config, execution, connection, become).options(selection, passwords, vaults);
        var session = new RunSession(config, options, redactor, passwords, vaults);
        execution.modulePathWarnings().forEach(warning -> session.warn(warning, Origin.NONE));
        return listHosts ? session.hosts(play(), inventory) : session.exec(play(), inventory);
    }

    private Play play() {
        var here = Path.of("").toAbsolutePath();
        if (arguments.strip().startsWith("{")) {
            var mapping = YamlDocument.parse(arguments, "-a", (message, origin) -> {});
            if (mapping.isPresent() && mapping.get().value() instanceof Value.Mapping written) {
                return AdHoc.play(pattern, module, written, here);
            }
        }
        try {
            return AdHoc.play(pattern, module, arguments, here);
        } catch (IllegalArgumentException e) {
            throw new UserError("-a " + arguments + ": " + e.getMessage());
        }
    }
}
