package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.playbook.Task;
import dev.drover.value.Origin;
import java.util.Locale;

/** Asks before each task whether it is to run, for {@code --step}. */
final class StepGate {

    private final Asker asker;
    private boolean open;

    /** @param asks false: it lets everything through */
    StepGate(Asker asker, boolean asks) {
        this.asker = asker;
        this.open = !asks;
    }

    /** Whether a task that is known by {@code name} in reports is to run. */
    boolean lets(Task task, String name) {
        return task.shortModule().equals("meta") || lets(name, task.origin());
    }

    boolean lets(String name, Origin origin) {
        if (open) {
            return true;
        }
        try {
            String answer = asker.ask("Perform task: " + name + " (N)o/(y)es/(c)ontinue", false);
            switch (answer.strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "c", "continue" -> {
                    open = true;
                    return true;
                }
                default -> {
                    return false;
                }
            }
        } catch (Asker.NobodyThereException e) {
            throw new ArgumentException("--step asks before each task, and nobody can be asked here", origin);
        }
    }
}
