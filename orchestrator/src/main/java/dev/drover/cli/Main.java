package dev.drover.cli;

import dev.drover.node.ssh.Warmup;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. Only the command that is asked for is loaded, so that each starts as fast as it can. */
@Command(
        name = "drover",
        description = "Deploys applications to servers over SSH, from Ansible playbooks.",
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

    static final String VERSION = "drover 0.1.0";

    /** Every command and how it is made. A new one is one line here. */
    private static final Map<String, Supplier<Object>> COMMANDS = new TreeMap<>(Map.ofEntries(
            Map.entry("check", CheckCommand::new),
            Map.entry("completion", CompletionCommand::new),
            Map.entry("demo", DemoCommand::new),
            Map.entry("doc", DocCommand::new),
            Map.entry("exec", ExecCommand::new),
            Map.entry("explain", ExplainCommand::new),
            Map.entry("inventory", InventoryCommand::new),
            Map.entry("lab", LabCommand::new),
            Map.entry("new", NewCommand::new),
            Map.entry("roles", RolesCommand::new),
            Map.entry("run", RunCommand::new),
            Map.entry("template", TemplateCommand::new),
            Map.entry("vault", VaultCommand::new)));

    /** Commands that connect to nodes. */
    private static final Set<String> CONNECTING = Set.of("exec", "run");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    public static void main(String[] arguments) {
        var ended = new AtomicBoolean();
        // Without it the JVM's own code for an interrupt (130) or a TERM (143) would be seen.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!ended.get()) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
        }));
        int code = run(arguments, new PrintWriter(System.out, true), new PrintWriter(System.err, true));
        ended.set(true);
        System.exit(code);
    }

    /** Runs one command line and answers the exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        // The most frequent question of scripts needs no parser: it would take most of the time.
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            out.println(VERSION);
            return ExitCode.FINE;
        }
        if (arguments.length == 2 && arguments[0].equals("run") && arguments[1].equals("--version")) {
            out.println(AnsiblePlaybook.version(System.getProperty("drover.program", "drover")));
            return ExitCode.FINE;
        }
        if (arguments.length > 1 && CONNECTING.contains(arguments[0])) {
            Warmup.start();
        }
        return commandLine(arguments).setOut(out).setErr(err).execute(arguments);
    }

    static CommandLine commandLine(String[] arguments) {
        var line = new CommandLine(new Main());
        var asked = arguments.length > 0 && COMMANDS.containsKey(arguments[0])
                ? Map.of(arguments[0], COMMANDS.get(arguments[0]))
                : COMMANDS;
        asked.forEach((name, command) -> line.addSubcommand(name, command.get()));
        passOnCommandLines(line);
        line.getSubcommands().values().forEach(Main::offerHelp);
        line.setExpandAtFiles(false); // -e @FILE and --limit @FILE are ours to read
        return line.setParameterExceptionHandler(Main::badOptions).setExecutionExceptionHandler(Main::failed);
    }

    /** Whatever follows the first word of a command for somebody else (CMD) is not ours to read. */
    private static void passOnCommandLines(CommandLine line) {
        line.setStopAtPositional(line.getCommandSpec().positionalParameters().stream()
                .anyMatch(parameter -> parameter.paramLabel().equals("CMD")));
        line.getSubcommands().values().forEach(Main::passOnCommandLines);
    }

    private static void offerHelp(CommandLine line) {
        // a command that is a method can't take options besides its parameters
        boolean isMethod = line.getCommandSpec().userObject() instanceof java.lang.reflect.Method;
        if (!isMethod && !line.getCommandSpec().mixinStandardHelpOptions()) {
            line.getCommandSpec().mixinStandardHelpOptions(true).version(VERSION);
        }
        line.getSubcommands().values().forEach(Main::offerHelp);
    }

    private static int badOptions(ParameterException e, String[] arguments) {
        var line = e.getCommandLine();
        line.getErr().println("error: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
        line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.BAD_OPTIONS;
    }

    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        var err = line.getErr();
        boolean verbose = parsed.originalArgs().contains("-vvv");
        var mistake = Mistakes.of(e);
        if (mistake.isPresent()) {
            err.print(mistake.get().text());
            if (verbose) {
                e.printStackTrace(err);
            }
            err.flush();
            return mistake.get().exitCode();
        }
        err.println("This is a bug in drover. Report it with these lines:");
        err.println(
                "  " + VERSION + ", Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name"));
        err.println("  " + e);
        Arrays.stream(e.getStackTrace())
                .limit(verbose ? Integer.MAX_VALUE : 4)
                .forEach(at -> err.println("    at " + at));
        return ExitCode.BUG;
    }
}
