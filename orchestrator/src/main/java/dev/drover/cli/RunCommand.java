package dev.drover.cli;

import dev.drover.report.Forge;
import dev.drover.report.Redactor;
import dev.drover.report.Terminal;
import dev.drover.run.Listening;
import dev.drover.run.Steering;
import dev.drover.value.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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

    @Parameters(paramLabel = "PLAYBOOK", arity = "1..*", description = "The playbooks, in the order they are run.")
    List<Path> playbooks = new ArrayList<>();

    @Mixin
    InventoryOptions inventory;

    @Mixin
    ExecutionOptions execution;

    @Mixin
    TagOptions tags;

    @Option(
            names = "--start-at-task",
            paramLabel = "NAME",
            description =
                    "Begin with the first task of this name, which may hold * and ?; includes are not looked into.")
    Optional<String> startAt = Optional.empty();

    @Option(names = "--step", description = "Ask before each task whether it is to run.")
    boolean step;

    @Option(
            names = "--follow",
            paramLabel = "HOST",
            description = "Show what commands on these hosts write while they run; a pattern, and repeatable.")
    List<String> follow = new ArrayList<>();

    @Option(names = "--force-handlers", description = "Run notified handlers even of hosts that failed.")
    boolean forceHandlers;

    @Option(names = "--no-look-ahead", description = "Ask each task's questions when its turn comes, not before.")
    boolean noLookAhead;

    @ArgGroup(validate = false, heading = "%nOnly looking:%n")
    Listings listings = new Listings();

    @ArgGroup(validate = false, heading = "%nReporting:%n")
    ReportOptions reports = new ReportOptions();

    @ArgGroup(validate = false, heading = "%nConnecting:%n")
    ConnectionOptions connection = new ConnectionOptions();

    @ArgGroup(validate = false, heading = "%nBecoming another user:%n")
    BecomeOptions become = new BecomeOptions();

    @ArgGroup(validate = false, heading = "%nVaults:%n")
    VaultOptions vault = new VaultOptions();

    /** What is shown instead of running anything. */
    static final class Listings {
        @Option(names = "--syntax-check", description = "Only read the playbooks and say what is wrong with them.")
        boolean syntaxCheck;

        @Option(names = "--list-hosts", description = "Only list the hosts of each play.")
        boolean hosts;

        @Option(names = "--list-tasks", description = "Only list the tasks of each play.")
        boolean tasks;

        @Option(names = "--list-tags", description = "Only list the tags of each play's tasks.")
        boolean tags;
    }

    private Listening listening() {
        boolean screen =
                follow.isEmpty() && Terminal.of(System.getenv()).columns().isPresent();
        return new Listening(follow, screen);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (var playbook : playbooks) {
            if (!Files.exists(playbook)) {
                throw new UserError("there is no playbook " + playbook);
            }
        }
        var config = RunSettings.configuration();
        var redactor = new Redactor();
        var passwords = new Passwords(redactor, Forge.of(System.getenv()) != Forge.NONE);
        var vaults = vault.vaults(config, passwords, redactor::add);
        var selection = new RunSettings.Selection(
                tags.run,
                tags.skip,
                !noLookAhead,
                forceHandlers,
                new Steering(
                        startAt,
                        step,
                        listening(),
                        config.flag("defaults", "enable_task_debugger", "ANSIBLE_ENABLE_TASK_DEBUGGER")));
        var options = new RunSettings(config, execution, connection, become).options(selection, passwords, vaults);
        var session = new RunSession(config, options, redactor, passwords, vaults);
        execution.modulePathWarnings().forEach(warning -> session.warn(warning, Origin.NONE));
        return listings.syntaxCheck || listings.hosts || listings.tasks || listings.tags
                ? session.list(playbooks, inventory, listings)
                : session.run(playbooks, inventory, reports);
    }
}
