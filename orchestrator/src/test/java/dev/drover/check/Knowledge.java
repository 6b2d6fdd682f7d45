package dev.drover.check;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.VariableFiles;
import dev.drover.module.Modules;
import dev.drover.playbook.ConstantNames;
import dev.drover.playbook.Includer;
import dev.drover.playbook.SearchPaths;
import dev.drover.vars.Layer;
import dev.drover.yaml.Decryption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What checks of tests know besides playbooks: one host in one group. */
public final class Knowledge {

    private Knowledge() {}

    public static Known of(SearchPaths paths) {
        return new Known(
                new Modules(),
                Inventory.of(Map.of("all", List.of("web1"), "web", List.of("web1"))),
                new VariableFiles((message, origin) -> {}),
                new Includer(paths, ConstantNames.none(), (message, origin) -> {}, Decryption.NONE),
                Layer.of("-e", Map.of()),
                Optional.empty(),
                task -> true);
    }
}
