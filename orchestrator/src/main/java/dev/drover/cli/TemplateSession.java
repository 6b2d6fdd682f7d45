package dev.drover.cli;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryLoader;
import dev.drover.inventory.VariableFiles;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.playbook.Keywords;
import dev.drover.report.JsonText;
import dev.drover.report.Redactor;
import dev.drover.run.HostScope;
import dev.drover.run.RunOptions;
import dev.drover.template.JinjaTemplar;
import dev.drover.template.TaggedJson;
import dev.drover.template.TemplateOptions;
import dev.drover.template.Variables;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private final InventoryOptions sources;
    private final Optional<String> host;
    private final Layer extra;
    private final Redactor redactor;
    private final ControllerHost controller;

    TemplateSession(
            InventoryOptions sources,
            Optional<String> host,
            Layer extra,
            boolean strict,
            Redactor redactor,
            PrintWriter warnings) {
        this.sources = sources;
        this.host = host;
        this.extra = extra;
        this.redactor = redactor;
        this.controller = new ControllerHost(
                (message, origin) -> warnings.println(
                        redactor.redact("warning: " + message + (origin.known() ? " (" + origin + ")" : ""))),
                strict);
    }

    Result file(Path path) throws IOException {
        String name = path.toString();
        var text = Value.Text.written(
                new String(Files.readAllBytes(path), StandardCharsets.UTF_8), new Origin(name, 1, 1));
        var templar = new JinjaTemplar(controller);
        var directory = path.toAbsolutePath().normalize().getParent();
        var variables = variables(templar, directory);
        String rendered = redactor.redact(templar.render(text, TemplateOptions.DEFAULT, variables));
        return new Result(rendered, json(Value.of(rendered)));
    }

    /** A bare expression, or a text with templates in it. */
    Result expression(String written) throws IOException {
        var text = Value.Text.written(written, new Origin(COMMAND_LINE, 1, 1));
        var templar = new JinjaTemplar(controller);
        var variables = variables(templar, Path.of("").toAbsolutePath());
        var value = JinjaTemplar.holdsTemplate(written)
                ? templar.resolve(text, variables)
                : templar.expression(text, variables);
        String shown = value instanceof Value.Text plain ? shown(plain) : JsonText.of(value);
        return new Result(redactor.redact(shown) + "\n", json(value));
    }

    private String json(Value value) {
        return "{\"type\": \"" + JinjaTemplar.typeName(value) + "\", \"value\": "
                + redactor.redact(TaggedJson.of(value, TemplateSession::shown)) + "}\n";
    }

    /** Secret text is not shown. */
    private static String shown(Value.Text text) {
        return text.toString();
    }

    private Variables variables(JinjaTemplar templar, Path directory) throws IOException {
        var config = AnsibleConfig.load(
                System.getenv(), Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home")));
        var inventory = inventory(config);
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
                0);
        return new HostScope(inventory, new VariableFiles(controller::warn), options, templar, directory)
                .of(chosen(inventory));
    }

    private Inventory inventory(AnsibleConfig config) {
        return sources.sources.isEmpty() && config.inventory().isEmpty()
                ? InventoryLoader.load(List.of(), controller::warn)
                : sources.load(config, controller::warn);
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
