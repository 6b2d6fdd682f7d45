package dev.drover.cli;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryLoader;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.value.Origin;
import dev.drover.yaml.Decryption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Option;

/** Which inventory is meant. */
final class InventoryOptions {

    @Option(
            names = {"-i", "--inventory", "--inventory-file"},
            paramLabel = "SOURCE",
            description = "An inventory file, a directory, or a list of hosts that ends in a comma. May be repeated.")
    List<String> sources = new ArrayList<>();

    Inventory load(AnsibleConfig config, BiConsumer<String, Origin> warnings, Decryption decryption) {
        var used = sources.isEmpty() ? config.inventory() : sources;
        return InventoryLoader.load(used, warnings, decryption);
    }
}
