package dev.drover.run;

import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import dev.drover.template.TemplateException;

/** What the tasks of a play are called in reports. */
final class TaskLabels {

    private final Services services;
    private final Play play;

    TaskLabels(Services services, Play play) {
        this.services = services;
        this.play = play;
    }

    /** @param host whose variables the name may mention; as written where it can't be evaluated */
    RunEvent.TaskLabel of(Task task, boolean handler, HostState host) {
        String name = task.name()
                .map(value -> {
                    try {
                        return services.show(services.templar()
                                .resolve(value, services.taskScopes().of(task, host, play, host.set)));
                    } catch (TemplateException e) {
                        return services.show(value);
                    }
                })
                .orElseGet(() -> Inclusions.isRole(task)
                        ? task.module() + " : "
                                + Inclusions.named(task).map(services::show).orElse("")
                        : task.module());
        String full = task.role().map(role -> role.name() + " : " + name).orElse(name);
        return new RunEvent.TaskLabel(full, handler, task.loop().isPresent(), task.shortModule(), task.origin());
    }
}
