package dev.drover.cli;

import dev.drover.inventory.HostPattern;
import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryGraph;
import dev.drover.inventory.InventoryListing;
import dev.drover.inventory.VariableFiles;
import dev.drover.inventory.WrittenVariables;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.report.Forge;
import dev.drover.report.Redactor;
import dev.drover.template.PythonForms;
import dev.drover.value.Origin;
import dev.drover.value.Value;
import dev.drover.vars.Layer;
import dev.drover.vault.Vaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drover inventory}: what ansible-inventory prints. */
@Command(
        name = "inventory",
        description = "Shows hosts, groups and their variables, as ansible-inventory does.",
        mixinStandardHelpOptions = true)
final class InventoryCommand implements Callable<Integer> {

    private static final List<String> LOCALHOST = List.of("localhost", "127.0.0.1", "::1");

    @Spec
    private CommandSpec spec;

    @Mixin
    private InventoryOptions sources;

    @Mixin
    private VaultOptions vault;

    @Option(names = "--list", description = "All hosts, groups and variables, in the form of inventory scripts.")
    private boolean list;

    @Option(names = "--host", paramLabel = "HOST", description = "The variables of one host.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--graph", description = "The tree of groups and hosts, or what is below GROUP.")
    private boolean graph;

    @Parameters(paramLabel = "GROUP", arity = "0..1", description = "Where the graph begins (all).")
    private String group = "all";

    @Option(
            names = {"-y", "--yaml"},
            description = "YAML, in the form of YAML inventories, instead of JSON.")
    private boolean yaml;

    @Option(names = "--export", description = "Leave variables with the groups that define them.")
    private boolean export;

    @Option(names = "--vars", description = "Show variables in the graph too.")
    private boolean vars;

    @Option(
            names = {"-l", "--limit"},
            paramLabel = "PATTERN",
            description = "Only these of the hosts.")
    private Optional<String> limit = Optional.empty();

    @Option(
            names = {"-e", "--extra-vars"},
            paramLabel = "VARS",
            description = "Variables that win over all others: name=value, YAML or JSON, or @FILE.")
    private List<String> extraVars = new ArrayList<>();

    @Option(
            names = "--playbook-dir",
            paramLabel = "DIR",
            description = "The directory of a playbook: its group_vars and host_vars count too.")
    private Optional<Path> playbookDirectory = Optional.empty();

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write the list.")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Stream.of(list, host.isPresent(), graph).filter(chosen -> chosen).count() != 1) {
            throw new ParameterException(spec.commandLine(), "one of --list, --host and --graph is needed");
        }
        var redactor = new Redactor();
        var config = AnsibleConfig.load(
                System.getenv(), Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home")));
        var vaults =
                vault.vaults(config, new Passwords(redactor, Forge.of(System.getenv()) != Forge.NONE), redactor::add);
        var inventory = sources.load(config, this::warn, vaults);
        var files = new VariableFiles(this::warn, vaults);
        var beside = playbookDirectory.or(() -> Optional.of(Path.of(""))).map(Path::toAbsolutePath);
        print(shown(inventory, new WrittenVariables(inventory, files, beside), vaults));
        return ExitCode.FINE;
    }

    private String shown(Inventory inventory, WrittenVariables variables, Vaults vaults) throws IOException {
        var hosts = limit.map(pattern -> HostPattern.match(
                        pattern,
                        inventory,
                        part -> warn("no host matches \"" + part + "\"", new Origin("--limit", 0, 0))))
                .orElseGet(() -> inventory.hostsOf("all"));
        var extra = List.<Layer>of(ExtraVariables.parse(extraVars, vaults));
        var listing = new InventoryListing(inventory, variables, export, hosts, extra);
        if (host.isPresent()) {
            return formatted(Value.Mapping.of(ofHost(host.get(), inventory, listing)));
        }
        if (graph) {
            return drawn(inventory, variables, listing);
        }
        return yaml ? PythonForms.yaml(listing.asInventory()) : PythonForms.json(listing.forPrograms()) + "\n";
    }

    private Map<String, Value> ofHost(String name, Inventory inventory, InventoryListing listing) {
        if (!inventory.hosts().contains(name) && !LOCALHOST.contains(name)) {
            throw new ParameterException(spec.commandLine(), "there is no host " + name + " in the inventory");
        }
        return listing.ofHost(name);
    }

    private String formatted(Value.Mapping variables) {
        return yaml ? PythonForms.yaml(variables) : PythonForms.json(InventoryListing.marked(variables)) + "\n";
    }

    private String drawn(Inventory inventory, WrittenVariables variables, InventoryListing listing) {
        if (!inventory.groups().containsKey(group)) {
            throw new ParameterException(spec.commandLine(), "there is no group " + group + " in the inventory");
        }
        var drawing = vars
                ? new InventoryGraph(inventory, listing::ofHost, variables::ofGroup, PythonForms::text)
                : new InventoryGraph(inventory, name -> Map.of(), name -> List.of(), PythonForms::text);
        return String.join("\n", drawing.lines(group)) + "\n";
    }

    private void print(String text) throws IOException {
        if (output.isPresent()) {
            Files.writeString(output.get(), text);
        } else {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
    }

    private void warn(String message, Origin origin) {
        spec.commandLine().getErr().println("warning: " + (origin.known() ? origin + ": " : "") + message);
    }
}
