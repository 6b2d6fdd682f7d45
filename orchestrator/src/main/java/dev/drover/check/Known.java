package dev.drover.check;

import dev.drover.inventory.Inventory;
import dev.drover.inventory.VariableFiles;
import dev.drover.module.Modules;
import dev.drover.playbook.Includer;
import dev.drover.playbook.Task;
import dev.drover.vars.Layer;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a check knows besides the playbooks.
 *
 * @param files the files of variables named after hosts and groups
 * @param extra the extra variables
 * @param limit the pattern that narrows the hosts of all plays
 * @param selected whether tags leave a task in the run
 */
public record Known(
        Modules modules,
        Inventory inventory,
        VariableFiles files,
        Includer includer,
        Layer extra,
        Optional<String> limit,
        Predicate<Task> selected) {}
