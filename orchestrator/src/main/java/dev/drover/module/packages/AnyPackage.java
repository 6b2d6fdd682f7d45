package dev.drover.module.packages;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Modules;
import dev.drover.module.Plan;
import dev.drover.module.Rest;
import dev.drover.node.Script;
import dev.drover.question.Output;
import dev.drover.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Installs and removes packages by the module of whatever the node manages its packages with; all other arguments are that module's. */
@Module(value = "package", summary = "Installs and removes packages with the node's own package manager.")
public record AnyPackage(
        @Alias({"pkg", "package"}) @Doc("Packages, as the node's package manager names them.")
        Optional<Value> name,

        @Default("present") @Doc("present, absent or latest; installed and removed mean the first two.")
        String state,

        @Default("auto") @Doc("The module that is used; found out by itself.")
        String use,

        @Rest Map<String, Value> others,
        @Injected Controller controller)
        implements ModuleCall {

    private static final Script LOOK = Script.of(
            "for p in apt-get dnf5 dnf yum apk; do if command -v $p >/dev/null; then echo $p; exit; fi; done");

    @Override
    public Plan plan() {
        if (!use.equals("auto")) {
            return by(use);
        }
        return Plan.ask(new Output(LOOK), found -> {
            var manager = found.out().strip();
            return manager.isEmpty()
                    ? Plan.failed("the node has none of the package managers apt, dnf, yum and apk")
                    : by(manager.equals("apt-get") ? "apt" : manager);
        });
    }

    private Plan by(String manager) {
        var module = new Modules().find(manager);
        if (module.isEmpty()) {
            return Plan.failed("there is no module for the package manager %s", manager);
        }
        var arguments = new LinkedHashMap<String, Value>();
        name.ifPresent(given -> arguments.put("name", given));
        arguments.put(
                "state",
                Value.of(
                        switch (state) {
                            case "installed" -> "present";
                            case "removed" -> "absent";
                            default -> state;
                        }));
        arguments.putAll(others);
        return module.get().bind(Value.Mapping.of(arguments), controller).plan();
    }
}
