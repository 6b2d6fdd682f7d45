package dev.drover.cli;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryLoader;
import dev.drover.inventory.VariableFiles;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.playbook.Keywords;
import dev.drover.report.JsonText;
import dev.drover.report.ProblemText;
import dev.drover.report.Redactor;
import dev.drover.report.Terminal;
import dev.drover.run.HostScope;
import dev.drover.run.RunOptions;
import dev.drover.run.Steering;
import dev.drover.run.VariableRules;
import dev.drover.template.Extension;
import dev.drover.template.Form;
import dev.drover.template.JinjaTemplar;
import dev.drover.template.PyText;
import dev.drover.template.TaggedJson;
import dev.drover.template.TemplateException;
import dev.drover.template.TemplateOptions;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vars.Layers;
import dev.drover.vault.Vaults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Evaluates one template as a host of the inventory would see it. */
final class TemplateSession {

    /** What stands for the file of an expression in messages. */
    private static final String COMMAND_LINE = "-e";

    /**
     * What came out, as it is printed.
     *
     * @param text the text as it is, with one end of line where the template has none; other values as indented JSON
     * @param json the value and its type, in one line
     */
    record Result(String text, String json) {}

    /** The template failed; the message is all that the user is told. */
    static final class Failed extends RuntimeException {
        Failed(String told) {
            super(told);
        }
    }

    private final InventoryOptions sources;
    private final Optional<String> host;
    private final Layer extra;
    private final Redactor redactor;
    private final Vaults vaults;
    private final AnsibleConfig config;
    private final ControllerHost controller;

    TemplateSession(
            InventoryOptions sources,
            Optional<String> host,
            Layer extra,
            boolean strict,
            Redactor redactor,
            AnsibleConfig config,
            Vaults vaults,
            PrintWriter warnings) {
        this.config = config;
        this.vaults = vaults;
        this.sources = sources;
        this.host = host;
        this.extra = extra;
        this.redactor = redactor;
        this.controller = new ControllerHost(
                (message, origin) -> warnings.println(
                        redactor.redact("warning: " + message + (origin.known() ? " (" + origin + ")" : ""))),
                vaults,
                config,
                strict,
                Path.of(""));
    }

    /** The text that a template file yields. */
    Result file(Path path) throws IOException {
        String name = path.toString();
        var text = Value.Text.written(
                new String(Files.readAllBytes(path), StandardCharsets.UTF_8), new Origin(name, 1, 1));
        var directory = path.toAbsolutePath().normalize().getParent();
        return evaluated(text, Form.FILE, directory, (templar, variables) -> {
            var rendered = Value.of(redactor.redact(templar.render(text, TemplateOptions.DEFAULT, variables)));
            return new Result(PyText.str(rendered), json(rendered));
        });
    }

    /** The value of a bare expression, or of a text with templates in it. */
    Result expression(String written) {
        var text = Value.Text.written(written, new Origin(COMMAND_LINE, 1, 1));
        var form = JinjaTemplar.holdsTemplate(written) ? Form.TEXT : Form.EXPRESSION;
        return evaluated(text, form, Path.of("").toAbsolutePath(), (templar, variables) -> {
            var value = form == Form.TEXT ? templar.resolve(text, variables) : templar.expression(text, variables);
            String shown = value instanceof Value.Text plain ? shown(plain) : JsonText.of(value);
            return new Result(redactor.redact(shown) + "\n", json(value));
        });
    }

    private Result evaluated(
            Value.Text text, Form form, Path directory, BiFunction<JinjaTemplar, Layers, Result> evaluate) {
        var templar = new JinjaTemplar(controller, Extension.named(config.templateExtensions()));
        var variables = variables(templar, directory);
        try {
            return evaluate.apply(templar, variables);
        } catch (TemplateException e) {
            var problems = new ProblemText(Terminal.of(System.getenv()), Map.of(COMMAND_LINE, text.text()));
            var told = new TemplateFailure(problems, templar, variables).of(e, text, form);
            throw new Failed(redactor.redact(told));
        }
    }

    private String json(Value value) {
        return "{\"type\": \"" + JinjaTemplar.typeName(value) + "\", \"value\": "
                + redactor.redact(TaggedJson.of(value, TemplateSession::shown)) + "}\n";
    }

    /** Secret text is not shown. */
    private static String shown(Value.Text text) {
        return text.toString();
    }

    private Layers variables(JinjaTemplar templar, Path directory) {
        var inventory = inventory();
        var options = new RunOptions(
                false,
                false,
                List.of(),
                List.of(),
                Optional.empty(),
                1,
                extra,
                Keywords.NONE,
                Layer.of("command line", Map.of()),
                false,
                false,
                "linear",
                0,
                Steering.NONE,
                VariableRules.USUAL);
        return new HostScope(inventory, new VariableFiles(controller::warn, vaults), options, templar, directory)
                .of(chosen(inventory));
    }

    private Inventory inventory() {
        return sources.sources.isEmpty() && config.inventory().isEmpty()
                ? InventoryLoader.load(List.of(), controller::warn, vaults)
                : sources.load(config, controller::warn, vaults);
    }

    private String chosen(Inventory inventory) {
        if (host.isPresent()) {
            return host.get();
        }
        var hosts = inventory.hosts();
        if (hosts.size() > 1) {
            throw new UserError("whose variables? Name one of the hosts with --host: " + some(hosts));
        }
        return hosts.isEmpty() ? "localhost" : hosts.iterator().next();
    }

    private static String some(java.util.Set<String> hosts) {
        var first = hosts.stream().limit(8).toList();
        return String.join(", ", first) + (hosts.size() > first.size() ? ", …" : "");
    }
}
