package dev.drover.check;

import dev.drover.playbook.Keyword;
import dev.drover.playbook.Task;
import dev.drover.value.Code;
import dev.drover.value.Nearest;
import dev.drover.value.Problem;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Looks for the handlers that tasks notify. */
final class HandlerCheck {

    private final List<Task> handlers;
    private final Findings findings;
    private final boolean uncertain;

    /** @param dynamic whether includes may bring handlers that nobody knows yet */
    HandlerCheck(List<Task> handlers, Findings findings, boolean dynamic) {
        this.handlers = handlers;
        this.findings = findings;
        this.uncertain = dynamic
                || handlers.stream()
                        .anyMatch(handler -> handler.name()
                                        .map(name -> !Constants.isConstant(name))
                                        .orElse(false)
                                || handler.keywords().list(Keyword.LISTEN).stream()
                                        .anyMatch(topic -> !Constants.isConstant(topic)));
    }

    void task(Task task) {
        if (!uncertain) {
            task.keywords().list(Keyword.NOTIFY).forEach(name -> notified(name, task));
        }
    }

    private void notified(Value name, Task task) {
        if (name instanceof Value.Sequence(var items)) {
            items.forEach(item -> notified(item, task));
            return;
        }
        if (!(name instanceof Value.Text text)
                || !Constants.isConstant(text)
                || handlers.stream().anyMatch(handler -> answers(handler, text.text()))) {
            return;
        }
        var names = new ArrayList<String>();
        handlers.forEach(handler -> {
            handler.name().ifPresent(own -> names.add(own.toString()));
            names.addAll(handler.listen());
        });
        findings.add(new Problem(
                Code.UNKNOWN_HANDLER,
                "no handler has the name \"" + text.text() + "\" or listens to it",
                text.origin().known() ? text.origin() : task.origin(),
                Nearest.to(text.text(), names).map(nearest -> "did you mean \"" + nearest + "\"?")));
    }

    private static boolean answers(Task handler, String name) {
        boolean named = handler.name()
                .map(own -> own.toString().equals(name)
                        || handler.role()
                                .map(role -> (role.name() + " : " + own).equals(name))
                                .orElse(false))
                .orElse(false);
        return named || handler.listen().contains(name);
    }
}
