package dev.drover.cli;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.VariableFiles;
import dev.drover.module.Modules;
import dev.drover.node.ssh.Prompt;
import dev.drover.playbook.AdHoc;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.Includer;
import dev.drover.playbook.Play;
import dev.drover.playbook.PlaybookException;
import dev.drover.report.AdHocConsole;
import dev.drover.report.Forge;
import dev.drover.report.HistoryText;
import dev.drover.report.ListingText;
import dev.drover.report.Printer;
import dev.drover.report.ProblemReport;
import dev.drover.report.Redactor;
import dev.drover.report.Report;
import dev.drover.report.Terminal;
import dev.drover.run.Interruption;
import dev.drover.run.NodeOpener;
import dev.drover.run.Preview;
import dev.drover.run.Run;
import dev.drover.run.RunEvent;
import dev.drover.run.RunOptions;
import dev.drover.template.Extension;
import dev.drover.template.JinjaTemplar;
import dev.drover.template.PyText;
import dev.drover.value.Nearest;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.vault.Vaults;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Puts the parts of a run together: what it reads, what it connects with, who listens. */
final class RunSession {

    /** In place of a playbook, where there is none. */
    private static final Path HERE = Path.of("command line");

    private final AnsibleConfig config;
    private final RunOptions options;
    private final Redactor redactor;
    private final Passwords passwords;
    private final Vaults vaults;
    private final Interruption interruption = new Interruption();
    private final PatientAsker asker;
    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private final Terminal terminal = Terminal.of(System.getenv());
    private final Printer printer;
    private final List<RunEvent.Warning> early = new ArrayList<>();

    RunSession(AnsibleConfig config, RunOptions options, Redactor redactor, Passwords passwords, Vaults vaults) {
        this.config = config;
        this.options = options;
        this.redactor = redactor;
        this.passwords = passwords;
        this.vaults = vaults;
        this.printer = new Printer(out, redactor::redact, Forge.of(System.getenv()));
        this.asker = new PatientAsker(new Commands(passwords, System.in, printer, out));
    }

    /** Runs the playbooks; the exit code. */
    int run(List<Path> playbooks, InventoryOptions sources, ReportOptions wanted) throws InterruptedException {
        // connecting starts cryptography on other threads: the earlier, the less anybody waits for it
        try (var connections = new NodeConnections(prompt())) {
            var inventory = sources.load(config, this::warn, vaults);
            var modules = new Modules();
            var plays = checked(playbooks, modules, inventory);
            var report = new Reporting(wanted, config, System.getenv(), redactor, out).open(playbooks, options);
            return execute(plays, playbooks.getFirst(), inventory, again(sources), modules, connections, report);
        } catch (PlaybookException e) {
            if (Forge.of(System.getenv()) == Forge.GITHUB && wanted.output == ReportOptions.Output.text) {
                out.print(redactor.redact(ProblemReport.github(e.problems())));
            }
            throw e;
        } finally {
            out.flush();
        }
    }

    /** Runs a play that no playbook holds; the exit code. */
    int exec(Play play, InventoryOptions sources) throws InterruptedException {
        try (var connections = new NodeConnections(prompt())) {
            var inventory = sources.load(config, this::warn, vaults);
            var modules = new Modules();
            refuse(staticCheck(modules).found(List.of(play), inventory));
            var console = new AdHocConsole(printer, terminal, options.diff());
            return execute(List.of(play), HERE, inventory, again(sources), modules, connections, console);
        } finally {
            out.flush();
        }
    }

    /** {@code drover exec --list-hosts}. */
    int hosts(Play play, InventoryOptions sources) {
        var inventory = sources.load(config, this::warn, vaults);
        var hosts = unconnected(List.of(play), HERE, inventory, new Modules())
                .previews(false)
                .getFirst()
                .hosts();
        out.println("  hosts (" + hosts.size() + "):");
        hosts.forEach(host -> out.println("    " + host));
        out.flush();
        return ExitCode.FINE;
    }

    private Supplier<Inventory> again(InventoryOptions sources) {
        return () -> sources.load(config, this::warn, vaults);
    }

    private int execute(
            List<Play> plays,
            Path first,
            Inventory inventory,
            Supplier<Inventory> again,
            Modules modules,
            NodeConnections connections,
            Report console)
            throws InterruptedException {
        VariableSettings.notices(config).forEach(notice -> warn(notice, Origin.NONE));
        early.forEach(console);
        var run = assembled(plays, first, inventory, again, modules, connections, console);
        boolean written = true;
        int code;
        try (var _ = Signals.listening(
                () -> {
                    asker.giveUp();
                    run.interrupt();
                },
                () -> stopAtOnce(console))) {
            code = switch (run.execute()) {
                case INTERRUPTED -> ExitCode.INTERRUPTED;
                case FINE -> ExitCode.FINE;
                case FAILED -> ExitCode.HOST_FAILED;
                case UNREACHABLE -> ExitCode.UNREACHABLE;
            };
        } finally {
            run.close();
            written = closed(console);
        }
        return code == ExitCode.FINE && !written ? ExitCode.ERROR : code;
    }

