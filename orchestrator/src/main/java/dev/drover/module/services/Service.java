package dev.drover.module.services;

import dev.drover.module.Alias;
import dev.drover.module.Controller;
import dev.drover.module.Default;
import dev.drover.module.Doc;
import dev.drover.module.Injected;
import dev.drover.module.Module;
import dev.drover.module.ModuleCall;
import dev.drover.module.Plan;
import dev.drover.question.InitScript;
import java.util.Optional;

/**
 * Makes sure that a service runs and starts at boot, or does not, whatever the node's init is: systemd, OpenRC or scripts in
 * {@code /etc/init.d}. With systemd, the arguments of {@code systemd_service} are understood too.
 */
@Module(value = "service", summary = "Starts, stops and enables services, whatever the node's init is.")
public record Service(
        @Doc("The service.") String name,

        @Alias("args") @Default("") @Doc("More words for the init script; without meaning for systemd.")
        String arguments,

        @Doc("How many seconds to wait between stop and start of a restart; without meaning for systemd.")
        Optional<Integer> sleep,

        @Doc("Text to find in the list of processes where an init script has no status; without meaning for systemd.")
        Optional<String> pattern,

        @Default("default") @Doc("The runlevel for OpenRC.") String runlevel,

        @Default("auto") @Doc("The kind of init; found out by itself.")
        String use,

        UnitWish wish,
        @Injected Controller controller)
        implements ModuleCall {

    public Service {
        UnitWish.checked(name);
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("name must be that of a service, not \"" + name + "\"");
        }
        if (wish.state().isEmpty() && wish.enabled().isEmpty() && wish.masked().isEmpty() && !wish.daemonReload()) {
            throw new IllegalArgumentException("one of state and enabled is required");
        }
    }

    @Override
    public Plan plan() {
        var units = new UnitPlan(name, wish, controller.checkMode());
        if (use.startsWith("systemd")) {
            return units.plan();
        }
        return units.plan(new InitScript(name, runlevel, pattern.orElse("")), new InitPlan(this)::decide);
    }
}
