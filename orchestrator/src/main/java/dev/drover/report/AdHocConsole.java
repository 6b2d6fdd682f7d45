package dev.drover.report;

import dev.drover.run.Outcome;
import dev.drover.run.RunEvent;
import dev.drover.value.Value;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What one task did on each host, in the shape that the program {@code ansible} prints. */
public final class AdHocConsole implements Report {

    private static final Set<String> COMMANDS = Set.of("command", "shell", "raw", "script");

    private final Consumer<String> out;
    private final Terminal terminal;
    private final boolean diff;

    /** @param out takes lines, perhaps several at once */
    public AdHocConsole(Consumer<String> out, Terminal terminal, boolean diff) {
        this.out = out;
        this.terminal = terminal;
        this.diff = diff;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case RunEvent.TaskFinished finished -> finished(finished);
            case RunEvent.Warning warning -> out.accept(terminal.yellow("[WARNING]: " + warning.message()));
            case RunEvent.Interrupted interrupted -> out.accept(terminal.yellow(RecapText.INTERRUPTED));
            case RunEvent.NoHosts none -> out.accept(terminal.yellow("[WARNING]: No hosts matched, nothing to do"));
            default -> {} // the rest is of interest in runs of many tasks
        }
    }

    private void finished(RunEvent.TaskFinished finished) {
        var outcome = finished.outcome();
        if (diff) {
            DiffText.of(outcome.diff()).forEach(out);
        }
        String module = finished.task().module();
        String text = finished.host() + " | "
                + switch (outcome.status()) {
                    case OK -> "SUCCESS" + details(" => ", outcome, module);
                    case CHANGED -> "CHANGED" + details(" => ", outcome, module);
                    case SKIPPED -> "SKIPPED";
                    case FAILED -> "FAILED" + details("! => ", outcome, module);
                    case UNREACHABLE -> "UNREACHABLE! => " + json(outcome, module);
                };
        out.accept(
                switch (outcome.status()) {
                    case OK -> terminal.green(text);
                    case CHANGED -> terminal.yellow(text);
                    case SKIPPED -> terminal.cyan(text);
                    case FAILED, UNREACHABLE -> terminal.red(text);
                });
    }

    private static String details(String arrow, Outcome outcome, String module) {
        var fields = outcome.result().fields();
        if (!COMMANDS.contains(module) || !fields.containsKey("rc")) {
            return arrow + json(outcome, module);
        }
        return " | rc=" + JsonText.of(fields.get("rc")) + " >>\n" + text(fields, "stdout") + text(fields, "stderr")
                + text(fields, "msg");
    }

    private static String text(Map<String, Value> fields, String name) {
        return fields.get(name) instanceof Value.Text text ? text.toString() : "";
    }

    private static String json(Outcome outcome, String module) {
        var fields = new TreeMap<>(outcome.result().fields());
        fields.keySet().removeIf(name -> name.equals("origin") || name.startsWith("_ansible_"));
        if (!module.equals("debug") || outcome.ends()) {
            fields.put("changed", Value.of(outcome.result().changed()));
        }
        if (outcome.status() == Outcome.Status.UNREACHABLE) {
            fields.put("unreachable", Value.TRUE);
        }
        return JsonText.of(fields);
    }
}