    private boolean closed(Report report) {
        try {
            report.close();
            return true;
        } catch (IOException e) {
            System.err.println(
                    "error: a report could not be written: " + redactor.redact(String.valueOf(e.getMessage())));
            return false;
        }
    }

    /** The terminal is left as it was found; connections end with the process. */
    private void stopAtOnce(Report console) {
        closed(console);
        Runtime.getRuntime().exit(ExitCode.INTERRUPTED);
    }

    private Run assembled(
            List<Play> plays,
            Path first,
            Inventory inventory,
            Supplier<Inventory> again,
            Modules modules,
            NodeOpener connections,
            Consumer<RunEvent> console) {
        BiConsumer<String, Origin> warnings =
                (message, origin) -> console.accept(new RunEvent.Warning(message, origin));
        var templar = new JinjaTemplar(
                new ControllerHost(
                        warnings,
                        vaults,
                        config,
                        first.toAbsolutePath().normalize().getParent()),
                Extension.named(config.templateExtensions()));
        return new Run(
                plays,
                first.toAbsolutePath().normalize().getParent(),
                inventory,
                again,
                new VariableFiles(this::warn, vaults),
                options.with(VariableSettings.cache(config, warnings)),
                templar,
                modules,
                new Includer(config.searchPaths(), names(), this::warn, vaults),
                connections,
                interruption,
                interruption,
                Clock.systemDefaultZone(),
                asker,
                PyText::str,
                console);
    }

    private Prompt prompt() {
        return key -> passwords.passphrase(key);
    }

    private ConstantNames names() {
        return new ExtraNames(options.extra(), vaults);
    }

    /** The plays of all playbooks; nothing is touched before all of them are known to be right. */
    private List<Play> checked(List<Path> playbooks, Modules modules, Inventory inventory) {
        var checked = staticCheck(modules).check(playbooks, inventory);
        if (checked.failed()) {
            throw new PlaybookException(checked.problems());
        }
        checked.problems()
                .forEach(problem -> warn(
                        problem.message()
                                + problem.hint().map(hint -> "; " + hint).orElse(""),
                        problem.origin()));
        return checked.plays();
    }

    private StaticCheck staticCheck(Modules modules) {
        return new StaticCheck(config, vaults, options, this::warn, modules);
    }

    private static void refuse(List<Problem> problems) {
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new PlaybookException(problems);
        }
    }

    /** A run that is only looked at. */
    private Run unconnected(List<Play> plays, Path playbook, Inventory inventory, Modules modules) {
        return assembled(
                plays,
                playbook,
                inventory,
                () -> inventory,
                modules,
                target -> {
                    throw new IllegalStateException("nothing is connected to");
                },
                this::warned);
    }

    /** To be said before anything runs. */
    void warn(String message, Origin origin) {
        early.add(new RunEvent.Warning(message, origin));
    }

    /** {@code --syntax-check}, {@code --list-hosts}, {@code --list-tasks} and {@code --list-tags}. */
    int list(List<Path> playbooks, InventoryOptions sources, RunCommand.Listings wanted) {
        var inventory = sources.load(config, this::warn, vaults);
        var modules = new Modules();
        var listing = new ListingText(wanted.hosts, wanted.tasks, wanted.tags);
        for (var playbook : playbooks) {
            var read = staticCheck(modules).read(List.of(playbook));
            refuse(read.problems());
            var plays = read.plays();
            var run = assembled(
                    plays,
                    playbook,
                    inventory,
                    () -> inventory,
                    modules,
                    target -> {
                        throw new IllegalStateException("a list connects to no host");
                    },
                    this::warned);
            var previews = wanted.hosts || wanted.tasks || wanted.tags ? run.previews(wanted.tags) : List.<Preview>of();
            out.print(redactor.redact(listing.of(playbook.toString(), previews)));
        }
        early.forEach(warning -> System.err.println("warning: " + warning.message()));
        out.flush();
        return ExitCode.FINE;
    }

    /** {@code drover explain VAR}: where a variable of a host comes from, without a playbook or in each of its plays. */
    int explain(String variable, String host, List<Path> playbooks, InventoryOptions sources) {
        var inventory = sources.load(config, this::warn, vaults);
        if (!inventory.hosts().contains(host) && !host.equals("localhost")) {
            throw new UserError("there is no host " + host + " in the inventory"
                    + Nearest.to(host, inventory.hosts())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
        var modules = new Modules();
        var plays = playbooks.isEmpty()
                ? List.of(AdHoc.play(host, "debug", "", HERE.toAbsolutePath().getParent()))
                : checked(playbooks, modules, inventory);
        var first = playbooks.isEmpty() ? HERE : playbooks.getFirst();
        var sightings = unconnected(plays, first, inventory, modules).sightings(host, variable);
        var defined = sightings.stream().anyMatch(sighting -> sighting.history().defined());
        sightings.forEach(sighting -> out.print(redactor.redact(HistoryText.of(sighting, playbooks.isEmpty()))));
        if (!defined) {
            out.println("no level defines " + variable + " for " + host);
        }
        out.flush();
        return defined ? ExitCode.FINE : ExitCode.ERROR;
    }

    private void warned(RunEvent event) {
        if (event instanceof RunEvent.Warning warning) {
            early.add(warning);
        }
    }
}
