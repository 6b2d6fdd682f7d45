package dev.drover.cli;

import dev.drover.report.Forge;
import dev.drover.report.Redactor;
import dev.drover.run.Steering;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        name = "explain",
        description = "Shows where a variable's value comes from, level by level, or what the code of a mistake means.",
        footer = {
            "",
            "Examples:",
            "  drover explain app_port --host web1 -i inventory/demo",
            "  drover explain app_port --host web1 -i inventory/demo playbooks/site.yml",
            "  drover explain DRV012",
            "",
            "Exit codes: 0 fine, 1 no level defines it, 4 a file that does not parse, 5 bad options."
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "VAR|CODE", description = "The variable, or the code.")
    String what;

    @Parameters(
            index = "1..*",
            paramLabel = "PLAYBOOK",
            arity = "0..*",
            description = "What its plays, roles and tasks say counts too.")
    List<Path> playbooks = new ArrayList<>();

    @Option(names = "--host", paramLabel = "HOST", description = "Whose variable.")
    Optional<String> host = Optional.empty();

    @Mixin
    InventoryOptions inventory;

    @Mixin
    ExecutionOptions execution;

    @ArgGroup(validate = false, heading = "%nVaults:%n")
    VaultOptions vault = new VaultOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (what.matches("DRV[0-9]+")) {
            explain(code(), spec.commandLine().getOut());
            return ExitCode.FINE;
        }
        String of = host.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "whose variable? Name a host: --host HOST"));
        var config = RunSettings.configuration();
        var redactor = new Redactor();
        var passwords = new Passwords(redactor, Forge.of(System.getenv()) != Forge.NONE);
        var vaults = vault.vaults(config, passwords, redactor::add);
        var selection = new RunSettings.Selection(List.of(), List.of(), false, false, Steering.NONE);
        var settings = new RunSettings(config, execution, new ConnectionOptions(), new BecomeOptions());
        var session =
                new RunSession(config, settings.options(selection, passwords, vaults), redactor, passwords, vaults);
        return session.explain(what, of, playbooks, inventory);
    }

    private Code code() {
        return Code.named(what).orElseThrow(() -> {
            var codes = Arrays.stream(Code.values()).map(Code::text).toList();
            return new UserError("there is no code " + what
                    + Nearest.to(what, codes)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        });
    }

    private static void explain(Code code, PrintWriter out) {
        out.println(code.text() + ": " + code.title());
        out.println();
        out.println(code.explanation());
        out.println();
        code.example().lines().forEach(line -> out.println("    " + line));
        out.flush();
    }
}
