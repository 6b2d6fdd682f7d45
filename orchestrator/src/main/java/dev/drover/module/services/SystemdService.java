package dev.drover.module.services;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import java.util.Optional;

/**
 * Makes sure that a unit of systemd runs, starts at boot and may be started, or does not.
 * A daemon-reload that is asked for is done where a unit's file is newer than what systemd has read.
 */
@Module(
        value = "systemd_service",
        aliases = {"systemd"},
        summary = "Starts, stops, enables and masks units of systemd.")
public record SystemdService(
        @Alias({"service", "unit"}) @Doc("The unit; .service may be left out.")
        Optional<String> name,

        UnitWish wish,
        @Injected Controller controller)
        implements ModuleCall {

    public SystemdService {
        name = name.filter(text -> !text.isBlank()).map(UnitWish::checked);
        if (name.isEmpty()
                && (wish.state().isPresent()
                        || wish.enabled().isPresent()
                        || wish.masked().isPresent())) {
            throw new IllegalArgumentException("name is required with state, enabled and masked");
        }
        if (name.isEmpty() && !wish.daemonReload() && !wish.daemonReexec()) {
            throw new IllegalArgumentException(
                    "one of state, enabled, masked, daemon_reload and daemon_reexec is required");
        }
    }

    @Override
    public Plan plan() {
        var units = new UnitPlan(name.orElse(""), wish, controller.checkMode());
        return name.isEmpty() ? units.managerOnly() : units.plan();
    }
}
