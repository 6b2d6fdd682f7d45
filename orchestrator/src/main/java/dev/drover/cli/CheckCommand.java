package dev.drover.cli;

import dev.drover.module.Modules;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.playbook.Keywords;
import dev.drover.report.Forge;
import dev.drover.report.ProblemReport;
import dev.drover.report.ProblemText;
import dev.drover.report.Redactor;
import dev.drover.report.Terminal;
import dev.drover.run.RunOptions;
import dev.drover.run.Steering;
import dev.drover.run.VariableRules;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.vars.Layer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = "Finds what is wrong with playbooks, without touching a host.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  drover check -i inventory/demo playbooks/site.yml",
            "  drover check playbooks/*.yml --output sarif > drover.sarif",
            "",
            "What a code means: drover explain DRV012. Exit codes: 0 fine, 1 a file is missing, 4 errors were found, 5 bad options."
        })
final class CheckCommand implements Callable<Integer> {

    /** What reads the answer. */
    enum Output {
        text,
        json,
        sarif,
        github
    }

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

    @Mixin
    TagOptions tags;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "text, json, sarif or github: for people, for programs, for code scanners, as annotations.")
    Output output = Output.text;

    @Option(names = "--strict", description = "Warnings are errors.")
    boolean strict;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StaticCheck.refuseMissing(playbooks);
        var config = AnsibleConfig.load(
                System.getenv(), Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home")));
        var redactor = new Redactor();
        var passwords = new Passwords(redactor, Forge.of(System.getenv()) != Forge.NONE);
        var vaults = vault.vaults(config, passwords, redactor::add);
        var options = new RunOptions(
                true,
                false,
                tags.run,
                tags.skip,
                limit,
                1,
                ExtraVariables.parse(extraVars, vaults),
                Keywords.NONE,
                Layer.of("command line and configuration", Map.of()),
                false,
                false,
                "linear",
                0,
                Steering.NONE,
                VariableRules.USUAL);
        var read = new ArrayList<Problem>();
        var loaded = inventory.load(config, (message, origin) -> read.add(warning(message, origin)), vaults);
        var checked = new StaticCheck(
                        config, vaults, options, (message, origin) -> read.add(warning(message, origin)), new Modules())
                .check(playbooks, loaded);
        read.addAll(checked.problems());
        var problems = read.stream().distinct().toList();
        print(redactor.redact(shown(problems)));
        boolean failed = problems.stream().anyMatch(problem -> strict || problem.isError());
        return failed ? ExitCode.UNPARSABLE : ExitCode.FINE;
    }

    private static Problem warning(String message, Origin origin) {
        return new Problem(message, origin).asWarning();
    }

    private String shown(List<Problem> problems) {
        return switch (output) {
            case text -> new ProblemText(Terminal.of(System.getenv())).of(problems) + summary(problems);
            case json -> ProblemReport.json(problems);
            case sarif -> ProblemReport.sarif(problems, Main.VERSION.replaceFirst("drover ", ""));
            case github -> ProblemReport.github(problems);
        };
    }

    private static String summary(List<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        return errors
                + (errors == 1 ? " error, " : " errors, ")
                + (problems.size() - errors)
                + (problems.size() - errors == 1 ? " warning\n" : " warnings\n");
    }

    private static void print(String text) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print(text);
        out.flush();
    }
}
