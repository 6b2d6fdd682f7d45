package dev.drover.cli;

import dev.drover.playbook.AnsibleConfig;
import dev.drover.report.Forge;
import dev.drover.report.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "template",
        description = "Evaluates a template file or an expression with the variables of a host, and nothing but them.",
        footer = {
            "",
            "Examples:",
            "  drover template -i inventory/demo --host n1 templates/nginx.conf.j2",
            "  drover template -i inventory/demo -e 'groups.web | join(\", \")'",
            "  drover template -e '{{ 7 * factor }}' -e factor=6 --json",
            "",
            "Where there is a FILE (or --expression), every -e sets variables as it does for drover run. Where there is none,",
            "the -e that is not name=value or @FILE is the expression."
        })
final class TemplateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The template file.")
    Optional<Path> file = Optional.empty();

    @Mixin
    InventoryOptions inventory;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The host whose variables count: by default the only one of the inventory, or localhost.")
    Optional<String> host = Optional.empty();

    @Option(
            names = "-e",
            paramLabel = "EXPRESSION",
            description = "An expression ('a | upper') or a text with templates ('{{ a }}'); or variables, as below.")
    List<String> expressions = new ArrayList<>();

    @Option(names = "--expression", paramLabel = "EXPRESSION", description = "The same, and never variables.")
    Optional<String> expression = Optional.empty();

    @Option(
            names = {"-x", "--extra-vars"},
            paramLabel = "VARS",
            description = "Variables that win over all others: name=value, YAML or JSON, or @FILE. May be repeated.")
    List<String> extraVars = new ArrayList<>();

    @Mixin
    VaultOptions vault;

    @Option(names = "--json", description = "Print the value with its type, as JSON.")
    boolean json;

    @Option(names = "--strict", description = "Refuse what only older versions of Ansible accepted.")
    boolean strict;

    @Option(
            names = "--batch",
            paramLabel = "CASES",
            description =
                    "Evaluate the cases of a file, one JSON object a line, and answer each with such a line. What only older"
                            + " versions of Ansible accepted is refused, except in cases that are marked compat.")
    Optional<Path> batch = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        if (batch.isPresent()) {
            return TemplateBatch.run(batch.get(), strict, out);
        }
        var variables = new ArrayList<>(expressions);
        var asked = file.isPresent() ? Optional.<String>empty() : expression.or(() -> takeExpression(variables));
        if (file.isEmpty() && asked.isEmpty()) {
            throw new UserError("nothing to evaluate: name a template file, or an expression with -e");
        }
        if (file.isPresent() && expression.isPresent()) {
            throw new UserError("either a template file or an expression is evaluated, not both");
        }
        variables.addAll(extraVars);
        var redactor = new Redactor();
        var err = spec.commandLine().getErr();
        var config = AnsibleConfig.load(
                System.getenv(), Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home")));
        var passwords = new Passwords(redactor, Forge.of(System.getenv()) != Forge.NONE);
        var vaults = vault.vaults(config, passwords, redactor::add);
        var extra = ExtraVariables.parse(variables, vaults);
        var session = new TemplateSession(inventory, host, extra, strict, redactor, config, vaults, err);
        try {
            var result = file.isPresent() ? session.file(file.get()) : session.expression(asked.orElseThrow());
            out.print(json ? result.json() : result.text());
            out.flush();
            return ExitCode.FINE;
        } catch (TemplateSession.Failed e) {
            err.print(e.getMessage());
            err.flush();
            return ExitCode.ERROR;
        }
    }

    /** Takes the expression out of what was given with {@code -e}: the last that can't be variables by its form. */
    private static Optional<String> takeExpression(List<String> given) {
        for (int i = given.size() - 1; i >= 0; i--) {
            if (!given.get(i).matches("(?s)\\s*(@.*|[A-Za-z_][A-Za-z0-9_]*=(?!=).*)")) {
                return Optional.of(given.remove(i));
            }
        }
        return Optional.empty();
    }
}
