package dev.drover.cli;

import dev.drover.check.Known;
import dev.drover.check.PlaybookCheck;
import dev.drover.inventory.Inventory;
import dev.drover.inventory.InventoryException;
import dev.drover.inventory.VariableFiles;
import dev.drover.module.Modules;
import dev.drover.playbook.AnsibleConfig;
import dev.drover.playbook.Includer;
import dev.drover.playbook.Play;
import dev.drover.playbook.PlaybookException;
import dev.drover.playbook.PlaybookLoader;
import dev.drover.run.RunOptions;
import dev.drover.value.Code;
import dev.drover.value.Origin;
import dev.drover.value.Problem;
import dev.drover.vault.Vaults;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads playbooks and finds all that can be known to be wrong with them. */
final class StaticCheck {

    /** @param plays those that could be read */
    record Checked(List<Play> plays, List<Problem> problems) {
        boolean failed() {
            return problems.stream().anyMatch(Problem::isError);
        }
    }

    private final AnsibleConfig config;
    private final Vaults vaults;
    private final RunOptions options;
    private final BiConsumer<String, Origin> warnings;
    private final Modules modules;

    StaticCheck(
            AnsibleConfig config,
            Vaults vaults,
            RunOptions options,
            BiConsumer<String, Origin> warnings,
            Modules modules) {
        this.config = config;
        this.vaults = vaults;
        this.options = options;
        this.warnings = warnings;
        this.modules = modules;
    }

    /** What the playbooks hold, and what is wrong with their form. */
    Checked read(List<Path> playbooks) {
        var names = new ExtraNames(options.extra(), vaults);
        var loader = new PlaybookLoader(config.searchPaths(), names, warnings, vaults);
        var plays = new ArrayList<Play>();
        var problems = new ArrayList<Problem>();
        for (var playbook : playbooks) {
            try {
                plays.addAll(loader.load(playbook));
            } catch (PlaybookException e) {
                problems.addAll(e.problems());
            } catch (InventoryException e) {
                e.problems().forEach(problem -> problems.add(problem.orCode(Code.BAD_VARIABLE_FILE)));
            }
        }
        return new Checked(plays, problems);
    }

    Checked check(List<Path> playbooks, Inventory inventory) {
        var read = read(playbooks);
        var problems = new ArrayList<>(read.problems());
        problems.addAll(found(read.plays(), inventory));
        return new Checked(read.plays(), problems);
    }

    /** What is wrong with plays that have been read. */
    List<Problem> found(List<Play> plays, Inventory inventory) {
        var names = new ExtraNames(options.extra(), vaults);
        // what is said twice is read twice: the loader has warned already
        var known = new Known(
                modules,
                inventory,
                new VariableFiles((message, origin) -> {}, vaults),
                new Includer(config.searchPaths(), names, (message, origin) -> {}, vaults),
                options.extra(),
                options.limit(),
                options::selects);
        return PlaybookCheck.check(plays, known);
    }

    /** @throws NoSuchFileException where a playbook is not there */
    static void refuseMissing(List<Path> playbooks) throws NoSuchFileException {
        for (var playbook : playbooks) {
            if (!Files.exists(playbook)) {
                throw new NoSuchFileException(playbook.toString());
            }
        }
    }
}
