package dev.drover.cli;

import dev.drover.inventory.HostPattern;
import dev.drover.inventory.Inventory;
import dev.drover.inventory.VariableFiles;
import dev.drover.module.Modules;
import dev.drover.node.ssh.Prompt;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.Includer;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.PlaybookException;
import dev.drover.playbook.Step;
import dev.drover.report.LiveConsole;
import dev.drover.report.PlainConsole;
import dev.drover.report.Redactor;
import dev.drover.report.Terminal;
import dev.drover.run.Run;
import dev.drover.run.RunEvent;
import dev.drover.run.RunOptions;
import dev.drover.template.Extension;
import dev.drover.template.JinjaTemplar;
import dev.drover.template.PyText;
import dev.drover.value.Origin;
import dev.drover.vault.Vaults;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Puts the parts of a run together: what it reads, what it connects with, who listens. */
final class RunSession {

    private final AnsibleConfig config;
    private final RunOptions options;
    private final Redactor redactor;
    private final Passwords passwords;
    private final Vaults vaults;
    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private final Terminal terminal = Terminal.of(System.getenv());
    private final List<RunEvent.Warning> early = new ArrayList<>();

    RunSession(AnsibleConfig config, RunOptions options, Redactor redactor, Passwords passwords, Vaults vaults) {
        this.config = config;
        this.options = options;
        this.redactor = redactor;
        this.passwords = passwords;
        this.vaults = vaults;
    }

    /** Runs the playbooks; the exit code. */
    int run(List<Path> playbooks, InventoryOptions sources) throws InterruptedException {
        // connecting starts cryptography on other threads: the earlier, the less anybody waits for it
        try (var connections = new NodeConnections(prompt())) {
            var inventory = sources.load(config, this::warn, vaults);
            var modules = new Modules();
            var plays = checked(playbooks, modules, inventory);
            return execute(plays, playbooks.getFirst(), inventory, modules, connections);
        } finally {
            out.flush();
        }
    }

    private int execute(List<Play> plays, Path first, Inventory inventory, Modules modules, NodeConnections connections)
            throws InterruptedException {
        var console = console();
        early.forEach(console);
        var templar = new JinjaTemplar(
                new ControllerHost(
                        (message, origin) -> console.accept(new RunEvent.Warning(message, origin)),
                        vaults,
                        config,
                        first.toAbsolutePath().normalize().getParent()),
                Extension.named(config.templateExtensions()));
        var run = new Run(
                plays,
                first.toAbsolutePath().normalize().getParent(),
                inventory,
                new VariableFiles(this::warn, vaults),
                options,
                templar,
                modules,
                new Includer(config.searchPaths(), names(), this::warn, vaults),
                connections,
                Thread::sleep,
                passwords::answer,
                PyText::str,
                console);
        try {
            return switch (run.execute()) {
                case FINE -> ExitCode.FINE;
                case FAILED -> ExitCode.HOST_FAILED;
                case UNREACHABLE -> ExitCode.UNREACHABLE;
            };
        } finally {
            if (console instanceof LiveConsole live) {
                live.close();
            }
            run.close();
        }
    }

    private Consumer<RunEvent> console() {
        if (terminal.columns().isPresent()) {
            return new LiveConsole(out, terminal, options.diff(), options.verbosity(), redactor::redact);
        }
        return new PlainConsole(
                line -> {
                    out.println(redactor.redact(line));
                    out.flush();
                },
                terminal,
                options.diff(),
                options.verbosity());
    }

    private Prompt prompt() {
        return key -> passwords.passphrase(key);
    }

    private ConstantNames names() {
        return new ExtraNames(options.extra(), vaults);
    }

    /** The plays of all playbooks; nothing is touched before all of them are known to be right. */
    private List<Play> checked(List<Path> playbooks, Modules modules, Inventory inventory) {
        var checked = new StaticCheck(config, vaults, options, this::warn, modules).check(playbooks, inventory);
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

    private void warn(String message, Origin origin) {
        early.add(new RunEvent.Warning(message, origin));
    }

    /** {@code --syntax-check}. */
    int check(List<Path> playbooks, InventoryOptions sources) {
        checked(playbooks, new Modules(), sources.load(config, this::warn, vaults));
        playbooks.forEach(playbook -> out.println("\nplaybook: " + playbook));
        out.flush();
        return ExitCode.FINE;
    }

    /** {@code --list-hosts} and {@code --list-tasks}. */
    int list(List<Path> playbooks, InventoryOptions sources, boolean tasks) {
        var inventory = sources.load(config, this::warn, vaults);
        var plays = checked(playbooks, new Modules(), inventory);
        out.println("\nplaybook: "
                + String.join(", ", playbooks.stream().map(Path::toString).toList()));
        int number = 0;
        for (var play : plays) {
            String pattern = play.keywords().list(Keyword.HOSTS).stream()
                    .map(PyText::str)
                    .reduce((a, b) -> a + "," + b)
                    .orElse("");
            String name = play.keywords().get(Keyword.NAME).map(PyText::str).orElse(pattern);
            String tags = String.join(
                    ",",
                    play.keywords().list(Keyword.TAGS).stream().map(PyText::str).toList());
            out.println("\n  play #" + ++number + " (" + pattern + "): " + name + "\tTAGS: [" + tags + "]");
            if (tasks) {
                out.println("    tasks:");
                play.steps().stream().flatMap(Step::tasks).forEach(this::task);
            } else {
                var hosts = HostPattern.match(pattern, inventory, part -> {});
                out.println("    pattern: ['" + pattern + "']");
                out.println("    hosts (" + hosts.size() + "):");
                hosts.forEach(host -> out.println("      " + host));
            }
        }
        out.flush();
        return ExitCode.FINE;
    }

    private void task(dev.drover.playbook.Task task) {
        String name = task.name().map(PyText::str).orElse(task.module());
        String full = task.role().map(role -> role.name() + " : " + name).orElse(name);
        out.println("      " + full + "\tTAGS: [" + String.join(", ", task.tags()) + "]");
    }
}
