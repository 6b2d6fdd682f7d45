package dev.drover.run;

import dev.drover.playbook.Includer;
import dev.drover.template.Templar;
import dev.drover.value.Value;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;

/** What every task of a run is carried out with. */
record Services(
        RunOptions options,
        Templar templar,
        Scopes scopes,
        Preparation preparation,
        Includer includer,
        TaskScopes taskScopes,
        Function<String, NodeLink> links,
        Function<Value, String> printer,
        Pause pause,
        Interruption interruption,
        Clock clock,
        StepGate stepGate,
        Runnable errorClearing,
        Runnable refreshing,
        Function<String, HostState> states,
        Effects effects,
        BackgroundJobs jobs,
        LiveTasks live,
        Debugger debugger,
        RunStats stats,
        Consumer<RunEvent> events) {

    NodeLink link(String host) {
        return links.apply(host);
    }

    HostState state(String host) {
        return states.apply(host);
    }

    /** All hosts that have failed or could not be reached take part again. */
    void clearErrors() {
        errorClearing.run();
    }

    /** The sources of the inventory are read again. */
    void refreshInventory() {
        refreshing.run();
    }

    void publish(RunEvent event) {
        events.accept(event);
    }

    /** A value as reports show it. */
    String show(Value value) {
        return printer.apply(value);
    }
}
