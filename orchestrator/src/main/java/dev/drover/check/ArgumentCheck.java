package dev.drover.check;

import dev.drover.module.ModuleType;
import dev.drover.module.Modules;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Task;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares tasks with what their modules declare. */
final class ArgumentCheck {

    private static final String OWN_MODULES =
            "it runs its own modules only, which `drover doc -l` lists, and none that are written in Python";

    private final Modules modules;
    private final Findings findings;

    ArgumentCheck(Modules modules, Findings findings) {
        this.modules = modules;
        this.findings = findings;
    }

    void task(Task task) {
        modules.find(task.module()).ifPresentOrElse(type -> arguments(task, type), () -> unknownModule(task));
    }

    private void unknownModule(Task task) {
        if (task.module().contains("{{")) {
            return;
        }
        var nearest = Nearest.to(task.module(), spellings());
        findings.add(new Problem(
                Code.UNKNOWN_MODULE,
                nearest.isPresent()
                        ? "there is no module \"" + task.module() + "\""
                        : "Drover does not have the module \"" + task.module() + "\"",
                task.origin(),
                nearest.map(name -> "did you mean `" + name + "`?").or(() -> Optional.of(OWN_MODULES))));
    }

    /** The names of all modules, with and without their collections. */
    private List<String> spellings() {
        return modules.names().stream()
                .flatMap(name -> Stream.of(name.substring(name.lastIndexOf('.') + 1), name))
                .toList();
    }

    private void arguments(Task task, ModuleType type) {
        type.problems(task.arguments(), task.origin(), Constants::isConstant, defaults(task, type))
                .forEach(findings::add);
    }

    /** What module_defaults may give: the names that are written there; all of them where only the run knows. */
    private Set<String> defaults(Task task, ModuleType type) {
        var names = new HashSet<String>();
        for (var written : task.keywords().list(Keyword.MODULE_DEFAULTS)) {
            if (!(written instanceof Value.Mapping(var entries))) {
                return all(type);
            }
            for (var entry : entries.entrySet()) {
                boolean meant = modules.find(entry.getKey().toString())
                        .map(other -> other.fullName().equals(type.fullName()))
                        .orElse(true); // a group of modules
                if (meant && entry.getValue() instanceof Value.Mapping(var values)) {
                    values.keySet().forEach(key -> names.add(key.toString()));
                } else if (meant) {
                    return all(type);
                }
            }
        }
        return names;
    }

    private static Set<String> all(ModuleType type) {
        var names = new HashSet<String>();
        type.arguments().forEach(argument -> names.addAll(argument.names()));
        return names;
    }
}
