package dev.drover.cli;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryLoader;
import dev.drover.inventory.InventorySettings;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.template.JinjaTemplar;
import dev.drover.value.Origin;
import dev.drover.yaml.Decryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import picocli.CommandLine.Option;

/** Which inventory is meant. */
final class InventoryOptions {

    @Option(
            names = {"-i", "--inventory", "--inventory-file"},
            paramLabel = "SOURCE",
            description = "An inventory file, a directory, or a list of hosts that ends in a comma. May be repeated.")
    List<String> sources = new ArrayList<>();

    private static InventorySettings settings(
            AnsibleConfig config, BiConsumer<String, Origin> warnings, Decryption decryption) {
        var usual = InventorySettings.DEFAULT;
        var endings = config.list("inventory", "ignore_extensions", "ANSIBLE_INVENTORY_IGNORE");
        var enabled = config.list("inventory", "enable_plugins", "ANSIBLE_INVENTORY_ENABLED");
        return new InventorySettings(
                endings.isEmpty() ? usual.ignoredEndings() : Set.copyOf(endings),
                config.list("inventory", "ignore_patterns", "ANSIBLE_INVENTORY_IGNORE_REGEX"),
                enabled.isEmpty() ? usual.enabled() : Set.copyOf(enabled),
                Optional.of(new JinjaTemplar(new ControllerHost(warnings, decryption))),
                usual.extra(),
                usual.patience());
    }

    Inventory load(AnsibleConfig config, BiConsumer<String, Origin> warnings, Decryption decryption) {
        var used = sources.isEmpty() ? config.inventory() : sources;
        return InventoryLoader.load(used, warnings, decryption, settings(config, warnings, decryption));
    }
}
