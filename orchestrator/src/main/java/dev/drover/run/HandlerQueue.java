package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.playbook.Keyword;
import dev.drover.playbook.Play;
import dev.drover.playbook.Task;
import dev.drover.template.TemplateException;
import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Which handlers have been notified, and by which name. */
final class HandlerQueue {

    private final List<Task> handlers;
    private final Services services;
    private final Play play;

    HandlerQueue(List<Task> handlers, Services services, Play play) {
        this.handlers = new ArrayList<>(handlers);
        this.services = services;
        this.play = play;
    }

    /** All handlers, in the order in which they run; includes add to them. */
    List<Task> all() {
        return handlers;
    }

    /** Those of a role that has been included. */
    void add(List<Task> more) {
        more.stream()
                .filter(one -> handlers.stream().noneMatch(known -> known == one))
                .forEach(handlers::add);
    }

    /**
     * Notes what a changed task notifies; a name that no handler has ends the run.
     *
     * @throws ArgumentException where no handler has a name that is notified
     */
    void notify(HostState host, Task task) {
        for (var written : task.keywords().list(Keyword.NOTIFY)) {
            var resolved =
                    services.templar().resolve(written, services.taskScopes().of(task, host, play, host.set));
            for (var topic : resolved instanceof Value.Sequence(var items) ? items : List.of(resolved)) {
                String name = services.show(topic);
                if (handlers.stream().noneMatch(handler -> answers(handler, name))) {
                    throw new ArgumentException(
                            "no handler has the name \"" + name + "\" or listens to it",
                            topic instanceof Value.Text text && text.origin().known()
                                    ? text.origin()
                                    : written instanceof Value.Text text ? text.origin() : task.origin());
                }
                host.notified.add(name);
            }
        }
    }

    /** Whether this handler has been notified on this host; then it counts as run. */
    boolean take(HostState host, Task handler) {
        var mine = host.notified.stream().filter(name -> runs(handler, name)).toList();
        if (mine.isEmpty()) {
            return false;
        }
        // a topic may be listened to by later handlers: it goes when the last of them has taken it
        mine.stream().filter(name -> isLast(handler, name)).forEach(host.notified::remove);
        return true;
    }

    private boolean isLast(Task handler, String name) {
        return handlers.reversed().stream()
                .filter(other -> runs(other, name))
                .findFirst()
                .map(other -> other == handler)
                .orElse(true);
    }

    /** Of several handlers with one name the last one defined is run, by its name and by what it listens to. */
    private boolean runs(Task handler, String name) {
        if (handler.listen().contains(name)) {
            return handler.name().isEmpty()
                    || handlers.reversed().stream()
                            .filter(other -> other.listen().contains(name)
                                    && other.name().equals(handler.name()))
                            .findFirst()
                            .map(other -> other == handler)
                            .orElse(false);
        }
        return named(handler, name)
                && handlers.reversed().stream()
                        .filter(other -> named(other, name))
                        .findFirst()
                        .map(other -> other == handler)
                        .orElse(false);
    }

    private boolean answers(Task handler, String name) {
        return named(handler, name) || handler.listen().contains(name);
    }

    private boolean named(Task handler, String name) {
        return handler.name()
                .map(written -> {
                    try {
                        return services.show(services.templar()
                                .resolve(written, services.scopes().ofPlay(play)));
                    } catch (TemplateException e) {
                        return services.show(written);
                    }
                })
                .filter(own -> own.equals(name)
                        || handler.role()
                                .map(role -> (role.name() + " : " + own).equals(name))
                                .orElse(false))
                .isPresent();
    }
}
